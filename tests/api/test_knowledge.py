"""Approved answers: written by one, approved by another, suggested where they fit, counted when used."""

from typing import Any

import httpx
import pytest

from tests.api.browsing import browser
from tests.support import World


def an_answer(code: str, **changes: Any) -> dict[str, Any]:
    return {"codigo": code, "titulo": "Respuesta de prueba", "texto": "Señor(a) {{nombre}}: {{asunto}}.", **changes}


async def get(world: World, path: str, role: str = "agente", **params: str) -> Any:
    auth = {"Authorization": f"Bearer dev-{role}"}
    return (await world.api.get(f"/api/v1/{path}", params=params, headers=auth)).json()


async def state(world: World, code: str) -> list[tuple[int, str]]:
    return [(x["version"], x["estado"]) for x in await get(world, f"conocimiento/{code}")]


async def approve(world: World, code: str, role: str = "coordinador") -> httpx.Response:
    return await world.post(f"/api/v1/conocimiento/{code}/aprobacion", None, role)


async def test_it_begins_with_answers_for_what_people_ask_most(world: World) -> None:
    found = await get(world, "conocimiento", estado="aprobada", q="extracto del crédito")

    assert found[0]["codigo"] == "extracto-credito"


async def test_a_new_version_takes_the_place_of_the_old_one_when_another_person_approves_it(world: World) -> None:
    for text in ("Uno.", "Dos."):
        await world.post("/api/v1/conocimiento", an_answer("dos-versiones", texto=text), "agente")
        await approve(world, "dos-versiones")

    assert await state(world, "dos-versiones") == [(2, "aprobada"), (1, "retirada")]


async def test_a_version_waiting_for_approval_leaves_the_approved_one_in_force(world: World) -> None:
    await world.post("/api/v1/conocimiento", an_answer("en-espera"), "agente")
    await approve(world, "en-espera")

    await world.post("/api/v1/conocimiento", an_answer("en-espera", texto="Otra."), "agente")

    assert await state(world, "en-espera") == [(2, "borrador"), (1, "aprobada")]


async def test_nobody_approves_their_own_answer(world: World) -> None:
    await world.post("/api/v1/conocimiento", an_answer("propia"), "coordinador")

    own, other, twice = [await approve(world, "propia", role) for role in ("coordinador", "supervisor", "supervisor")]

    assert (own.status_code, own.json()["regla"]) == (409, "OwnText")
    assert other.status_code == 200
    assert twice.json()["regla"] == "NotPending"


async def test_an_agent_does_not_approve(world: World) -> None:
    assert (await approve(world, "extracto-credito", "agente")).status_code == 403


async def test_what_was_withdrawn_is_not_suggested_any_more(world: World) -> None:
    case = await world.filed("papagayo", asunto="Papagayo", descripcion="Quiero saber del papagayo.")
    await world.post("/api/v1/conocimiento", an_answer("papagayo", texto="Sobre el papagayo."), "agente")
    await approve(world, "papagayo")
    before = await get(world, f"pqrsd/{case.radicado}/sugerencias")

    done = await world.post("/api/v1/conocimiento/papagayo/retiro", None, "coordinador")
    again = await world.post("/api/v1/conocimiento/papagayo/retiro", None, "coordinador")
    after = await get(world, f"pqrsd/{case.radicado}/sugerencias")

    assert "papagayo" in [answer["codigo"] for answer in before]
    assert (done.status_code, again.json()["regla"]) == (200, "NotInForce")
    assert "papagayo" not in {x["codigo"] for x in after}


@pytest.mark.parametrize(("text", "rule"), [("{{saldo}}", "UnknownPlaceholder"), ("{{nombre", "BrokenPlaceholder")])
async def test_a_blank_that_does_not_exist_is_refused_when_it_is_saved(world: World, text: str, rule: str) -> None:
    reply = await world.post("/api/v1/conocimiento", an_answer("mala", texto=text), "agente")

    assert (reply.status_code, reply.json()["regla"]) == (422, rule)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"asunto": "Extracto", "descripcion": "Necesito el extracto de mi crédito, por favor."}, "extracto-credito"),
        ({"asunto": "Me reportaron", "descripcion": "Aparezco en las centrales de riesgo y ya pagué.",
          "tipo": "reclamo"}, "centrales-riesgo"),
        ({"asunto": "Pregunta", "descripcion": "Buenas tardes.", "motivo": "pagos_devolucion"}, "saldo-a-favor"),
    ],
)  # fmt: skip
async def test_the_answer_that_fits_a_case_comes_first(world: World, changes: dict[str, Any], code: str) -> None:
    case = await world.filed(code, **changes)

    found = await get(world, f"pqrsd/{case.radicado}/sugerencias")

    assert found[0]["codigo"] == code


async def test_beginning_from_an_answer_fills_its_blanks_and_counts_once_a_case(world: World) -> None:
    case = await world.filed("con sugerencia", asunto="Mi extracto")
    await world.post("/api/v1/conocimiento", an_answer("contada"), "agente")
    await approve(world, "contada")
    path = f"/api/v1/pqrsd/{case.radicado}/sugerencias/contada"

    first, second = [await world.post(path, None, "agente") for _ in range(2)]

    assert first.json()["texto"] == "Señor(a) Lucía Ríos: Mi extracto."
    assert second.json()["version"] == 1
    assert (await get(world, "conocimiento/contada"))[0]["usos"] == 1


async def test_only_an_approved_answer_begins_a_draft(world: World) -> None:
    case = await world.filed("sin aprobar")
    await world.post("/api/v1/conocimiento", an_answer("sin-aprobar"), "agente")

    reply = await world.post(f"/api/v1/pqrsd/{case.radicado}/sugerencias/sin-aprobar", None, "agente")

    assert reply.status_code == 404


async def test_with_one_click_the_case_page_begins_the_draft(world: World) -> None:
    case = await world.filed("un clic", descripcion="Solicito el paz y salvo de mi crédito.")
    page = f"/casos/{case.radicado}"

    async with browser(world, "agente") as agent:
        html = await agent.send(page, f"{page}/sugerencias", codigo="paz-y-salvo")

    assert "Su borrador, versión 1" in html


async def test_the_shelf_is_written_and_approved_from_its_page(world: World) -> None:
    async with browser(world, "agente") as agent, browser(world, "coordinador") as coordinator:
        form = {
            "codigo": "desde-pagina",
            "titulo": "Desde la página",
            "texto": "Hola {{nombre}}",
            "tipos": "queja, reclamo",
        }
        wrong = await agent.send("/conocimiento", "/conocimiento", **{**form, "texto": "Hola {{yo}}"})
        await agent.send("/conocimiento", "/conocimiento", **form)
        refused = await agent.send("/conocimiento", "/conocimiento", codigo="desde-pagina", accion="aprobar")
        await coordinator.send("/conocimiento", "/conocimiento", codigo="desde-pagina", accion="aprobar")

    assert "El campo «yo» no existe" in wrong
    assert "Solo quien coordina" in refused
    assert await state(world, "desde-pagina") == [(1, "aprobada")]
