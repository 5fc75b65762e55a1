"""Analogous petitions through the real engine: one approval, an answer and a letter each, whatever dies meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from temporalio.client import Client

from activities.messages_groups import Progress
from adapters.database import connect_database
from adapters.petition import PetitionTable
from local.journey import Journey
from local.situations import SIGNER, answer
from local.stack import parts, served
from tests.api.browsing import browser
from tests.support import World, a_filing, rewritten
from workflows.mass_answer import BETWEEN_ROUNDS

MEMBERS = 12
ANSWER = {"sentido": "favorable", "firmante": SIGNER}


def asking(n: int, **changes: Any) -> dict[str, Any]:
    """One of many who ask the same."""
    who = {"clase": "natural", "nombres": f"Peticionaria {n}", "correo": f"analoga{n}@correo.example"}
    return a_filing(tipo="peticion_informacion", peticionario=who, asunto="Nueva convocatoria", **changes)


async def several(world: World, count: int, **first: Any) -> list[Journey]:
    """Petitions of as many persons, running."""
    cases = [world.journey(f"análoga {n}") for n in range(count)]
    await asyncio.gather(*(case.file(asking(n, **(first if n == 0 else {}))) for n, case in enumerate(cases)))
    for case in cases:
        await case.workflow_running(case.radicado)
        await case.look()
    return cases


async def formed(world: World, cases: list[Journey]) -> str:
    body = {"radicados": [case.radicado for case in cases], "motivo": "Todas preguntan por la misma convocatoria."}
    reply = await world.post("/api/v1/grupos", body, "coordinador")
    assert reply.status_code == 201, reply.text
    return str(reply.json()["id"])


async def seen(world: World, group: str) -> dict[str, Any]:
    auth = {"Authorization": "Bearer dev-auditor"}
    found: dict[str, Any] = (await world.api.get(f"/api/v1/grupos/{group}", headers=auth)).json()
    return found


async def until(met: Callable[[], Awaitable[bool]], seconds: float = 90) -> None:
    async with asyncio.timeout(seconds):
        while not await met():
            await asyncio.sleep(0.05)


async def told(world: World, group: str, count: str, number: int) -> None:
    """Wait until so many members are in a state."""

    async def met() -> bool:
        return bool((await seen(world, group))["avance"].get(count, 0) == number)

    await until(met)


async def approved(world: World, group: str, body: str = "La convocatoria abre en enero.") -> None:
    await world.post(f"/api/v1/grupos/{group}/borrador", {"texto": body}, "agente")
    done = await world.post(f"/api/v1/grupos/{group}/revision", {"decision": "aprobar"}, "coordinador")
    assert done.status_code == 200, done.text


async def test_one_approval_answers_each_with_its_own_letter_under_the_earliest_term(world: World) -> None:
    received = (datetime.now().astimezone() - timedelta(days=4)).isoformat()
    cases = await several(world, MEMBERS, recibido_en=received)
    earliest = cases[0].due_on
    group = await formed(world, cases)
    await told(world, group, "agrupada", MEMBERS)
    grouped = [await case.look() for case in cases]

    await approved(world, group)
    ordered = await world.post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")
    await told(world, group, "con_carta", MEMBERS)
    final = await seen(world, group)

    assert {case["vence_el"] for case in grouped} == {str(earliest)}
    assert ordered.status_code == 202
    assert final["avance"]["respondida"] == MEMBERS
    assert len({x["radicado_salida"] for x in final["miembros"]}) == MEMBERS
    for case in cases:
        await case.look()
        assert [line["acto"] for line in case.case["historial"]].count("respuesta") == 1


async def test_a_member_decided_meanwhile_is_reported_and_the_rest_are_answered(world: World) -> None:
    cases = await several(world, 3)
    group = await formed(world, cases)
    await told(world, group, "agrupada", 3)
    await cases[1].act("respuesta", answer("Se le respondió aparte."))
    await approved(world, group)

    await world.post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")
    await told(world, group, "respondida", 2)
    await told(world, group, "ya_decidida", 1)
    handle = world.temporal.get_workflow_handle(f"grupo-{group}-responder", result_type=Progress)
    result = await handle.result()

    other = next(x for x in (await seen(world, group))["miembros"] if x["radicado"] == cases[1].radicado)
    assert "ya respondió este caso" in other["detalle"]
    assert result == Progress(settled=2, skipped=1, total=3)


async def test_a_member_that_keeps_failing_holds_up_nobody_and_is_answered_when_it_can(world: World) -> None:
    cases = await several(world, 3)
    group = await formed(world, cases)
    await told(world, group, "agrupada", 3)
    await approved(world, group)
    stuck, workflow_id = cases[0].radicado, f"grupo-{group}-responder"
    whole = await rewritten(world.sessions, stuck, "ilegible")

    await world.post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")
    await told(world, group, "respondida", 2)

    async def is_reported() -> bool:
        members = (await seen(world, group))["miembros"]
        return any("se intenta de nuevo" in x["detalle"] for x in members if x["radicado"] == stuck)

    await until(is_reported)
    behind = await world.temporal.get_workflow_handle(workflow_id).query("progress", result_type=Progress)
    await rewritten(world.sessions, stuck, whole)
    await cases[0]._forward(workflow_id, BETWEEN_ROUNDS)
    await told(world, group, "respondida", 3)

    assert behind == Progress(settled=2, skipped=0, total=3, behind=1)
    assert [x["detalle"] for x in (await seen(world, group))["miembros"]] == ["", "", ""]


async def test_joint_work_names_each_petitioner_in_their_own_letter(world: World) -> None:
    cases = await several(world, 2)
    group = await formed(world, cases)
    await approved(world, group, "Señora {{nombre}}: radicado {{radicado}}.")

    await world.post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")
    await told(world, group, "respondida", 2)

    for n, case in enumerate(cases):
        petition = await PetitionTable(world.sessions).read(case.radicado)
        assert petition is not None
        assert [x.body for x in petition.texts if x.kind == "respuesta"] == [
            f"Señora Peticionaria {n}: radicado {case.radicado}."]  # fmt: skip


async def test_a_single_answer_is_published_on_the_web_and_waits_for_the_newspaper(world: World) -> None:
    cases = await several(world, 11)
    group = await formed(world, cases)
    early = await world.post(f"/api/v1/grupos/{group}/publicacion", A_NEWSPAPER, "agente")
    await approved(world, group, "Texto de la respuesta única.")
    await world.post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")
    await told(world, group, "respondida", 11)

    async def is_public() -> bool:
        return (await world.api.get(f"/respuestas-colectivas/{group}")).status_code == 200

    await until(is_public)
    missing = (await seen(world, group))["falta_publicar"]
    noted = (await world.post(f"/api/v1/grupos/{group}/publicacion", A_NEWSPAPER, "agente")).json()
    html = (await world.api.get(f"/respuestas-colectivas/{group}")).text

    assert early.json()["regla"] == "NothingToPublish"
    assert missing == ["periodico"]
    assert noted["falta_publicar"] == []
    assert "Texto de la respuesta única." in html
    assert "Peticionaria" not in html


A_NEWSPAPER = {"medio": "periodico", "fecha": "2026-11-30", "referencia": "Diario El Ejemplo, página 4"}


@pytest.mark.parametrize(
    ("path", "body", "rule"),
    [
        ("respuesta", ANSWER, "DraftNotApproved"),
        ("revision", {"decision": "aprobar"}, "NoDraft"),
        ("borrador", {"texto": "{{saldo}}"}, "UnknownPlaceholder"),
    ],
)
async def test_what_is_out_of_order_is_refused(world: World, path: str, body: dict[str, str], rule: str) -> None:
    group = await formed(world, await several(world, 2))

    reply = await world.post(f"/api/v1/grupos/{group}/{path}", body, "coordinador")

    assert reply.json()["regla"] == rule


async def test_a_petition_belongs_to_one_group_and_groups_have_known_members(world: World) -> None:
    cases = await several(world, 2)
    group = await formed(world, cases)

    body = {"radicados": [x.radicado for x in cases], "motivo": "Otra vez."}
    taken = await world.post("/api/v1/grupos", body, "coordinador")
    unknown = await world.post(
        "/api/v1/grupos", {**body, "radicados": ["2026-E-999999", cases[0].radicado]}, "supervisor"
    )
    refused = await world.post("/api/v1/grupos", body, "agente")
    nobody = await world.post("/api/v1/grupos/2026-G-999999/borrador", {"texto": "x"}, "agente")

    assert group in taken.json()["detail"]
    assert (unknown.status_code, unknown.json()["regla"]) == (422, "MemberUnknown")
    assert (refused.status_code, nobody.status_code) == (403, 404)


async def test_who_coordinates_groups_and_answers_from_the_pages(world: World) -> None:
    cases = await several(world, 2)
    radicados = "\n".join(x.radicado for x in cases)

    async with browser(world, "coordinador") as lead, browser(world, "agente") as agent:
        wrong = await lead.send("/grupos", "/grupos", radicados=cases[0].radicado, motivo="Una sola.")
        html = await lead.send("/grupos", "/grupos", radicados=radicados, motivo="La misma pregunta.")
        group = next(row["id"] for row in await listed(world) if row["motivo"] == "La misma pregunta.")
        page = f"/grupos/{group}"
        await agent.send(page, f"{page}/borrador", texto="Respuesta para las dos.")
        await lead.send(page, f"{page}/revision", decision="aprobar")
        done = await agent.send(page, f"{page}/respuesta", sentido="favorable", firmante=SIGNER)

    assert "radicados:" in wrong
    assert "trabajo conjunto" in html
    assert "Respuesta ordenada por" in done


async def listed(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await world.api.get("/api/v1/grupos", headers={"Authorization": "Bearer dev-agente"})
    ).json()
    return found


async def test_a_worker_killed_in_the_middle_answers_each_member_once(tmp_path: Path) -> None:
    """A system of its own: the worker that is killed is a process."""
    many = 16
    async with parts(tmp_path, is_durable=False) as stack, served(stack) as (worker, _):
        engine, sessions = connect_database(stack.postgres.url(), stack.payload_key)
        async with httpx.AsyncClient(base_url=stack.api_url, timeout=60) as api:
            temporal = await Client.connect(stack.temporal.address)
            cases = [Journey(f"{n}", api, temporal, stack.smtp) for n in range(many)]
            await asyncio.gather(*(case.file(asking(n)) for n, case in enumerate(cases)))
            await asyncio.gather(*(case.workflow_running(case.radicado) for case in cases))

            async def post(path: str, body: dict[str, Any], role: str) -> dict[str, Any]:
                reply = await api.post(path, json=body, headers={"Authorization": f"Bearer dev-{role}"})
                assert reply.is_success, reply.text
                done: dict[str, Any] = reply.json()
                return done

            async def count(query: str) -> int:
                async with sessions() as session:
                    return int(await session.scalar(text(query)) or 0)

            async def all_in(status: str) -> bool:
                return await count(f"SELECT count(*) FROM petition_group_member WHERE status = '{status}'") == many

            body = {"radicados": [x.radicado for x in cases], "motivo": "La misma pregunta."}
            group = (await post("/api/v1/grupos", body, "coordinador"))["id"]
            await until(lambda: all_in("agrupada"))
            await post(f"/api/v1/grupos/{group}/borrador", {"texto": "Una respuesta."}, "agente")
            await post(f"/api/v1/grupos/{group}/revision", {"decision": "aprobar"}, "coordinador")
            await post(f"/api/v1/grupos/{group}/respuesta", ANSWER, "agente")

            async def begun() -> bool:
                return await count("SELECT count(*) FROM case_log WHERE act = 'respuesta'") >= 3

            last = "SELECT * FROM petition_group_member WHERE radicado = :radicado FOR UPDATE"
            async with sessions.begin() as holding:  # so that one member is not done, however late we look
                await holding.execute(text(last), {"radicado": cases[-1].radicado})
                await until(begun)
                await worker.kill()
                before = await count("SELECT count(*) FROM petition_group_member WHERE status = 'respondida'")
            (stack.folder / "worker.ready").unlink()
            await worker.start(stack.is_worker_up)
            await until(lambda: all_in("respondida"), seconds=240)

            answers = await count("SELECT count(*) FROM case_log WHERE act = 'respuesta'")
            answered = await count("SELECT count(DISTINCT radicado) FROM case_log WHERE act = 'respuesta'")
            twice = await count("SELECT count(*) FROM letter WHERE kind = 'respuesta' "
                                "GROUP BY radicado HAVING count(*) > 1")  # fmt: skip
        await engine.dispose()

    assert before < many
    assert (answers, answered, twice) == (many, many, 0)
