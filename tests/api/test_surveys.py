"""The survey: asked accessibly, taken once, reviewed when it is bad, analysed without giving anybody away."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from adapters.database import Sessions
from adapters.ratings import RatingTable
from adapters.tables import CaseRow, LetterRowTable, SurveyRow
from domain.periods import period
from local.journey import Journey
from local.situations import answer
from tests.api.browsing import browser
from tests.support import World


async def surveyed(world: World) -> tuple[Journey, str]:
    """A case answered, delivered and asked about: the case and the token of its link."""
    case = await world.filed("encuestado")
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    return case, await case.survey_token()


async def rate(world: World, token: str, **said: str) -> tuple[int, str]:
    reply = await world.api.post(f"/encuesta/{token}", data=said)
    return reply.status_code, reply.text


async def get(world: World, path: str, role: str = "coordinador") -> Any:
    return (await world.api.get(f"/api/v1/encuestas/{path}", headers={"Authorization": f"Bearer dev-{role}"})).json()


async def pending(world: World, radicado: str) -> dict[str, Any] | None:
    return next((x for x in await get(world, "revisiones") if x["radicado"] == radicado), None)


async def test_a_bad_rating_is_taken_once_and_opens_a_review_that_somebody_concludes(world: World) -> None:
    case, token = await surveyed(world)
    path = f"/api/v1/encuestas/revisiones/{case.radicado}/1"
    form = (await world.api.get(f"/encuesta/{token}")).text
    wrong = await rate(world, token, esfuerzo="3", comentario="Sin marcar la primera.")
    beyond = await rate(world, token, puntaje="2", recomendacion="11")

    taken = await rate(world, token, puntaje="1", sub_claridad="2", esfuerzo="1", recomendacion="0",
                       comentario="No resolvieron.")  # fmt: skip
    for _ in range(200):
        review = await pending(world, case.radicado)
        if review:
            break
        await asyncio.sleep(0.05)
    again = await rate(world, token, puntaje="5")
    refused = await world.post(path, {"resultado": "sin_hallazgo", "conclusion": "x"}, "agente")
    async with browser(world, "coordinador") as lead:
        html = await lead.see("/encuestas")
        await lead.send("/encuestas", f"/encuestas/revisiones/{case.radicado}/1", resultado="excusas_ofrecidas",
                        conclusion="Se llamó y se explicó.")  # fmt: skip
    twice = await world.post(path, {"resultado": "sin_hallazgo", "conclusion": "x"}, "supervisor")
    done = next(x for x in await get(world, "revisiones?pendientes=false") if x["radicado"] == case.radicado)

    assert len(re.findall("<fieldset", form)) == len(re.findall("<legend", form)) == 7
    assert wrong[0] == beyond[0] == 422
    assert "Sin marcar la primera." in wrong[1]
    assert re.search(r'name="esfuerzo" value="3" checked', wrong[1])
    assert taken[0] == 200
    assert again[0] == 422
    assert review is not None
    assert (review["puntaje"], review["comentario"]) == (1, "No resolvieron.")
    assert (refused.status_code, twice.json()["regla"]) == (403, "ReviewConcluded")
    assert "No resolvieron." in html
    assert (done["resultado"], done["conclusion"], done["concluida_por"]) == (
        "excusas_ofrecidas", "Se llamó y se explicó.", "dev-coordinador",
    )  # fmt: skip


@pytest.fixture
async def of_the_room(world: World) -> AsyncIterator[None]:
    """Cases filed now are asked about the room besides the whole, and a 3 is low; afterwards it is as it was."""
    before = await published(world, lambda content: None)
    room = {"codigo": "sala", "texto": "¿Cómo estaba la sala?", "desde": 1, "hasta": 3, "dice_el_mayor": "muy bien",
            "obligatoria": True}  # fmt: skip
    whole = before["preguntas"][0]
    await published(world, lambda content: content.update(preguntas=[whole, room], calificacion_baja=3))
    yield
    await published(world, lambda content: content.update(before))


async def published(world: World, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The content of the survey before it is published as it is changed, if it is."""
    path = "/api/v1/catalogos/encuesta"
    last = (await world.api.get(path, headers={"Authorization": "Bearer dev-supervisor"})).json()
    before: dict[str, Any] = json.loads(json.dumps(last["contenido"]))
    change(last["contenido"])
    if last["contenido"] != before:
        body = {"version_anterior": last["version"], "motivo": "Prueba", "contenido": last["contenido"]}
        reply = await world.post(path, body, "supervisor")
        assert reply.status_code == 201, reply.text
    return before


