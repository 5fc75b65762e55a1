"""Texts on their way to an answer: kept by author and version, compared, returned with a reason."""

import asyncio
from typing import Any

import httpx

from local.situations import answer
from tests.api.browsing import browser
from tests.support import World


async def put(world: World, radicado: str, body: dict[str, Any], role: str = "agente") -> httpx.Response:
    path = f"/api/v1/pqrsd/{radicado}/borradores"
    return await world.api.put(path, json=body, headers={"Authorization": f"Bearer dev-{role}"})


async def drafts(world: World, radicado: str, role: str) -> list[dict[str, Any]]:
    path = f"/api/v1/pqrsd/{radicado}/borradores"
    found: list[dict[str, Any]] = (await world.api.get(path, headers={"Authorization": f"Bearer dev-{role}"})).json()
    return found


async def test_saving_a_draft_changes_nothing_of_the_case(world: World) -> None:
    case = await world.filed("en elaboración")
    await case.until("en_clasificacion")
    before = case.case["estado"], case.case["vence_el"]

    saved = await put(world, case.radicado, {"texto": "Primera idea."})
    after = await case.look()

    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert (after["estado"], after["vence_el"]) == before
    assert {line["acto"] for line in after["historial"]} <= {"radicacion", "carta"}


async def test_each_change_is_a_version_and_the_same_text_twice_is_one(world: World) -> None:
    case = await world.filed("versiones")

    numbers = [(await put(world, case.radicado, {"texto": text})).json()["version"] for text in ("a", "b", "b", "a")]

    assert numbers == [1, 2, 2, 3]


async def test_an_automatic_save_replaces_the_automatic_one_before_and_nothing_else(world: World) -> None:
    case = await world.filed("automático")
    texts = (("a", False), ("ab", True), ("abc", True), ("abcd", False))

    saves = [await put(world, case.radicado, {"texto": text, "automatico": auto}) for text, auto in texts]

    assert [x.json()["version"] for x in saves] == [1, 2, 2, 3]
    assert [x["texto"] for x in await drafts(world, case.radicado, "agente")] == ["abcd", "abc", "a"]


async def test_a_text_written_over_an_old_version_is_refused_and_says_which_is_the_last(world: World) -> None:
    case = await world.filed("dos ventanas")
    for text in ("a", "b"):
        await put(world, case.radicado, {"texto": text})

    late = await put(world, case.radicado, {"texto": "c", "sobre_version": 1})

    assert (late.status_code, late.json()["regla"]) == (409, "DraftChanged")
    assert "versión 2" in late.json()["detail"]


async def test_saves_at_once_never_lose_a_text(world: World) -> None:
    case = await world.filed("a la vez")

    replies = await asyncio.gather(*(put(world, case.radicado, {"texto": f"texto {n}"}) for n in range(12)))

    assert {x.status_code for x in replies} == {200}
    assert sorted(x["version"] for x in await drafts(world, case.radicado, "agente")) == list(range(1, 13))


async def test_an_agent_sees_their_own_drafts_and_who_leads_sees_all(world: World) -> None:
    case = await world.filed("privado")
    await put(world, case.radicado, {"texto": "De agente."})
    await put(world, case.radicado, {"texto": "De coordinador."}, "coordinador")

    seen = {role: len(await drafts(world, case.radicado, role)) for role in ("agente", "coordinador", "auditor")}
    refused = await put(world, case.radicado, {"texto": "x"}, "auditor")

    assert seen == {"agente": 1, "coordinador": 2, "auditor": 2}
    assert refused.status_code == 403


async def test_bad_input_is_named(world: World) -> None:
    case = await world.filed("malo")

    replies = [await put(world, case.radicado, body) for body in ({"texto": ""}, {"texto": "x", "clase": "y"})]
    nobody = await put(world, "2026-E-999999", {"texto": "x"})

    assert [x.status_code for x in replies] == [422, 422]
    assert nobody.status_code == 404


async def test_an_official_writes_compares_and_sends_from_the_page(world: World) -> None:
    case = await world.filed("en la página")
    page, form = f"/casos/{case.radicado}", f"/casos/{case.radicado}/borradores"

    async with browser(world, "agente") as agent:
        await agent.send(page, form, texto="Se niega lo pedido.", clase="fondo")
        done = await agent.send(page, form, texto="Se concede lo pedido.", clase="fondo", accion="enviar")
        comparison = await agent.see(f"{page}/comparacion?autor=dev-agente&version=2")
        empty = await agent.send(page, form, texto=" ", clase="fondo")

    assert "en revisión" in done
    assert "<del>niega</del><ins>concede</ins>" in comparison
    assert "no puede estar vacío" in empty


async def test_who_wrote_a_draft_reads_why_it_was_returned(world: World) -> None:
    case = await world.filed("devuelto")
    await case.act("borrador", {"texto": "Texto flojo.", "clase": "fondo"})

    await case.act("revision", {"decision": "devolver", "comentario": "Falta citar el reglamento."}, role="coordinador")
    async with browser(world, "agente") as agent:
        html = await agent.see(f"/casos/{case.radicado}")

    assert "dev-coordinador devolvió el borrador" in html
    assert "Falta citar el reglamento." in html
    assert case.case["historial"][-1]["texto"] == "Borrador devuelto"


async def test_a_procedural_text_leaves_as_such_and_does_not_close(world: World) -> None:
    case = await world.filed("de trámite")
    await case.act("borrador", {"texto": "Pedimos el concepto al fondo.", "clase": "tramite"})

    await case.act("revision", {"decision": "aprobar"}, role="coordinador")
    await case.until_letter("respuesta_tramite")

    assert case.case["estado"] == "en_tramite"
    assert case.case["vence_el"]
    await case.act("respuesta", answer("Se accede."))


async def test_a_draft_of_another_is_not_compared_by_who_may_not_see_it(world: World) -> None:
    case = await world.filed("ajeno")
    await put(world, case.radicado, {"texto": "De coordinador."}, "coordinador")

    path = f"/casos/{case.radicado}/comparacion?autor=dev-coordinador&version=1"
    async with browser(world, "agente") as agent, browser(world, "supervisor") as supervisor:
        refused = await agent._client.get(path)
        html = await supervisor.see(path)

    assert refused.status_code == 404
    assert "De coordinador." in html
