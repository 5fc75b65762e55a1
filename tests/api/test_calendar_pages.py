"""The calendar's page: who published what, what would move, and moving it from a form."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support import World
from tests.workflows.test_reprojection import inside, opened, publish


@pytest.fixture
async def supervisor(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser where a supervisor has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-supervisor"})
        yield browser


async def token(browser: httpx.AsyncClient, path: str = "/calendario") -> str:
    return str(re.findall(r'name="csrf" value="([0-9a-f]+)"', (await browser.get(path)).text)[0])


async def test_a_version_is_published_rehearsed_and_taken_from_the_page(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    case = await opened(world, "desde la página", "consulta")
    form = {"csrf": await token(supervisor), "version": "de-la-pagina", "vigente_desde": "2026-01-01",
            "norma": "Ley 9997 de 2026", "festivos": f"{await inside(world, case)} Día de prueba"}  # fmt: skip

    rehearsal = await supervisor.post("/calendario/versiones", data=form)
    moved = await supervisor.post("/calendario/versiones/de-la-pagina", data={"csrf": form["csrf"]})

    assert str(rehearsal.url).endswith("/calendario/versiones/de-la-pagina")
    assert case.radicado in rehearsal.text
    assert "Terminada" in moved.text
    assert "No se movería ningún caso." in moved.text
    assert "de-la-pagina" in (await supervisor.get("/calendario")).text


async def test_an_act_is_published_from_the_page_and_its_refusals_are_said(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    form = {"csrf": await token(supervisor), "acto": "RES-PAGINA", "norma": "Ley 1437 de 2011, art. 39",
            "desde": "2027-03-01", "hasta": "2027-03-02", "tipos": "habeas_data_reclamo"}  # fmt: skip

    done = await supervisor.post("/calendario/suspensiones", data=form)
    other = await supervisor.post("/calendario/suspensiones", data={**form, "hasta": "2027-03-03"})
    wrong = await supervisor.post("/calendario/suspensiones", data={**form, "desde": "ayer"})

    assert "Suspensión RES-PAGINA" in done.text
    assert "El acto RES-PAGINA ya se publicó con otros términos" in other.text
    assert "desde:" in wrong.text


async def test_a_version_that_no_longer_rules_cannot_be_taken_from_its_page(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    earlier = await publish(world)
    await publish(world)
    sent = {"csrf": await token(supervisor)}

    reply = await supervisor.post(f"/calendario/versiones/{earlier}", data=sent)

    assert "los casos no vuelven a la versión" in reply.text


async def test_only_a_supervisor_sees_the_forms_and_a_form_from_elsewhere_does_nothing(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as agent:
        await agent.post("/ingresar", data={"ficha": "dev-agente"})
        seen, refused = await agent.get("/calendario"), await agent.post("/calendario/versiones", data={})
    elsewhere = await supervisor.post("/calendario/versiones", data={"csrf": "0" * 64, "version": "ajena"})

    assert "<form" not in seen.text.partition("<main")[2]
    assert refused.status_code == 403
    assert "La página caducó" in elsewhere.text
