"""Answers whose addressee does not have them: the lapse is told, and nothing that comes back loses the case."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.tables import ExpedienteRow
from domain.instants import bogota_date
from local.situations import answer
from tests.support import World, now, until

BY_POST: dict[str, Any] = {
    "medio_respuesta": "direccion",
    "peticionario": {"clase": "natural", "nombres": "Ana Gil", "direccion": "Calle 1 # 2-3", "municipio": "Cali"},
}


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder where nothing can be written."""
    kept = folder.with_suffix(".guardada")
    folder.mkdir(exist_ok=True)
    folder.rename(kept)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        kept.rename(folder)


async def test_an_answer_by_post_without_proof_is_flagged_and_told_when_its_term_lapses(world: World) -> None:
    case = await world.filed("sin constancia", **BY_POST)
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")

    await case.pass_days(30)
    await case.until_letter("vencimiento")

    assert (case.case["estado"], case.case["vencida"]) == ("en_notificacion", True)
    told = [x["texto"] for x in case.case["historial"] if x["acto"] == "escala"]
    assert any("jefe: venció el término" in x for x in told)
    assert not any("mitad" in x for x in told)


async def test_a_proof_of_a_delivery_within_the_term_takes_the_flag_back(world: World) -> None:
    case = await world.filed("constancia tardía", **BY_POST)
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")
    left_at = case.case["cartas"][-1]["enviada_en"]
    await case.pass_days(30)
    await case.until_letter("vencimiento")

    await case.act("entrega", {"evidencia": "entregado", "en": left_at})
    await case.until_closed()
    await case.look()

    assert (case.case["estado"], case.case["vencida"]) == ("cerrada", False)


async def test_an_answer_that_bounces_while_the_expediente_closes_is_told_another_way(world: World) -> None:
    packages = world.stack.folder / "gestor-documental"
    case = await world.filed("rebote al cerrar")
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")

    with unwritable(packages):
        await case.act("entrega", {"evidencia": "entregado"})

        async def is_closing() -> bool:
            told = await world.temporal.get_workflow_handle(case.radicado).describe()
            return any(x.attempt > 1 for x in told.raw_description.pending_activities)

        await until(is_closing)
        await case.act("entrega", {"evidencia": "rebotado"})
    await case.until_letter_is("respuesta", "publicada")
    await case.until("en_notificacion")
    came_back = case.case
    await case.pass_days(14)
    await case.until_closed()
    await case.look()
    async with world.sessions() as session:
        kept = await session.get_one(ExpedienteRow, (case.radicado, 1))

    assert (came_back["estado"], came_back["vencida"]) == ("en_notificacion", False)
    assert case.case["estado"] == "cerrada"
    assert kept.closed_on > bogota_date(now()) + timedelta(days=7)


async def test_who_no_longer_has_a_case_is_no_longer_shown_with_it(world: World) -> None:
    case = await world.filed("escalada")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-01"})
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Es de cartera."}, role="coordinador")

    described = await world.temporal.get_workflow_handle(case.radicado).describe()

    shown = {pair.key.name: pair.value for pair in described.typed_search_attributes}
    assert shown["PqrsdDependencia"] == "VCC"
    assert "PqrsdResponsable" not in shown


async def test_an_answer_that_comes_back_after_the_closing_is_told_another_way(world: World) -> None:
    who = {**BY_POST["peticionario"], "correo": "ana@correo.example"}
    case = await world.filed("rebote tardío", peticionario=who)
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")
    await case.pass_days(2)
    await case.until_closed()

    await case.act("entrega", {"evidencia": "rebotado"})
    came_back = case.case
    await case.until_letter_is("respuesta", "impresa")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until_closed()
    await case.look()

    assert (came_back["estado"], came_back["ciclo"]) == ("respondida", 2)
    assert [x["medio"] for x in case.case["cartas"] if x["clase"] == "respuesta"] == ["correo", "direccion"]
    assert case.case["estado"] == "cerrada"
