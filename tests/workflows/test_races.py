"""Two people at the same instant: one outcome, and the other is told why."""

import asyncio
from datetime import date

import httpx
import pytest

from local.journey import Journey
from local.situations import answer
from tests.support import World, until

ACT = {"clase": "tacito", "acto_numero": "RES-2026-118", "motivo": "No aportó lo requerido en el plazo legal."}


async def waiting(world: World, title: str) -> Journey:
    """A case that waits for what its petitioner must bring."""
    case = await world.filed(title)
    await case.act("requerimiento", {"falta": "Indique el número del crédito."})
    await case.until_letter("requerimiento")
    return case


async def both_at_once(world: World, case: Journey, *, citizen_first: bool) -> tuple[httpx.Response, httpx.Response]:
    """The petitioner completes and the coordinator notifies the act of desistimiento; their replies."""
    path = f"/api/v1/pqrsd/{case.radicado}"
    completed = world.post(f"{path}/complemento", {"texto": "Es el 12345."}, "radicador")
    withdrawn = world.post(f"{path}/desistimiento", ACT, "coordinador")
    if citizen_first:
        first, second = await asyncio.gather(completed, withdrawn)
        return first, second
    second, first = await asyncio.gather(withdrawn, completed)
    return first, second


@pytest.mark.parametrize("citizen_first", [True, False])
async def test_of_completing_and_withdrawing_at_once_one_holds_and_the_other_is_refused(
    world: World, *, citizen_first: bool
) -> None:
    cases = [await waiting(world, f"carrera {n}") for n in range(4)]
    await asyncio.gather(*(case.pass_days(45) for case in cases))

    replies = await asyncio.gather(*(both_at_once(world, case, citizen_first=citizen_first) for case in cases))

    for case, (completed, withdrawn) in zip(cases, replies, strict=True):
        await case.until_letter("complemento_recibido" if completed.is_success else "desistimiento")
        kinds = {x["clase"] for x in case.case["cartas"]}
        assert sorted((completed.status_code, withdrawn.status_code)) == [200, 409]
        assert case.case["estado"] == ("en_tramite" if completed.is_success else "desistida")
        assert len(kinds & {"complemento_recibido", "desistimiento"}) == 1
        loser = withdrawn if completed.is_success else completed
        assert loser.json()["regla"] in {"NothingRequired", "AlreadyDecided"}
        assert loser.json()["detail"]


async def test_completing_while_the_month_ends_is_in_time_and_the_term_runs_again(world: World) -> None:
    case = await waiting(world, "fin de mes")
    month_ends_on = date.fromisoformat((await case.look())["hitos"]["complemento"])
    await case.skip_to(month_ends_on, hour=23)

    _, reply = await asyncio.gather(
        case.pass_days(0.1),
        world.post(f"/api/v1/pqrsd/{case.radicado}/complemento", {"texto": "Es el 12345."}, "radicador"),
    )

    assert reply.status_code == 200
    assert (await case.look())["estado"] == "en_tramite"
    assert not case.case["suspendido"]


async def test_a_letter_refused_for_good_opens_the_next_medium_and_satisfies_nothing(world: World) -> None:
    case = await world.filed(
        "rechazado",
        peticionario={"clase": "natural", "nombres": "Nubia Gómez", "correo": "rebota5xx@correo.example",
                      "direccion": "Calle 8 # 3-21", "municipio": "Cali"},
    )  # fmt: skip

    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")
    await case.pass_days(3)
    await case.look()

    answers = [(x["medio"], x["estado"]) for x in case.case["cartas"] if x["clase"] == "respuesta"]
    assert sorted(answers) == [("correo", "rechazada"), ("direccion", "impresa")]
    assert case.case["estado"] == "en_notificacion"


async def test_a_bounce_opens_the_next_medium_and_the_term_is_not_satisfied(world: World) -> None:
    case = await world.filed("rebote")
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")

    await case.act("entrega", {"evidencia": "rebotado"})

    async def is_published() -> bool:
        return any(x["medio"] == "aviso" for x in (await case.look())["cartas"])

    await until(is_published)
    await case.pass_days(2)
    assert (await case.look())["estado"] in {"respondida", "en_notificacion"}
