"""Cases through the real engine."""

import asyncio
import json
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client

from domain.colombia import LEY_2578
from local.journey import plain_of
from local.situations import answer
from tests.support import World, a_filing

OF_THE_TEST = {
    "EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED",
    "EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED",
}
"""What moving the clock writes; no real case has them."""

OF_A_BUSY_MACHINE = {"EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT", "EVENT_TYPE_WORKFLOW_TASK_FAILED"}
EVENTS_OF_A_TASK = 3
"""A workflow task given up and begun again leaves three events that say nothing of the process."""


async def test_a_case_answered_in_time_reaches_the_archive_with_one_letter_each(world: World) -> None:
    case = await world.filed("a tiempo")

    answered_in = case.now.year
    await case.act("respuesta", answer("Le enviamos el extracto."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")

    assert [x["clase"] for x in case.case["cartas"]] == ["acuse", "respuesta"]
    assert [x["estado"] for x in case.case["cartas"]] == ["enviada", "enviada"]
    assert case.case["cartas"][1]["radicado_salida"].startswith(f"{answered_in}-S-")
    assert not case.case["vencida"]


async def test_a_plain_case_takes_at_most_forty_five_events(world: World) -> None:
    case = await world.filed("plain")
    await case.until_letter("acuse")

    await case.act("respuesta", answer("Le enviamos el extracto."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    handle = world.temporal.get_workflow_handle(case.radicado)
    await handle.result()
    events = [event async for event in handle.fetch_history_events()]

    names = [EventType.Name(e.event_type) for e in events]
    own = [name for name in names if name not in OF_THE_TEST]
    given_up = [name for name in own if name in OF_A_BUSY_MACHINE]
    assert len(own) - EVENTS_OF_A_TASK * len(given_up) <= 45


async def test_a_case_past_its_term_is_flagged_and_the_head_is_told(world: World) -> None:
    case = await world.filed("vencido")

    await case.skip_to(case.due_on + timedelta(days=5))
    await case.until_letter("vencimiento")

    assert case.case["vencida"]
    assert case.case["estado"] == "en_tramite"
    assert {x["clase"] for x in case.case["cartas"]} >= {"acuse", "recordatorio", "escalamiento", "vencimiento"}


async def test_when_nobody_classifies_the_coordinator_reads_which_dependencia_was_proposed(world: World) -> None:
    case = await world.filed("sin confirmar")
    proposed = case.case["propuesta"]["dependencia"]

    await case.skip_to(LEY_2578.business_days_after(case.now.date(), 2), hour=9)
    await case.until_log("clasificacion", f"la dependencia propuesta, «{proposed}», es de nivel 3: falta escalar")
    await case.until_letter("escalamiento")

    text = plain_of(await case.mailed("Caso que requiere su atención", to="coordinacion.gau"))
    assert f"«{proposed}», es de nivel 3: falta escalar el caso" in " ".join(text.split())


async def test_of_fifty_answers_at_once_one_wins_and_the_others_learn_who_and_when(world: World) -> None:
    case = await world.filed("dos a la vez")
    path = f"/api/v1/pqrsd/{case.radicado}/respuesta"

    replies = await asyncio.gather(*(world.post(path, answer(f"Texto {n}"), "agente") for n in range(50)))

    won = [reply for reply in replies if reply.status_code == 200]
    refused = [reply.json() for reply in replies if reply.status_code == 409]
    await case.until("en_notificacion")
    assert (len(won), len(refused)) == (1, 49)
    assert [x["clase"] for x in case.case["cartas"]].count("respuesta") == 1
    assert {problem["regla"] for problem in refused} == {"AlreadyAnswered"}
    assert all("dev-agente ya respondió este caso el" in problem["detail"] for problem in refused)


async def test_an_act_repeated_with_its_key_is_one_act(world: World) -> None:
    case = await world.filed("clave")
    path, body = f"/api/v1/pqrsd/{case.radicado}/respuesta", answer("Una vez.")

    first = await world.post(path, body, "agente", **{"Idempotency-Key": "k1"})
    again = await world.post(path, body, "agente", **{"Idempotency-Key": "k1"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert [line["acto"] for line in again.json()["historial"]].count("respuesta") == 1


async def test_a_case_that_waits_for_its_petitioner_writes_nothing(world: World) -> None:
    case = await world.filed("suspendido")
    await case.act("requerimiento", {"falta": "Adjunte el certificado."})
    await case.until_letter("requerimiento")
    handle = world.temporal.get_workflow_handle(case.radicado)
    before = (await handle.describe()).history_length

    await case.pass_days(20)

    waited = [e async for e in handle.fetch_history_events() if e.event_id > before]
    assert not [e for e in waited if e.HasField("activity_task_scheduled_event_attributes")]
    assert not [e for e in waited if e.HasField("timer_fired_event_attributes")]
    assert case.case["suspendido"]


async def test_history_holds_no_personal_data_in_the_clear(world: World) -> None:
    case = await world.filed("secreto", descripcion="Mi cédula es 52998877 y vivo en Usaquén.")
    await case.act("respuesta", answer("Texto confidencial de la respuesta."))
    await case.until("en_notificacion")

    history = await world.temporal.get_workflow_handle(case.radicado).fetch_history()
    text = history.to_json()

    for secret in ("52998877", "Usaquén", "lucia@correo.example", "Lucía", "confidencial", "Extracto de mi"):
        assert secret not in text


async def test_a_supervisor_without_the_key_reads_summaries_timers_and_details_in_the_temporal_ui(world: World) -> None:
    case = await world.filed("legible")
    await case.act("respuesta", answer("Le enviamos el extracto."))
    await case.until("en_notificacion")
    handle = (await Client.connect(world.stack.temporal.address)).get_workflow_handle(case.radicado)

    described = await handle.describe()
    about = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    events = [event async for event in handle.fetch_history_events() if event.HasField("user_metadata")]
    summaries = {json.loads(event.user_metadata.summary.data) for event in events}

    assert await described.static_summary() == f"PQRSD {case.radicado}"
    assert f"**{case.radicado}**" in about.current_details
    assert "Petición de interés particular · Respondida, en entrega" in about.current_details
    assert "- Acuse de recibo · Enviada · " in about.current_details
    assert "Lucía" not in about.current_details
    assert summaries >= {
        "Acuse de recibo · Correo electrónico", "Respuesta de fondo · Correo electrónico", "constancia de entrega",
    }  # fmt: skip


async def test_a_filing_is_true_while_the_engine_is_down_and_starts_once_when_it_is_back(world: World) -> None:
    case = world.journey("motor caído")
    await world.stack.temporal.stop()

    try:
        await case.file(a_filing())
        refused = await world.post(f"/api/v1/pqrsd/{case.radicado}/nota", {"texto": "x"}, "agente")
        waiting = (await case.look())["estado"]
        listed = {state: await radicados_in(world, state) for state in ("radicada", "en_clasificacion")}
    finally:
        await world.stack.temporal.start()
    await case.workflow_running(case.radicado)
    await case.until_letter("acuse")
    await case.until("en_clasificacion")

    assert refused.status_code == 503
    assert waiting == "radicada"
    assert [case.radicado in radicados for radicados in listed.values()] == [True, False]
    assert case.radicado in await radicados_in(world, "en_clasificacion")


async def radicados_in(world: World, state: str) -> set[str]:
    """The cases of a state, as a list narrowed by it tells them."""
    headers, found, after = {"Authorization": "Bearer dev-auditor"}, set[str](), ""
    while after is not None:
        page = (await world.api.get(f"/api/v1/pqrsd?estado={state}&limite=200{after}", headers=headers)).json()
        found |= {x["radicado"] for x in page["casos"]}
        after = page["cursor"] and f"&cursor={page['cursor']}"
    return found


@pytest.mark.parametrize(
    ("act", "body", "role"),
    [
        ("respuesta", answer("x"), "radicador"),
        ("respuesta", answer("x"), "auditor"),
        ("revision", {"decision": "aprobar"}, "agente"),
        ("suspension", {"desde": "2027-01-04", "hasta": "2027-01-08", "acto": "R1", "norma": "N"}, "coordinador"),
        ("clasificacion", {"tipo": "queja"}, "radicador"),
        ("nota", {"texto": "x"}, "auditor"),
    ],
)
async def test_each_wrong_role_is_refused(world: World, act: str, body: dict[str, object], role: str) -> None:
    reply = await world.post(f"/api/v1/pqrsd/2026-E-999999/{act}", body, role)

    assert reply.status_code == 403
    assert role in reply.json()["detail"]
