"""The mail that came in, seen and handled by people: what waits for them, and what they may do with it."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.mail.door import Door
from tests.mail.letters import head, plain
from tests.support import World

BLANK = head(From=None, Message_ID="<sin-remitente-1@x.example>") + b"\r\nNadie firma esto."


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    opened = Door(world)
    yield opened
    await opened.folder.close()


@pytest.fixture
async def agent(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser where an agent has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-agente"})
        yield browser


async def test_what_nobody_could_read_is_seen_and_filed_by_hand(
    world: World, door: Door, agent: httpx.AsyncClient
) -> None:
    await door.deliver(BLANK)
    name = (await door.row(BLANK)).fingerprint
    html = (await agent.get("/correspondencia")).text
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', html)[0]

    await agent.post(f"/correspondencia/{name}/radicacion", data={"csrf": token})
    await door.settle()
    again = await agent.post(f"/correspondencia/{name}/radicacion", data={"csrf": token})

    row = await door.row(BLANK)
    assert f"/correspondencia/{name}/original" in html
    assert (row.outcome, row.handled_by) == ("radicado", "dev-agente")
    assert again.status_code == 404
    assert (await agent.get(f"/casos/{row.radicado}")).status_code == 200


async def test_the_original_is_handed_out_as_it_came_and_never_shown(door: Door, agent: httpx.AsyncClient) -> None:
    message = plain("original", "<script>alert(1)</script>")
    await door.deliver(message)

    reply = await agent.get(f"/correspondencia/{(await door.row(message)).fingerprint}/original")

    assert reply.content == message
    assert reply.headers["content-disposition"].startswith("attachment")


async def test_a_message_seen_to_waits_for_nobody_any_more(world: World, door: Door) -> None:
    blank = BLANK.replace(b"remitente-1", b"remitente-2")
    await door.deliver(blank)
    name = (await door.row(blank)).fingerprint

    done = await world.post(f"/api/v1/correo-entrante/{name}/atencion", {}, "agente")
    listed = await world.api.get("/api/v1/correo-entrante", headers={"Authorization": "Bearer dev-auditor"})

    assert done.json()["resultado"] == "atendido"
    assert name not in {x["huella"] for x in listed.json()["por_atender"]}
    assert "Nadie firma" not in listed.text


@pytest.mark.parametrize(("role", "status"), [("radicador", 403), ("auditor", 403), ("agente", 404)])
async def test_only_staff_handles_mail_and_only_mail_there_is(world: World, role: str, status: int) -> None:
    reply = await world.post(f"/api/v1/correo-entrante/{'0' * 64}/reintento", {}, role)

    assert reply.status_code == status


async def test_a_form_from_elsewhere_does_nothing(door: Door, agent: httpx.AsyncClient) -> None:
    blank = BLANK.replace(b"remitente-1", b"remitente-3")
    await door.deliver(blank)

    reply = await agent.post(
        f"/correspondencia/{(await door.row(blank)).fingerprint}/atencion", data={"csrf": "0" * 64}
    )

    assert reply.status_code == 403
    assert (await door.row(blank)).outcome == "ilegible"


async def test_mail_by_outcome_is_measured(world: World, door: Door) -> None:
    await door.deliver(plain("medido", List_Id="<x.example>"))

    metrics = (await world.api.get("/metricas")).text

    assert re.search(r'pqrsd_correo_entrante\{resultado="por_atender"\} [1-9]', metrics)
