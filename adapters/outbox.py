"""The outbox: what the database owes the engine, started once, woken by notification and by a sweep."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import asyncpg
import structlog
from sqlalchemy import text

from adapters.database import Sessions

SWEEP_SECONDS = 5.0
BATCH = 50
Starter = Callable[[dict[str, Any]], Awaitable[None]]
log = structlog.get_logger()

TAKE = text(
    "SELECT id, kind, key, payload FROM outbox WHERE done_at IS NULL AND not_before <= now() "
    "ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED"
)
DONE = text("UPDATE outbox SET done_at = now(), attempts = attempts + 1, last_error = NULL WHERE id = ANY(:ids)")
LATER = text(
    "UPDATE outbox SET attempts = attempts + 1, last_error = :error, "
    "not_before = now() + power(2, least(attempts, 5)) * interval '1 second' WHERE id = :id"
)


class NotNow(Exception):
    """What should be started is still busy with an earlier start: an ordinary reason to try again."""


class Outbox:
    """Relays rows to starters; any number of relays may run."""

    def __init__(self, sessions: Sessions, database_url: str) -> None:
        self._sessions = sessions
        self._dsn = database_url.replace("+asyncpg", "")
        self._wake = asyncio.Event()

    async def relay(self, starters: Mapping[str, Starter]) -> None:
        """Run until cancelled; outlives the loss of the database and of the engine."""
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                self._wake.clear()
                if await self._relayed(starters) < BATCH:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
        finally:
            listening.cancel()

    async def _relayed(self, starters: Mapping[str, Starter]) -> int:
        try:
            return await self.relay_once(starters)
        except Exception as problem:  # the database is away: the sweep tries again
            log.warning("outbox_unavailable", error=type(problem).__name__)
            return 0

    async def relay_once(self, starters: Mapping[str, Starter]) -> int:
        """Start one batch; how many rows it held."""
        async with self._sessions.begin() as session:
            rows = (await session.execute(TAKE, {"batch": BATCH})).all()
            errors = await asyncio.gather(*(_started(starters, row.kind, row.payload) for row in rows))
            outcome = list(zip(rows, errors, strict=True))
            await session.execute(DONE, {"ids": [row.id for row, error in outcome if error is None]})
            for row, error in outcome:
                if error is not None:
                    await session.execute(LATER, {"id": row.id, "error": error})
        return len(rows)

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._listen_until_lost()
            await asyncio.sleep(1)

    async def _listen_until_lost(self) -> None:
        lost = asyncio.Event()
        connection = await asyncpg.connect(self._dsn)
        try:
            connection.add_termination_listener(lambda *_: lost.set())
            await connection.add_listener("pqrsd_outbox", lambda *_: self._wake.set())
            await lost.wait()
        finally:
            await connection.close()


async def _started(starters: Mapping[str, Starter], kind: str, payload: dict[str, Any]) -> str | None:
    """Run the starter of a kind; what went wrong, if anything. A kind of a later version waits for its worker."""
    try:
        await starters[kind](payload)
    except NotNow:
        return "ocupado"
    except Exception as problem:  # whatever it is, the row stays and is tried again
        log.warning("start_failed", error=type(problem).__name__)
        return f"{type(problem).__name__}: {problem}"[:500]
    return None
