"""What the API refuses to start with."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from adapters.database import Sessions
from api import create_app
from domain.calendar import CalendarDoesNotCover
from settings import Settings
from tests.support import World


def over(world: World, database_url: str) -> Settings:
    return replace(world.settings, database_url=database_url, payload_key=bytes(32))


async def test_it_does_not_file_under_a_calendar_that_runs_out(
    world: World, sessions: Sessions, database_url: str
) -> None:
    async with sessions.begin() as session:
        await session.execute(text("UPDATE calendar_version SET last_on = '2026-12-31'"))
    app = create_app(over(world, database_url))

    with pytest.raises(CalendarDoesNotCover, match="cubre del"):
        async with app.router.lifespan_context(app):
            pytest.fail("it started")


async def test_it_starts_under_one_that_covers_and_with_the_database_away(world: World, database_url: str) -> None:
    for url in (database_url, "postgresql+asyncpg://nadie@127.0.0.1:1/nada"):
        app = create_app(over(world, url))
        async with app.router.lifespan_context(app):
            assert app.state.services.now()
