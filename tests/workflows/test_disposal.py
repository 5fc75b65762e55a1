"""The end of a case's retention, through the engine and the API."""

import httpx
import pytest
from sqlalchemy import select, text

from adapters.case_keys import CaseKeys
from adapters.codec import KeyDestroyed
from adapters.tables import FilingRow, SurveyRow
from adapters.temporal import connect
from local.journey import Journey
from tests.support import World
from tests.workflows.test_archive import closed, get

ACT = "Acta {} del Comité de Archivo"
DISPOSALS, ENDING = "/api/v1/archivo/eliminaciones", "/api/v1/archivo/retencion"


async def ended(world: World, title: str) -> Journey:
    """A closed case, rated with a comment, whose retention is over."""
    case = await closed(world, title)
    rating = {"token": await case.survey_token(), "puntaje": 2, "comentario": "Soy Lucía y no me sirvió."}
    await case.act("encuesta", rating, role="radicador")
    async with world.sessions.begin() as session:
        past = text("UPDATE expediente SET retained_until = '2026-01-01' WHERE radicado = :radicado")
        await session.execute(past, {"radicado": case.radicado})
    return case


async def ask(world: World, case: Journey, confirmation: str | None = None, **changes: str) -> httpx.Response:
    body = {"acto": ACT.format(case.radicado), "aprobado_por": "Comité de Archivo", "radicados": [case.radicado],
            "seleccion": "Se conserva el 5 % de cada mes.", "confirmacion": confirmation, **changes}  # fmt: skip
    return await world.post(DISPOSALS, body, "coordinador" if confirmation else "supervisor")


async def eliminate(world: World, case: Journey) -> None:
    rehearsed = (await ask(world, case)).json()
    done = (await ask(world, case, rehearsed["confirmacion"])).json()
    assert [x["resultado"] for x in done["expedientes"]] == ["eliminado"]


async def test_after_its_elimination_nobody_can_read_the_history_of_a_case(world: World) -> None:
    case = await ended(world, "historia destruida")
    keys = CaseKeys(world.sessions, world.settings.payload_key, seconds=0)
    client = await connect(world.settings.temporal, world.settings.payload_key, keys)
    handle = client.get_workflow_handle(case.radicado)
    readable = await handle.result()

    await eliminate(world, case)

    assert readable == "cerrada"
    with pytest.raises(KeyDestroyed):
        await handle.result()
    history = await handle.fetch_history()
    codec = client.data_converter.payload_codec
    assert codec is not None
    started = history.events[0].workflow_execution_started_event_attributes.input.payloads
    with pytest.raises(KeyDestroyed):
        await codec.decode(list(started))
    survey = await client.get_workflow_handle(case.survey_id()).fetch_history()
    with pytest.raises(KeyDestroyed):
        await codec.decode(list(survey.events[0].workflow_execution_started_event_attributes.input.payloads))


async def test_an_eliminated_case_answers_gone_with_the_act(world: World) -> None:
    case = await ended(world, "ya no existe")

    await eliminate(world, case)
    paths = [f"/api/v1/pqrsd/{case.radicado}", f"/api/v1/pqrsd/{case.radicado}/expediente"]
    replies = [await get(world, path, "auditor") for path in paths]
    acted = await world.post(f"/api/v1/pqrsd/{case.radicado}/replica", {"argumento": "No estoy de acuerdo."})

    assert [x.status_code for x in (*replies, acted)] == [410, 410, 410]
    assert ACT.format(case.radicado) in replies[0].json()["detail"]
    assert replies[0].json()["regla"] == "CaseEliminated"


async def test_statistics_and_survey_scores_survive_without_words(world: World) -> None:
    case = await ended(world, "cuenta en las estadísticas")
    listing = f"/api/v1/pqrsd?estado=cerrada&tipo={case.case['tipo']}&limite=200"
    before = (await get(world, listing, "auditor")).json()

    await eliminate(world, case)
    after = (await get(world, listing, "auditor")).json()

    async with world.sessions() as session:
        survey = await session.get_one(SurveyRow, (case.radicado, 1))
        filings = list(await session.scalars(select(FilingRow).where(FilingRow.radicado == case.radicado)))
    assert (survey.score, survey.comment_hash, filings) == (2, None, [])
    assert after == before


async def test_the_act_can_be_read_when_what_it_eliminated_cannot(world: World) -> None:
    case = await ended(world, "acta")

    await eliminate(world, case)
    reply = await world.api.get(
        DISPOSALS, params={"acto": ACT.format(case.radicado)}, headers={"Authorization": "Bearer dev-auditor"}
    )

    [line] = reply.json()["expedientes"]
    assert reply.json()["aprobado_por"] == "Comité de Archivo"
    assert (line["radicado"], line["resultado"], len(line["huellas_indice"][0])) == (case.radicado, "eliminado", 64)