@pytest.mark.usefixtures("of_the_room")
async def test_a_case_is_asked_what_the_survey_of_its_receipt_asks_and_its_low_score_opens_the_review(
    world: World,
) -> None:
    case, token = await surveyed(world)
    form = (await world.api.get(f"/encuesta/{token}")).text
    path = f"/api/v1/pqrsd/{case.radicado}/encuesta"

    old_aspect = await world.post(path, {"token": token, "puntaje": 5, "subpuntajes": {"claridad": 5}})
    beyond = await world.post(path, {"token": token, "puntaje": 5, "subpuntajes": {"sala": 4}})
    missing = await rate(world, token, puntaje="3")
    taken = await rate(world, token, puntaje="3", sub_sala="2")
    for _ in range(200):
        review = await pending(world, case.radicado)
        if review:
            break
        await asyncio.sleep(0.05)

    assert re.findall(r"<legend>([^<]*)</legend>", form) == [
        "¿Qué tan satisfecho quedó con la respuesta?", "¿Cómo estaba la sala?"]  # fmt: skip
    assert 'name="sub_sala" value="3" required> 3, muy bien' in form
    assert [x.json()["regla"] for x in (old_aspect, beyond)] == ["UnknownSubItem", "RatingOutOfRange"]
    assert missing[0] == 422
    assert '<a href="#sub_sala">Sala</a>: es obligatorio' in missing[1]
    assert (taken[0], (review or {})["puntaje"]) == (200, 3)


async def test_an_aspect_that_nobody_rates_is_refused_by_its_name(world: World) -> None:
    case, token = await surveyed(world)

    body = {"token": token, "puntaje": 5, "subpuntajes": {"limpieza": 5}}
    reply = await world.post(f"/api/v1/pqrsd/{case.radicado}/encuesta", body)

    assert (reply.status_code, reply.json()["regla"]) == (422, "UnknownSubItem")
    assert "limpieza" in reply.json()["detail"]
    assert [x["campo"] for x in reply.json()["campos"]] == ["limpieza"]


async def test_the_analysis_is_read_by_staff_in_json_and_csv(world: World) -> None:
    auth = {"Authorization": "Bearer dev-auditor"}

    found = await get(world, "analisis?periodo=2031-T4&por=dependencia", "auditor")
    table = await world.api.get("/api/v1/encuestas/analisis?formato=csv", headers=auth)
    unknown = await get(world, "analisis?periodo=2026-T9")
    refused = await world.api.get("/api/v1/encuestas/analisis", headers={"Authorization": "Bearer dev-radicador"})

    assert (found["celdas"], found["total"]["invitados"]) == ([], 0)
    assert table.text.startswith("\ufeffgrupo,invitados,respondieron")
    assert unknown["regla"] == "PeriodUnknown"
    assert refused.status_code == 403


@pytest.mark.parametrize(("status", "sent_at", "is_counted"), [
    ("enviada", datetime(2031, 1, 1, 5, 0, tzinfo=UTC), True),
    ("enviada", datetime(2031, 1, 1, 4, 59, 59, tzinfo=UTC), False),
    ("enviada", datetime(2031, 4, 1, 4, 59, 59, tzinfo=UTC), True),
    ("enviada", datetime(2031, 4, 1, 5, 0, tzinfo=UTC), False),
    ("rechazada", datetime(2031, 2, 1, tzinfo=UTC), False),
])  # fmt: skip
async def test_who_is_asked_in_a_period_is_who_the_invitation_reached_in_its_days_of_bogota(
    sessions: Sessions,
    status: str,
    sent_at: datetime,
    is_counted: bool,  # noqa: FBT001
) -> None:
    async with sessions.begin() as session:
        await session.execute(insert(CaseRow).values(
            radicado="2031-E-000001", state="cerrada", type="queja", channel="web", level=1, dependencia="GAU",
            received_at=sent_at, is_overdue=False, is_suspended=False, version=1, calendar_version="x", snapshot={},
        ))  # fmt: skip
        await session.execute(insert(SurveyRow).values(
            radicado="2031-E-000001", cycle=1, token_sha256="t", sealed_token=b"", expires_at=sent_at,
            status="respondida", score=4, sub_scores={"claridad": 5},
        ))  # fmt: skip
        await session.execute(insert(LetterRowTable).values(
            key="2031-E-000001/1/encuesta", radicado="2031-E-000001", kind="encuesta", medium="correo",
            recipient="peticionario", status=status, message_id="m", verification_code="v", claimed_at=sent_at,
            sent_at=sent_at,
        ))  # fmt: skip

    found = await RatingTable(sessions).invited(period("2031-T1"))

    assert len(found) == int(is_counted)
    assert [(x.channel, x.dependencia, x.score, x.sub_scores) for x in found] == [
        ("web", "GAU", 4, {"claridad": 5})
    ] * int(is_counted)
