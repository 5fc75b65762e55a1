"""The connections to PostgreSQL, and its schema."""

import asyncio
import os
import sys

from sqlalchemy import text

from adapters.database import connect_database
from local.stack import Stack


async def test_a_connection_the_server_closed_is_replaced_before_anybody_uses_it(database_url: str) -> None:
    engine, sessions = connect_database(database_url, bytes(32), pool_size=1)
    async with sessions() as session:
        victim = await session.scalar(text("SELECT pg_backend_pid()"))
    killer, killing = connect_database(database_url, bytes(32))
    async with killing() as session:
        await session.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": victim})
    await asyncio.sleep(0.1)

    async with sessions() as session:
        again = await session.scalar(text("SELECT pg_backend_pid()"))

    assert again != victim
    await engine.dispose()
    await killer.dispose()


async def test_two_replicas_bring_an_empty_database_up_to_date_at_once(stack: Stack) -> None:
    await stack.postgres.create("vacia")
    url = stack.postgres.url("vacia")

    statuses = await asyncio.gather(*(upgraded({**stack.environment(), "PQRSD_DATABASE_URL": url}) for _ in range(2)))
    engine, sessions = connect_database(url, bytes(32))
    async with sessions() as session:
        versions = list(await session.scalars(text("SELECT version_num FROM alembic_version")))
        calendars = await session.scalar(text("SELECT count(*) FROM calendar_version"))
    await engine.dispose()

    assert statuses == [0, 0]
    assert len(versions) == 1
    assert calendars


async def upgraded(environment: dict[str, str]) -> int:
    command = (sys.executable, "-m", "cli", "db", "upgrade")
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **environment})
    return await process.wait()
