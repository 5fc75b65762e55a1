"""The system as it is deployed, to be broken: real processes over the embedded parts, any of them killed at will."""

import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from temporalio.client import Client
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from adapters.database import Sessions, connect_database
from adapters.personal import log_of
from adapters.temporal import connect
from domain.sheets import LogLine
from local.journey import Journey
from local.ports import free_port
from local.process import Part
from local.stack import ROOT, Stack, parts

EACH_ITS_OWN = httpx.Limits(max_keepalive_connections=0)
"""A connection a request: on a loaded machine one kept open may be closed by the server under the next request."""

RUN_WORKER = "import runpy, sys; sys.path[0] = sys.argv[1]; runpy.run_module('worker', run_name='__main__')"


@dataclass
class Fleet:
    """Workers and APIs by name, and what a scenario looks at them with."""

    stack: Stack
    client: Client
    sessions: Sessions
    extra: Mapping[str, str]
    workers: dict[str, Part] = field(default_factory=dict)
    apis: dict[str, Part] = field(default_factory=dict)
    doors: list[httpx.AsyncClient] = field(default_factory=list)

    async def start_worker(self, name: str, root: Path = ROOT) -> None:
        """A worker of the code under *root*."""
        ready = self.stack.folder / f"{name}.ready"
        ready.unlink(missing_ok=True)
        env = {**self.stack.environment(), **self.extra, "PYTHONPATH": str(root), "PQRSD_WORKER_READY": str(ready)}
        part = Part(name, (sys.executable, "-c", RUN_WORKER, str(root)), self.stack.folder / "logs", env=env)
        self.workers[name] = part

        async def is_ready() -> bool:
            return ready.exists()

        await part.start(is_ready)

    async def start_api(self, name: str) -> httpx.AsyncClient:
        """An API on a port of its own, and a client for it."""
        stack = replace(self.stack, api_port=free_port())
        part = self.apis[name] = stack.api()
        await part.start(stack.is_api_up)
        door = httpx.AsyncClient(base_url=stack.api_url, timeout=60, limits=EACH_ITS_OWN)
        self.doors.append(door)
        return door

    def journey(self, title: str, door: int = 0) -> Journey:
        """A case to live through one of the APIs."""
        return Journey(title, self.doors[door % len(self.doors)], self.client, self.stack.smtp)

    async def forward(self, workflow_id: str, by: timedelta) -> None:
        """Move the clock of one workflow."""
        skipper = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False))
        await skipper.fast_forward(self.client.get_workflow_handle(workflow_id), by)

    async def forward_to(self, workflow_id: str, at: datetime) -> None:
        """Move the clock of one workflow to an instant of its own time."""
        skipper = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False))
        by = at - await skipper.get_current_time(self.client.get_workflow_handle(workflow_id))
        if by > timedelta():
            await self.forward(workflow_id, by)

    async def count(self, query: str, **given: Any) -> int:
        """The number a query answers."""
        async with self.sessions() as session:
            return int(await session.scalar(text(query), given) or 0)

    async def rows(self, query: str, **given: Any) -> list[Any]:
        async with self.sessions() as session:
            return list(await session.execute(text(query), given))

    async def log(self, radicado: str) -> Sequence[LogLine]:
        """What was written of a case."""
        async with self.sessions() as session:
            return await log_of(session, await self.sessions.keys.seal_of(session, radicado), radicado)

    async def stop(self) -> None:
        for door in self.doors:
            await door.aclose()
        for part in (*self.workers.values(), *self.apis.values()):
            await part.stop()


@asynccontextmanager
async def fleet(
    folder: Path,
    *,
    workers: int = 1,
    apis: int = 1,
    is_durable: bool = False,
    extra: Mapping[str, str] | None = None,
) -> AsyncIterator[Fleet]:
    """The parts, with as many workers and APIs over them; all stopped on leaving. *extra* settings for the workers.

    A scenario that kills the database needs it durable.
    """
    async with AsyncExitStack() as running:
        stack = await running.enter_async_context(parts(folder, is_durable=is_durable, is_virtual=True))
        engine, sessions = connect_database(stack.postgres.url(), stack.payload_key)
        running.push_async_callback(engine.dispose)
        client = await connect(stack.temporal.target, stack.payload_key, sessions.keys)
        made = Fleet(stack, client, sessions, extra or {})
        running.push_async_callback(made.stop)
        for number in range(workers):
            await made.start_worker(f"trabajador-{number + 1}")
        for number in range(apis):
            await made.start_api(f"api-{number + 1}")
        yield made
