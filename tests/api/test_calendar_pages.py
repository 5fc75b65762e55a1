"""The calendar's page: who published what, what would move, and moving it from a form."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest

from tests.support import World
from tests.workflows.test_reprojection import inside, opened, publish
from tests.workflows.test_suspensions import an_act, applied, published


@pytest.fixture
async def supervisor(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser where a supervisor has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-supervisor"})
        yield browser


async def token(browser: httpx.AsyncClient, path: str = "/calendario") -> str:
    return str(re.findall(r'name="csrf" value="([0-9a-f]+)"', (await browser.get(path)).text)[0])


async def sent_on(browser: httpx.AsyncClient, rehearsal: httpx.Response) -> httpx.Response:
    """Press the button of a rehearsal."""
    main = rehearsal.text.partition("<main")[2]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main)
    to = re.findall(r'action="([^"]+)"', main)[-1]
    return await browser.post(to, data={name: unescape(value) for name, value in fields})


async def test_a_version_is_rehearsed_published_and_taken_from_the_page(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    case = await opened(world, "desde la página", "consulta")
    form = {"csrf": await token(supervisor), "version": "de-la-pagina", "vigente_desde": "2026-01-01",
            "norma": "Ley 9997 de 2026",
            "festivos": f"{await inside(world, case)} Día de prueba\n2028-03-01 Otro"}  # fmt: skip

    rehearsal = await supervisor.post("/calendario/ensayo/versiones", data=form)
    meanwhile = await supervisor.get("/calendario")
    published = await sent_on(supervisor, rehearsal)
    moved = await supervisor.post("/calendario/versiones/de-la-pagina", data={"csrf": form["csrf"]})

    assert case.radicado in rehearsal.text
    assert "Día de prueba" in rehearsal.text
    assert "No se ha publicado nada." in rehearsal.text
    assert "de-la-pagina" not in meanwhile.text
    assert str(published.url).endswith("/calendario/versiones/de-la-pagina")
    assert case.radicado in published.text
    assert "Terminada" in moved.text
    assert "No se movería ningún caso." in moved.text
    assert "de-la-pagina" in (await supervisor.get("/calendario")).text


async def test_an_act_is_rehearsed_before_the_button_that_publishes_it(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    case = await opened(world, "acto desde la página", "sugerencia")
    form = {"csrf": await token(supervisor), **an_act(case, after=8, tipos="sugerencia")}

    rehearsal = await supervisor.post("/calendario/ensayo/suspensiones", data=form)
    meanwhile = await supervisor.get("/calendario")
    published = await sent_on(supervisor, rehearsal)

    assert case.radicado in rehearsal.text
    assert form["acto"] not in meanwhile.text
    assert str(published.url).endswith(f"/calendario/suspensiones/{form['acto']}")
    assert case.radicado in published.text


async def test_an_act_is_revoked_after_its_revocation_is_rehearsed(world: World, supervisor: httpx.AsyncClient) -> None:
    case = await opened(world, "acto por revocar", "denuncia")
    act = await published(world, an_act(case, after=9, tipos=["denuncia"]))
    await applied(world, act)
    form = {"csrf": await token(supervisor), "acto": "RES-REVOCA-PAGINA", "motivo": "Fecha equivocada"}

    rehearsal = await supervisor.post(f"/calendario/ensayo/revocatoria/{act}", data=form)
    before = await supervisor.get(f"/calendario/suspensiones/{act}")
    revoked = await sent_on(supervisor, rehearsal)
    again = await supervisor.post(f"/calendario/ensayo/revocatoria/{act}", data={**form, "acto": "RES-OTRA"})

    assert case.radicado in rehearsal.text
    assert f"<dd>{act}</dd>" in rehearsal.text
    assert "Revocar este acto" in before.text
    assert "RES-REVOCA-PAGINA" in revoked.text
    assert case.radicado in revoked.text
    assert "Revocar este acto" not in revoked.text
    assert "ya lo revocó RES-REVOCA-PAGINA" in again.text
    assert "revocado" in (await supervisor.get("/calendario")).text


async def test_what_is_refused_is_said_and_what_was_written_is_kept(
    world: World, supervisor: httpx.AsyncClient
) -> None:
    form = {"csrf": await token(supervisor), "version": "otra", "vigente_desde": "2026-01-01", "norma": "Ley «x»",
            "version_anterior": "2024-01-01", "festivos": "2026-14-01 Mes que no hay"}  # fmt: skip

    wrong = await supervisor.post("/calendario/ensayo/versiones", data=form)
    stale = await supervisor.post("/calendario/ensayo/versiones", data={**form, "festivos": ""})

    assert "festivos.2026-14-01: debe ser una fecha AAAA-MM-DD" in wrong.text
    assert "2026-14-01 Mes que no hay</textarea>" in wrong.text
    assert "Alguien publicó otra versión" in stale.text
    assert 'value="Ley «x»"' in stale.text


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
        seen, refused = await agent.get("/calendario"), await agent.post("/calendario/ensayo/versiones", data={})
    elsewhere = await supervisor.post("/calendario/ensayo/versiones", data={"csrf": "0" * 64, "version": "ajena"})

    assert "<form" not in seen.text.partition("<main")[2]
    assert refused.status_code == 403
    assert "La página caducó" in elsewhere.text
