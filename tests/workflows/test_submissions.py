"""Answers that a system signals, through the real engine: done as by the API, or refused into the log."""

from dataclasses import asdict
from typing import Any

import pytest
from sqlalchemy import select

from adapters.tables import TextRow
from domain.petitions import Answer, SubmittedAnswer
from local.journey import Journey
from local.situations import answer
from tests.support import World

BY = {"by": "dev-agente", "sense": "favorable", "signer": "Carolina Mejía"}


async def signalled(world: World, case: Journey, **changes: Any) -> None:
    said = SubmittedAnswer(**{**BY, **changes})
    await world.temporal.get_workflow_handle(case.radicado).signal("submit_answer", said)


async def kept(world: World, case: Journey) -> set[str]:
    """The kinds of text that a case keeps."""
    async with world.sessions() as session:
        return set(await session.scalars(select(TextRow.kind).where(TextRow.radicado == case.radicado)))


async def test_an_answer_with_its_text_leaves_as_one_by_the_api_and_only_once(world: World) -> None:
    case = await world.filed("por señal")

    await signalled(world, case, text="Se accede a lo pedido.")
    await case.until("en_notificacion")
    await signalled(world, case, text="Otra cosa.")
    await case.until_log("respuesta", "No se aceptó: dev-agente ya respondió este caso")

    assert [x["clase"] for x in case.case["cartas"]].count("respuesta") == 1
    assert await kept(world, case) == {"respuesta"}


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"text_hash": "a" * 64}, "El caso no guarda ningún texto"),
        ({"text_hash": "cualquiera"}, "La señal no trae «text_hash»"),
        ({"text": "Se accede.", "by": "nadie"}, "«nadie» no es un funcionario"),
        ({"text": "Se accede.", "sense": "quizás"}, "La señal no trae «sense»"),
        ({"text": "Se accede.", "signer": "\x00"}, "La señal no trae «signer»"),
        ({}, "La respuesta no es un borrador aprobado"),
    ],
)
async def test_what_cannot_be_an_answer_is_a_line_of_the_log_and_strands_nothing(
    world: World, said: dict[str, str], because: str
) -> None:
    case = await world.filed("señal que no vale")

    await signalled(world, case, **said)
    await case.until_log("respuesta", "No se aceptó")
    refusals = [x["texto"] for x in case.case["historial"] if x["acto"] == "respuesta"]
    kinds = await kept(world, case)
    await case.act("respuesta", answer("La que sí vale."))
    await case.until("en_notificacion")

    assert kinds == set()
    assert len(refusals) == 1
    assert because in refusals[0]


async def test_it_does_not_go_around_a_review_and_may_send_what_the_review_approved(world: World) -> None:
    case = await world.filed("señal con revisión")
    await case.act("borrador", {"texto": "Lo que se leyó."})

    await signalled(world, case, text="Lo que nadie leyó.")
    await case.until_log("respuesta", "No se aceptó")
    await case.act("revision", {"decision": "aprobar"}, role="coordinador")
    await signalled(world, case)
    await case.until("en_notificacion")

    assert await kept(world, case) == {"borrador"}


async def test_a_text_that_the_case_keeps_is_named_by_its_hash_and_a_note_is_none(world: World) -> None:
    case, other = await world.filed("por huella"), await world.filed("de otro caso")
    await case.act("nota", {"texto": "Nota interna."})
    await other.act("borrador", {"texto": "Texto de otro caso."})
    async with world.sessions() as session:
        mine = (await session.scalars(select(TextRow.sha256).where(TextRow.radicado == case.radicado))).one()
        foreign = (await session.scalars(select(TextRow.sha256).where(TextRow.radicado == other.radicado))).one()

    for digest in (mine, foreign):
        await signalled(world, case, text_hash=digest)
    await case.until_met(lambda: refused_twice(case), "dos negativas")
    await case.act("borrador", {"texto": "El aprobado."})
    await case.act("revision", {"decision": "aprobar"}, role="coordinador")
    running = await world.temporal.get_workflow_handle(case.radicado).query("case")
    await signalled(world, case, text_hash=running["draft"]["text_hash"])

    await case.until("en_notificacion")


async def refused_twice(case: Journey) -> bool:
    found = await case.look()
    return sum("No se aceptó" in x["texto"] for x in found["historial"]) == 2


async def test_a_system_that_signals_the_form_of_before_decides_no_review_by_itself(world: World) -> None:
    case = await world.filed("señal de antes")
    await case.act("borrador", {"texto": "Sin revisar."})
    running = await world.temporal.get_workflow_handle(case.radicado).query("case")
    said = Answer(by="dev-agente", sense="favorable", signer="C", text_hash=running["draft"]["text_hash"],  # type: ignore[arg-type]
                  needs_review=False)  # fmt: skip

    await world.temporal.get_workflow_handle(case.radicado).signal("submit_answer", asdict(said))

    await case.until_log("respuesta", "No se aceptó")
