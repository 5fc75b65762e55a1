"""An Idempotency-Key of an act: one key is one act with one content, done once."""

from typing import Any

import httpx
import pytest

from tests.support import World

KEY = {"Idempotency-Key": "la-misma"}


async def act(world: World, radicado: str, name: str, body: dict[str, Any], role: str = "agente") -> httpx.Response:
    return await world.post(f"/api/v1/pqrsd/{radicado}/{name}", body, role, **KEY)


async def log(world: World, radicado: str) -> list[str]:
    auth = {"Authorization": "Bearer dev-auditor"}
    return [x["acto"] for x in (await world.api.get(f"/api/v1/pqrsd/{radicado}", headers=auth)).json()["historial"]]


async def test_one_key_for_two_acts_does_both(world: World) -> None:
    case = await world.filed("dos actos")

    replies = [
        await act(world, case.radicado, "nota", {"texto": "Llamé al peticionario."}),
        await act(world, case.radicado, "asignacion", {"dependencia": "OAU", "responsable": "agente-07"}),
    ]

    assert [x.status_code for x in replies] == [200, 200]
    assert replies[1].json()["responsable"] == "agente-07"
    assert {"nota", "asignacion"} <= set(await log(world, case.radicado))


async def test_the_same_key_and_body_are_one_act(world: World) -> None:
    case = await world.filed("repetida")

    replies = [await act(world, case.radicado, "nota", {"texto": "Una vez."}) for _ in range(3)]

    assert {x.status_code for x in replies} == {200}
    assert (await log(world, case.radicado)).count("nota") == 1


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("nota", {"texto": "Lo uno."}, {"texto": "Lo otro."}),
        ("mensaje", {"texto": "Lo uno."}, {"texto": "Lo otro."}),
        ("borrador", {"texto": "Igual.", "clase": "fondo"}, {"texto": "Igual.", "clase": "parcial"}),
    ],
)
async def test_another_body_under_the_same_key_is_refused_and_undoes_nothing(
    world: World, name: str, first: dict[str, str], second: dict[str, str]
) -> None:
    case = await world.filed("otro contenido")
    await act(world, case.radicado, name, first)

    other = await act(world, case.radicado, name, second)
    again = await act(world, case.radicado, name, first)

    assert (other.status_code, other.json()["regla"]) == (409, "IdempotencyConflict")
    assert again.status_code == 200
    assert (await log(world, case.radicado)).count(name) == 1


async def test_the_same_key_of_two_people_or_of_two_cases_names_different_acts(world: World) -> None:
    one, two = await world.filed("de dos"), await world.filed("otro caso")

    replies = [
        await act(world, one.radicado, "nota", {"texto": "De la agente."}),
        await act(world, one.radicado, "nota", {"texto": "Del coordinador."}, "coordinador"),
        await act(world, two.radicado, "nota", {"texto": "De otro caso."}),
    ]

    assert [x.status_code for x in replies] == [200, 200, 200]
    assert (await log(world, one.radicado)).count("nota") == 2


async def test_a_file_that_was_refused_leaves_the_key_free(world: World) -> None:
    case = await world.filed("anexo malo")
    bad = {"nombre": "a.pdf", "tipo_mime": "application/pdf", "contenido_base64": "bm8gZXMgcGRm"}

    refused = await act(world, case.radicado, "mensaje", {"texto": "Con anexo.", "anexos": [bad]})
    done = await act(world, case.radicado, "mensaje", {"texto": "Sin anexo."})

    assert (refused.status_code, done.status_code) == (422, 200)
