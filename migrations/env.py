"""Alembic's entry: runs the versions over one connection, one replica at a time."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

import adapters.tables_answers  # noqa: F401 - its tables belong to the metadata
from adapters.tables import Table

LOCK = 20_1755


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Table.metadata)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()


async def run() -> None:
    engine = create_async_engine(context.config.attributes["url"], hide_parameters=True)
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(run())