async def test_a_held_case_is_not_eliminated_until_somebody_releases_it(world: World) -> None:
    case = await ended(world, "retenido")
    path = f"/api/v1/pqrsd/{case.radicado}/retencion"

    held = await world.post(path, {"clase": "retener", "motivo": "Tutela en curso."}, "supervisor")
    refused = (await ask(world, case)).json()["expedientes"][0]
    listed = {x["radicado"]: x["retenido"] for x in (await get(world, ENDING, "auditor")).json()}
    twice = await world.post(path, {"clase": "retener", "motivo": "Otra."}, "supervisor")
    await world.post(path, {"clase": "liberar", "motivo": "Tutela fallada."}, "supervisor")
    released = (await ask(world, case)).json()["expedientes"][0]

    assert (held.status_code, held.json()["retenido"]) == (200, True)
    assert (refused["regla"], refused["motivo"]) == ("CaseHeld", "El expediente está retenido: Tutela en curso.")
    assert listed[case.radicado]
    assert (twice.status_code, twice.json()["regla"]) == (409, "HoldUnchanged")
    assert released["resultado"] == "eliminable"


async def test_nobody_approves_what_they_order_nor_what_was_not_rehearsed(world: World) -> None:
    case = await closed(world, "sin aprobar")

    own = await ask(world, case, aprobado_por="DEV-supervisor")
    blind = await ask(world, case, "0" * 64)
    rehearsed = {"acto": ACT.format(case.radicado), "aprobado_por": "Comité", "radicados": [case.radicado]}
    confirmation = (await world.post(DISPOSALS, rehearsed, "supervisor")).json()["confirmacion"]
    alone = await world.post(DISPOSALS, {**rehearsed, "confirmacion": confirmation}, "supervisor")
    running = (await ask(world, case)).json()["expedientes"][0]

    assert (own.status_code, own.json()["regla"]) == (409, "DisposalSelfApproved")
    assert (blind.status_code, blind.json()["regla"]) == (409, "DisposalChanged")
    assert (alone.status_code, alone.json()["regla"]) == (409, "DisposalSelfApproved")
    assert running["regla"] == "RetentionRunning"


@pytest.mark.parametrize(
    "changes",
    [{"radicados": None}, {"hasta": "2030-01-01"}, {"acto": ""}, {"confirmacion": "no"}, {"radicados": ["../x"]}],
)
async def test_an_order_that_is_not_well_made_names_its_field(world: World, changes: dict[str, object]) -> None:
    body = {"acto": "A", "aprobado_por": "B", "radicados": ["2026-E-999999"], **changes}

    reply = await world.post(DISPOSALS, body, "supervisor")

    assert (reply.status_code, reply.json()["campos"][0]["campo"].partition(".")[0]) == (422, next(iter(changes)) if
            "hasta" not in changes else "radicados")  # fmt: skip


@pytest.mark.parametrize("role", ["radicador", "agente", "coordinador", "auditor"])
async def test_only_a_supervisor_orders_holds_and_eliminations(world: World, role: str) -> None:
    body = {"acto": "A", "aprobado_por": "B", "radicados": ["2026-E-999999"]}

    ordered = await world.post(DISPOSALS, body, role)
    held = await world.post("/api/v1/pqrsd/2026-E-999999/retencion", {"clase": "retener", "motivo": "x"}, role)

    assert (ordered.status_code, held.status_code) == (403, 403)


async def test_an_act_nobody_made_is_unknown(world: World) -> None:
    reply = await get(world, f"{DISPOSALS}?acto=ninguno", "auditor")

    assert (reply.status_code, reply.json()["regla"]) == (404, "DisposalUnknown")


async def test_the_review_of_an_eliminated_case_waits_for_nobody(world: World) -> None:
    case = await ended(world, "revisión de lo eliminado")
    path, told = "/api/v1/encuestas/revisiones", {"resultado": "sin_hallazgo", "conclusion": "Nada."}
    before = await get(world, path, "supervisor")

    await eliminate(world, case)

    after = await get(world, path, "supervisor")
    concluded = await world.post(f"{path}/{case.radicado}/1", told, "supervisor")
    assert case.radicado in {x["radicado"] for x in before.json()}
    assert after.status_code == 200
    assert case.radicado not in {x["radicado"] for x in after.json()}
    assert concluded.status_code == 410
