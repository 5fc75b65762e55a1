"""Who read a list with something of the petitioners is known, in each case that it names."""

from functools import partial

import pytest
from sqlalchemy import select

from adapters.tables import AccessRow
from domain.instants import bogota_date
from tests.api.browsing import browser
from tests.api.test_paper import post, printed
from tests.api.test_surveys import pending, rate, surveyed
from tests.support import World, now, until

HEADERS = {"Authorization": "Bearer dev-auditor"}


async def read_of(world: World, place: str, what: str) -> int:
    """How many times the auditor read that."""
    async with world.sessions() as session:
        mine = select(AccessRow).filter_by(radicado=place, who="dev-auditor", what=what)
        return len((await session.scalars(mine)).all())


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/api/v1/correo-entrante", "lista del correo recibido"),
        ("/correspondencia", "lista del correo recibido"),
        ("/api/v1/correspondencia", "lista de cartas en papel"),
        ("/correspondencia/papel", "lista de cartas en papel"),
    ],
)
async def test_the_lists_of_correspondence_say_who_read_them(world: World, path: str, what: str) -> None:
    before = await read_of(world, "correspondencia", what)

    await got(world, path)

    assert await read_of(world, "correspondencia", what) == before + 1


@pytest.mark.parametrize("path", ["/api/v1/correspondencia?estado=por_despachar", "/correspondencia/papel"])
async def test_the_letters_on_paper_say_who_read_them_in_each_case_listed(world: World, path: str) -> None:
    case, _ = await printed(world)
    other = await world.filed("sin cartas en papel")
    before = await read_of(world, case.radicado, "lista de cartas en papel")

    await got(world, path)

    assert await read_of(world, case.radicado, "lista de cartas en papel") == before + 1
    assert await read_of(world, other.radicado, "lista de cartas en papel") == 0


@pytest.mark.parametrize(
    "path",
    ["/api/v1/correspondencia/planilla", "/correspondencia/papel/planilla", "/correspondencia/papel/planilla.csv"],
)
async def test_the_planilla_says_who_read_it_in_each_of_its_cases(world: World, path: str) -> None:
    case, letter = await printed(world)
    await post(world, letter, "guia", {"operador": "Correo", "guia": f"PL-{letter}"})

    await got(world, path)

    assert await read_of(world, case.radicado, f"planilla del {bogota_date(now())}") == 1


async def test_a_comment_of_the_survey_says_who_read_it(world: World) -> None:
    case, token = await surveyed(world)
    await rate(world, token, puntaje="1", comentario="Muy mal.")
    await until(partial(is_pending, world, case.radicado))
    before = await read_of(world, case.radicado, "comentario de la encuesta")

    await got(world, "/api/v1/encuestas/revisiones")
    await got(world, "/encuestas")

    assert await read_of(world, case.radicado, "comentario de la encuesta") == before + 2


async def is_pending(world: World, radicado: str) -> bool:
    return await pending(world, radicado) is not None


async def got(world: World, path: str) -> None:
    """Read as the auditor, by token or by session."""
    if path.startswith("/api"):
        assert (await world.api.get(path, headers=HEADERS)).status_code == 200
        return
    async with browser(world, "auditor") as person:
        await person.see(path)
