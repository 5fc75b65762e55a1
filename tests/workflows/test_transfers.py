"""A traslado through the engine: its letters on paper wait to be dispatched after the case is closed."""

from typing import Any

from adapters.dispatch import DispatchTable, PaperLetter
from domain.paper import PaperState
from tests.support import World

REMISSION = {"entidad": "Ministerio de Educación", "motivo": "La convalidación es suya."}
BY_POST: dict[str, Any] = {
    "medio_respuesta": "direccion",
    "peticionario": {"clase": "natural", "nombres": "Ana Gil", "direccion": "Calle 1 # 2-3", "municipio": "Cali"},
}


async def to_hand(world: World, radicado: str) -> list[PaperLetter]:
    waiting = await DispatchTable(world.sessions).listed(PaperState.TO_HAND)
    return [x for x in waiting if x.radicado == radicado]


async def test_the_letter_of_a_traslado_by_post_waits_to_be_dispatched_once_the_case_is_closed(world: World) -> None:
    case = await world.filed("traslado en papel", **BY_POST)

    await case.act("traslado", REMISSION, role="coordinador")
    await case.until_closed()

    assert [(x.kind, x.addressee, x.address) for x in await to_hand(world, case.radicado)] == [
        ("traslado_ciudadano", "Ana Gil", "Calle 1 # 2-3, Cali")
    ]


async def test_a_remission_that_the_server_refuses_goes_on_paper_to_the_entity(world: World) -> None:
    case = await world.filed("traslado rechazado")

    await case.act("traslado", {**REMISSION, "correo": "rebota5xx@otra.example"}, role="coordinador")
    await case.until_letter_is("traslado_entidad", "impresa")

    assert [(x.kind, x.addressee, x.address) for x in await to_hand(world, case.radicado)] == [
        ("traslado_entidad", "Ministerio de Educación", "")
    ]


async def test_the_letter_of_a_traslado_that_comes_back_goes_on_though_the_case_is_closed(world: World) -> None:
    case = await world.filed("traslado devuelto", **BY_POST)
    await case.act("traslado", REMISSION, role="coordinador")
    await case.until_closed()
    [letter] = await to_hand(world, case.radicado)

    await world.post(f"/api/v1/correspondencia/{letter.outgoing_radicado}/prueba", {"evidencia": "devuelto"}, "agente")
    await case.until_letter_is("traslado_ciudadano", "publicada")
    await case.until_closed()
    await case.look()

    assert (case.case["estado"], case.case["ciclo"]) == ("trasladada", 2)
