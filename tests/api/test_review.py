"""Four eyes through the door: what the reviewer read is what they approve, and what was written is not lost."""

import re
from typing import Any

import httpx
import pytest

from local.journey import Journey
from local.situations import answer
from tests.api.browsing import a_token, browser
from tests.support import World

REJECTION = {"texto": "Está reservada.", "norma": "Ley 1266 de 2008, art. 5", "firmante": "Carolina Mejía"}


async def drafted(world: World, kind: str = "fondo") -> Journey:
    case = await world.filed("en revisión")
    await case.act("borrador", {"texto": "Lo que se leyó.", "clase": kind})
    return case


async def review(world: World, case: Journey, **more: Any) -> httpx.Response:
    body = {"decision": "aprobar", **more}
    return await world.post(f"/api/v1/pqrsd/{case.radicado}/revision", body, "coordinador")


async def test_a_draft_that_changed_after_it_was_read_is_not_approved(world: World) -> None:
    case = await drafted(world)
    read = case.case["version_borrador"]
    await case.act("borrador", {"texto": "Lo que nadie leyó."})

    late = await review(world, case, version=read)
    done = await review(world, case, version=case.case["version_borrador"])

    assert (late.status_code, late.json()["regla"]) == (409, "UnseenVersion")
    assert done.status_code == 200


async def test_the_page_reviews_the_draft_it_shows(world: World) -> None:
    case = await drafted(world)
    page = f"/casos/{case.radicado}"

    async with browser(world, "coordinador") as lead:
        read = re.findall(r'name="version" value="(\d+)"', await lead.see(page))[0]
        await case.act("borrador", {"texto": "Lo que nadie leyó."})
        html = await lead.send(page, f"{page}/revision", decision="devolver", comentario="Falta algo.", version=read)

    assert "El texto cambió después de leído" in html
    assert "Falta algo.</textarea>" in html
    assert f'name="version" value="{case.case["version_borrador"]}"' in html


async def test_an_approved_answer_is_the_version_that_was_read(world: World) -> None:
    body = {"codigo": "version-leida", "titulo": "Leída", "texto": "Uno."}
    path = "/api/v1/conocimiento"
    first = (await world.post(path, body, "agente")).json()["version"]
    await world.post(path, {**body, "texto": "Dos."}, "agente")

    late = await world.post(f"{path}/version-leida/aprobacion", {"version": first}, "coordinador")
    done = await world.post(f"{path}/version-leida/aprobacion", {"version": first + 1}, "coordinador")

    assert (late.status_code, late.json()["regla"]) == (409, "UnseenVersion")
    assert (done.status_code, done.json()["texto"]) == (200, "Dos.")


@pytest.mark.parametrize(("act", "body"), [("respuesta", answer("Directa.")), ("rechazo", REJECTION)])
async def test_an_agent_does_not_answer_around_a_review_and_who_leads_may(
    world: World, act: str, body: dict[str, str]
) -> None:
    case = await drafted(world)
    path = f"/api/v1/pqrsd/{case.radicado}/{act}"

    waiting = await world.post(path, body, "agente")
    await review(world, case, decision="devolver")
    returned = await world.post(path, body, "agente")
    led = await world.post(path, body, "coordinador")

    for refused in (waiting, returned):
        assert (refused.status_code, refused.json()["regla"]) == (409, "DraftNotApproved")
    assert (led.status_code, led.json()["estado"]) == (200, "respondida")


async def test_a_case_keeps_the_review_that_the_house_wanted_at_its_receipt(world: World) -> None:
    before = await world.filed("sin revisión")
    await before.publish("lecturas", lambda x: x.update(exige_revision=[1]), reason="Revisión del primer nivel")
    after = await world.filed("con revisión")
    await before.publish("lecturas", lambda x: x.update(exige_revision=[]), reason="Ya no hace falta")

    await before.act("respuesta", answer("Directa."))
    await after.refused("respuesta", answer("Directa."), rule="ReviewRequired")
    await after.act("borrador", {"texto": "Con revisión."})
    await review(world, after)
    await after.act("respuesta", answer("Con revisión."))

    assert after.case["estado"] == "respondida"


