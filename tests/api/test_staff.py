"""The staff's pages: who may enter, what comes first, what a form does and what refuses it."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support import World


@pytest.fixture
async def agent(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser where an agent has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-agente"})
        yield browser


async def test_without_a_session_the_inbox_asks_to_enter(world: World) -> None:
    reply = await world.api.get("/bandeja")

    assert (reply.status_code, reply.headers["location"]) == (303, "/ingresar")


async def test_a_forged_session_is_no_session(world: World) -> None:
    reply = await world.api.get("/bandeja", headers={"Cookie": "pqrsd_sesion=WyJ4IiwgInN1cGVydmlzb3IiXQ==.00"})

    assert reply.status_code == 303


@pytest.mark.parametrize("token", ["nadie", "dev-radicador"])
async def test_only_staff_may_enter(world: World, token: str) -> None:
    reply = await world.api.post("/ingresar", data={"ficha": token})

    assert reply.status_code == 401


async def test_the_inbox_shows_first_what_expires_first_and_says_when(world: World, agent: httpx.AsyncClient) -> None:
    late, soon = await world.filed("bandeja", tipo="consulta"), await world.filed("urgente", tipo="congresista_informe")
    for case in (late, soon):
        await case.act("asignacion", {"dependencia": "OAU", "responsable": "dev-agente"})

    html = (await agent.get("/bandeja?mios=1")).text

    assert html.index(soon.radicado) < html.index(late.radicado)
    assert re.search(r"vence en \d+ días hábiles", html)


async def test_the_inbox_shows_what_has_priority_above_all_the_rest_and_says_so(
    world: World, agent: httpx.AsyncClient
) -> None:
    soon = await world.filed("urgente", tipo="congresista_informe")
    preferred = await world.filed("periodista", descripcion="Soy periodista y pido el extracto para una nota.")
    life = await world.filed("vida", tipo="consulta", descripcion="Me amenazaron de muerte por el embargo.")
    for case in (soon, preferred, life):
        await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-03"})

    html = (await agent.get("/bandeja?dependencia=OAU")).text

    places = [html.index(x) for x in ("Riesgo para la vida", life.radicado, "Atención prioritaria",
                                      preferred.radicado, "Los demás casos", soon.radicado)]  # fmt: skip
    assert places == sorted(places)
    assert html.count('scope="rowgroup"') == 3
    assert "Urgente: peligro para la vida o la integridad" in html


@pytest.mark.parametrize("cursor", ["7/2026-12-01/2026-E-000001", "2026-12-01/2026-E-000001", "0/hoy/x", "x"])
async def test_a_cursor_of_another_list_is_refused_in_the_inbox(
    world: World, agent: httpx.AsyncClient, cursor: str
) -> None:
    assert (await agent.get("/bandeja", params={"cursor": cursor})).status_code == 422


async def test_an_agent_answers_from_the_case_page(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("desde la página")
    path = f"/casos/{case.radicado}"
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', (await agent.get(path)).text)[0]
    form = {"csrf": token, "texto": "Le respondemos de fondo.", "sentido": "favorable", "firmante": "Carolina Mejía"}

    done = await agent.post(f"{path}/respuesta", data=form)
    again = await agent.post(f"{path}/respuesta", data=form)

    assert "Respuesta de fondo, sentido favorable" in done.text
    assert "dev-agente ya respondió este caso el" in again.text


async def test_what_people_read_has_its_accents(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("tildes")

    html = (await agent.get(f"/casos/{case.radicado}")).text

    assert "En clasificación" in html
    assert "Prórroga</summary>" in html


async def test_a_form_from_elsewhere_does_nothing(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("ajena")

    reply = await agent.post(f"/casos/{case.radicado}/nota", data={"csrf": "0" * 64, "texto": "x"})

    assert "La página caducó" in reply.text
    assert "nota" not in {line["acto"] for line in (await case.look())["historial"]}


async def test_a_form_filled_in_wrong_names_its_field(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("mal llenada")
    path = f"/casos/{case.radicado}"
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', (await agent.get(path)).text)[0]

    reply = await agent.post(f"{path}/prorroga", data={"csrf": token, "nueva_fecha": "mañana", "motivo": "x"})

    assert "Nueva fecha:" in reply.text
