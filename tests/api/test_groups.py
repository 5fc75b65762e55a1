"""The text of a group of analogous petitions: nobody writes over, nor approves, what they did not read."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from activities.messages_groups import MemberStatus, Step
from adapters.groups import GroupTable
from local.situations import SIGNER
from tests.api.browsing import browser
from tests.support import World


async def a_group(world: World) -> str:
    """Two petitions in a group, without a text."""
    cases = [await world.filed(f"análoga {n}") for n in range(2)]
    body = {"radicados": [case.radicado for case in cases], "motivo": "La misma pregunta."}
    reply = await world.post("/api/v1/grupos", body, "coordinador")
    return str(reply.json()["id"])


async def write(world: World, group: str, said: str, role: str = "agente", **more: Any) -> httpx.Response:
    return await world.post(f"/api/v1/grupos/{group}/borrador", {"texto": said, **more}, role)


async def test_each_text_has_a_greater_version(world: World) -> None:
    group = await a_group(world)

    versions = [(await write(world, group, said)).json()["version"] for said in ("a", "b", "c")]

    assert 0 < versions[0] < versions[1] < versions[2]


async def test_a_reviewer_decides_only_on_the_text_they_read(world: World) -> None:
    group = await a_group(world)
    path = f"/api/v1/grupos/{group}/revision"
    read = (await write(world, group, "El que se leyó.")).json()["version"]
    await write(world, group, "El que llegó después.", sobre_version=read)

    late = await world.post(path, {"decision": "aprobar", "version": read}, "coordinador")
    present = (await write(world, group, "Otro más.")).json()["version"]
    done = await world.post(path, {"decision": "aprobar", "version": present}, "coordinador")

    assert (late.status_code, late.json()["regla"]) == (409, "JointTextChanged")
    assert (done.status_code, done.json()["revision"]) == (200, "aprobado")


@pytest.mark.parametrize("base", [{}, {"sobre_version": 0}])
async def test_nobody_writes_over_a_text_of_another_they_did_not_read(world: World, base: dict[str, int]) -> None:
    group = await a_group(world)
    theirs = await write(world, group, "De la agente.")

    blind = await write(world, group, "Del coordinador.", "coordinador", **base)
    seeing = await write(world, group, "De los dos.", "coordinador", sobre_version=theirs.json()["version"])

    assert (blind.status_code, blind.json()["regla"]) == (409, "JointTextChanged")
    assert "dev-agente cambió el texto" in blind.json()["detail"]
    assert seeing.json()["texto"] == "De los dos."


@pytest.mark.parametrize(
    ("act", "form", "kept"),
    [
        ("borrador", {"texto": "Con {{saldo}} que no existe."}, "Con {{saldo}} que no existe."),
        ("borrador", {"texto": "Mi texto.", "sobre_version": "7"}, "Mi texto."),
        ("revision", {"decision": "aprobar", "comentario": "Lo que pensé.", "version": "7"}, "Lo que pensé."),
        ("revision", {"decision": "aprobar", "comentario": "Lo que pensé.", "csrf": "0"}, "Lo que pensé."),
    ],
)
async def test_what_was_written_in_a_form_that_is_refused_is_still_there(
    world: World, act: str, form: dict[str, str], kept: str
) -> None:
    group = await a_group(world)
    await write(world, group, "De la agente.")

    async with browser(world, "coordinador") as lead:
        html = await lead.send(f"/grupos/{group}", f"/grupos/{group}/{act}", **form)

    assert f"{kept}</textarea>" in html
    assert 'role="alert"' in html


async def test_who_signs_is_not_asked_again_when_the_answer_is_refused(world: World) -> None:
    group = await a_group(world)
    version = (await write(world, group, "De la agente.")).json()["version"]
    verdict = {"decision": "aprobar", "version": version}
    await world.post(f"/api/v1/grupos/{group}/revision", verdict, "coordinador")

    async with browser(world, "agente") as agent:
        html = await agent.send(f"/grupos/{group}", f"/grupos/{group}/respuesta", firmante=SIGNER, sentido="?")

    assert f'value="{SIGNER}"' in html


async def test_a_form_to_group_from_elsewhere_loses_nothing_and_does_nothing(world: World) -> None:
    async with browser(world, "coordinador") as lead:
        html = await lead.send("/grupos", "/grupos", csrf="0", radicados="2026-E-000001", motivo="Iguales.")

    assert "La página caducó" in html
    assert 'value="Iguales."' in html


@pytest.mark.parametrize("late", [MemberStatus.GROUPED, MemberStatus.DECIDED_ELSEWHERE])
async def test_a_grouping_that_ends_late_forgets_no_answer(world: World, late: MemberStatus) -> None:
    group = await a_group(world)
    table = GroupTable(world.sessions)
    members = [x["radicado"] for x in await members_of(world, group)]
    await table.settled(members[0], Step.ANSWER, MemberStatus.ANSWERED, "huella")

    await table.settled(members[0], Step.GROUP, late, "Ya se decidió.")

    assert (await members_of(world, group))[0]["estado"] == MemberStatus.ANSWERED


async def members_of(world: World, group: str) -> Sequence[dict[str, Any]]:
    reply = await world.api.get(f"/api/v1/grupos/{group}", headers={"Authorization": "Bearer dev-auditor"})
    found: Sequence[dict[str, Any]] = reply.json()["miembros"]
    return found