async def test_a_denial_for_reserva_is_reviewed_where_answers_are(world: World) -> None:
    before = await world.filed("sin revisión")
    await before.publish("lecturas", lambda x: x.update(exige_revision=[1]), reason="Revisión del primer nivel")
    case = await world.filed("negativa con revisión", tipo="peticion_informacion")
    await before.publish("lecturas", lambda x: x.update(exige_revision=[]), reason="Ya no hace falta")

    await case.refused("rechazo", REJECTION, rule="ReviewRequired")
    await case.act("borrador", {"texto": REJECTION["texto"]})
    await case.refused("rechazo", REJECTION, rule="DraftNotApproved")
    await review(world, case)
    await case.refused("rechazo", {**REJECTION, "texto": "Otro texto."}, rule="DraftNotApproved")
    await case.act("rechazo", REJECTION)

    assert case.case["estado"] == "respondida"


@pytest.mark.parametrize(
    ("named", "login", "signer"),
    [
        ({"firmante": "Carolina Mejía"}, "dev-coordinador", "Carolina Mejía"),
        ({}, "dev-coordinador", "Usuario de prueba (coordinador)"),
        ({}, "nadie-del-catalogo", "Grupo de Atención al Usuario"),
    ],
)
async def test_a_letter_that_leaves_by_review_is_signed_by_a_name(
    world: World, named: dict[str, str], login: str, signer: str
) -> None:
    case = await drafted(world, "parcial")
    await case.act("escalamiento", {"nivel": 2, "dependencia": "GAU", "motivo": "Estudio"})

    with a_token(world, "dev-coordinador", login, "coordinador"):
        await review(world, case, **named)
    await case.until_letter("respuesta_parcial")
    running = await world.temporal.get_workflow_handle(case.radicado).query("case")

    [letter] = [x for x in (*running["due_letters"], *running["letters"]) if x["kind"] == "respuesta_parcial"]
    assert letter["facts"]["firmante"] == signer


@pytest.mark.parametrize(
    ("act", "form", "kept"),
    [
        ("borradores", {"texto": "Mi texto largo.", "clase": "tramite", "sobre_version": "9"}, "Mi texto largo.</text"),
        ("borradores", {"texto": "x" * 20_001, "clase": "fondo"}, "x" * 20_001),
        ("borradores", {"texto": "Mi texto largo.", "csrf": "0"}, "Mi texto largo.</textarea>"),
        ("nota", {"texto": "Mi nota larga.", "csrf": "0"}, "Mi nota larga.</textarea>"),
        ("prorroga", {"nueva_fecha": "mañana", "motivo": "Mis razones"}, 'value="Mis razones"'),
        ("traslado", {"entidad": "Min", "motivo": "R", "correo": "no", "parcial": "true"}, 'value="true" checked'),
        ("entrega", {"evidencia": "devuelto", "en": "2026-01-02T10:00"}, 'value="2026-01-02T10:00"'),
    ],
)
async def test_what_was_written_in_a_form_that_is_refused_is_still_there(
    world: World, act: str, form: dict[str, str], kept: str
) -> None:
    case = await world.filed("nada se pierde")
    page = f"/casos/{case.radicado}"

    async with browser(world, "agente") as agent:
        await agent.send(page, f"{page}/borradores", texto="El de antes.", clase="fondo")
        html = await agent.send(page, f"{page}/{act}", **form)

    assert kept in html
    assert 'role="alert"' in html


async def test_a_text_saved_by_hand_is_not_replaced_by_one_that_saves_itself(world: World) -> None:
    case = await world.filed("a mano")
    path, auth = f"/api/v1/pqrsd/{case.radicado}/borradores", {"Authorization": "Bearer dev-agente"}
    saves = [("a", True), ("a", False), ("ab", True)]

    kept = [(await world.api.put(path, json={"texto": x, "automatico": y}, headers=auth)).json() for x, y in saves]

    assert [(x["version"], x["automatico"]) for x in kept] == [(1, True), (1, False), (2, True)]
