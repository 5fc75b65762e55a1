"""PostgreSQL: the engine, its sessions, and bringing the schema up to date."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import event, exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from adapters.case_keys import CaseKeys
from adapters.marks import Marks

MIGRATIONS = Path(__file__).parent.parent / "migrations"

AWAY = (OSError, exc.TimeoutError, exc.InterfaceError, exc.OperationalError, asyncpg.InterfaceError,
        asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError)  # fmt: skip
"""What using a database that is down, starting or stopping may raise before a connection is made."""


class Sessions(async_sessionmaker[AsyncSession]):
    """Makes sessions; `keys` opens what the database keeps of people, `marks` searches it."""

    def __init__(self, engine: AsyncEngine, payload_key: bytes) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.keys = CaseKeys(self, payload_key)
        self.marks = Marks(payload_key)


SEALED_IN = "0011"
ONCE_IN_THE_CLEAR = ("filing", "text", "draft", "sensitive", "attachment", "letter", "dispatch", "survey",
                     "survey_review", "case_log", "crm_interaction", "crm_delivery", "pqrsd_case",
                     "incoming_mail")  # fmt: skip


def is_away(problem: exc.DBAPIError) -> bool:
    """Whether a statement failed because its connection was lost."""
    return problem.connection_invalidated


def connect_database(url: str, payload_key: bytes, *, pool_size: int = 20) -> tuple[AsyncEngine, Sessions]:
    """An engine and its sessions; `url` is `postgresql+asyncpg://…`. Raises ValueError for keys of another length."""
    engine = create_async_engine(url, pool_size=pool_size, hide_parameters=True)
    event.listen(engine.sync_engine, "checkout", _not_closed)
    return engine, Sessions(engine, payload_key)


def _not_closed(connection: Any, *_: object) -> None:
    """A connection the server closed is replaced before anybody uses it: the driver knows without asking."""
    if connection.driver_connection.is_closed():
        raise exc.InvalidatePoolError


async def upgrade(url: str, payload_key: bytes, *, version: str = "head") -> None:
    """Bring the schema to a version; the key seals what older versions kept in the clear.

    Two replicas may do it at once: the second waits and finds nothing to do. What once was in the clear leaves the
    files of the database too: its tables are written anew.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes |= {"url": url, "payload_key": payload_key}
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            before = await _version(connection)
            await asyncio.to_thread(command.upgrade, config, version)
            if before is not None and before < SEALED_IN <= (await _version(connection) or ""):
                await connection.execute(text(f"VACUUM (FULL, ANALYZE) {', '.join(ONCE_IN_THE_CLEAR)}"))
    finally:
        await engine.dispose()


async def _version(connection: AsyncConnection) -> str | None:
    """The version of the schema, or None for an empty database."""
    if await connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    return str(await connection.scalar(text("SELECT version_num FROM alembic_version")))
