"""PostgreSQL: the engine, its sessions, and bringing the schema up to date."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import event, exc
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

MIGRATIONS = Path(__file__).parent.parent / "migrations"
Sessions = async_sessionmaker[AsyncSession]

AWAY = (OSError, exc.TimeoutError, exc.InterfaceError, exc.OperationalError, asyncpg.InterfaceError,
        asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError)  # fmt: skip
"""What using a database that is down, starting or stopping may raise before a connection is made."""


def is_away(problem: exc.DBAPIError) -> bool:
    """Whether a statement failed because its connection was lost."""
    return problem.connection_invalidated


def connect_database(url: str, *, pool_size: int = 20) -> tuple[AsyncEngine, Sessions]:
    """An engine and its sessions; `url` is `postgresql+asyncpg://…`."""
    engine = create_async_engine(url, pool_size=pool_size)
    event.listen(engine.sync_engine, "checkout", _not_closed)
    return engine, async_sessionmaker(engine, expire_on_commit=False)


def _not_closed(connection: Any, *_: object) -> None:
    """A connection the server closed is replaced before anybody uses it: the driver knows without asking."""
    if connection.driver_connection.is_closed():
        raise exc.InvalidatePoolError


async def upgrade(url: str) -> None:
    """Bring the schema to its head. Two replicas may do it at once: the second waits and finds nothing to do."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    await asyncio.to_thread(command.upgrade, config, "head")
