"""The sessions of officials: how long they last, what ends them, and what a form that is not from them does."""

from datetime import timedelta

import httpx
import pytest

from tests.api.browsing import Browser, a_token, browser
from tests.support import World, now
from web.auth import digest
from web.session import COOKIE, LASTS, sealed

STRANGE = "ñandú-€-\N{PILE OF POO}"
FORMS = [
    "/casos/{radicado}/nota",
    "/casos/{radicado}/identidad",
    "/casos/{radicado}/borradores",
    "/casos/{radicado}/sugerencias",
    "/grupos",
    "/grupos/2026-G-000001/revision",
    "/conocimiento",
    "/correspondencia/papel/2026-S-000001/guia",
    "/encuestas/revisiones/{radicado}/1",
    "/calendario/versiones",
    "/calendario/ensayo/versiones",
    "/calendario/versiones/x",
    "/radicar-verbal",
]


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_whose_mark_is_in_any_alphabet_is_told_it_expired(world: World, path: str) -> None:
    case = await world.filed("marca ajena")

    async with browser(world, "supervisor") as supervisor:
        reply = await sent(supervisor, path.format(radicado=case.radicado), {"csrf": STRANGE, "texto": "x"})

    assert reply.status_code in {200, 404, 422}
    assert "Vuelva a intentarlo" in reply.text or "vuelva a intentarlo" in reply.text or reply.status_code == 404


@pytest.mark.parametrize("cookie", [STRANGE, f"e30=.{STRANGE}", "ñ.ñ", ".", "e30=."])
async def test_a_session_in_any_alphabet_is_no_session(world: World, cookie: str) -> None:
    reply = await world.api.get("/bandeja", headers=[(b"cookie", f"{COOKIE}={cookie}".encode())])

    assert (reply.status_code, reply.headers["location"]) == (303, "/ingresar")


@pytest.mark.parametrize(("age", "status"), [(LASTS - timedelta(minutes=1), 200), (LASTS + timedelta(seconds=1), 303)])
async def test_a_session_lasts_a_working_day(world: World, age: timedelta, status: int) -> None:
    cookie = sealed(world.app.state.session_key, digest("dev-agente"), now() - age)

    reply = await world.api.get("/bandeja", headers={"Cookie": f"{COOKIE}={cookie}"})

    assert reply.status_code == status


async def test_a_session_dies_with_its_token(world: World) -> None:
    async with browser(world, "agente") as agent:
        with a_token(world, "ficha-de-ana", "ana", "agente"):
            await sent(agent, "/ingresar", {"ficha": "ficha-de-ana"})
            alive = await agent._client.get("/bandeja", follow_redirects=False)

        dead = await agent._client.get("/bandeja", follow_redirects=False)

    assert (alive.status_code, dead.status_code) == (200, 303)


@pytest.mark.parametrize("action", ["aprobar", "retirar"])
async def test_a_code_that_no_answer_can_have_is_not_found(world: World, action: str) -> None:
    async with browser(world, "coordinador") as lead:
        html = await lead.send("/conocimiento", "/conocimiento", accion=action, codigo="a\0b")

    assert "No hay un documento con esos datos" in html


async def test_a_draft_does_not_begin_with_a_code_that_no_answer_can_have(world: World) -> None:
    case = await world.filed("código imposible")
    page = f"/casos/{case.radicado}"

    async with browser(world, "agente") as agent:
        html = await agent.send(page, f"{page}/sugerencias", codigo="a\0b")

    assert "No hay un documento con esos datos" in html


async def test_a_comment_on_a_group_has_no_hidden_characters(world: World) -> None:
    body = {"decision": "devolver", "comentario": "Falta\0algo."}

    reply = await world.post("/api/v1/grupos/2026-G-999999/revision", body, "coordinador")

    assert (reply.status_code, reply.json()["campos"][0]["campo"]) == (422, "comentario")


async def sent(official: Browser, path: str, form: dict[str, str]) -> httpx.Response:
    return await official._client.post(path, data=form)
