"""What tests share: the system in one process, and filings to give it."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI
from temporalio.client import Client
from temporalio.worker import Worker
from testcontainers.community.postgres import PostgresContainer

from adapters.database import Sessions, connect_database
from adapters.outbox import Outbox
from adapters.personal import Personal, personal_of
from adapters.starters import starters
from adapters.tables import FilingRow
from adapters.temporal import connect
from api import create_app
from domain.case import Filing
from domain.case_letters import Medium
from domain.instants import BOGOTA
from domain.terms import PqrsdType
from local.journey import Journey
from local.postgres import Postgres
from local.stack import Stack
from settings import Settings
from web.services import Services
from web.throttle import QUOTAS, Throttle
from worker import build, install_templates, starting


@dataclass(frozen=True)
class World:
    """The system in one process."""

    stack: Stack
    settings: Settings
    sessions: Sessions
    api: httpx.AsyncClient
    temporal: Client
    app: FastAPI

    @property
    def services(self) -> Services:
        """The parts behind the door."""
        found: Services = self.app.state.services
        return found

    def forget_clients(self) -> None:
        """Whoever asks from now on has tried nothing yet."""
        self.app.state.throttle = Throttle(QUOTAS)

    def journey(self, title: str) -> Journey:
        """A case to live."""
        return Journey(title, self.api, self.temporal, self.stack.smtp)

    async def filed(self, title: str, **changes: Any) -> Journey:
        """A case filed and running."""
        case = self.journey(title)
        await case.file({**a_filing(), **changes})
        await case.workflow_running(case.radicado)
        await case.look()
        return case

    async def batch(self, path: str) -> dict[str, Any]:
        """Ask for a batch as the supervisor and wait until it ends, however many cases are open."""
        reply = await self.post(path, None, "supervisor")
        async with asyncio.timeout(240):
            while reply.status_code == 202 or reply.json().get("estado") == "en_curso":
                await asyncio.sleep(0.5)
                reply = await self.api.get(path, headers={"Authorization": "Bearer dev-supervisor"})
        assert reply.status_code == 200, reply.text
        ended: dict[str, Any] = reply.json()
        return ended

    async def post(self, path: str, body: Any, role: str = "radicador", **headers: str) -> httpx.Response:
        """A request by a role."""
        said = {"Authorization": f"Bearer dev-{role}", **headers}
        return await self.api.post(path, json=body, headers=said)


def patient(worker: Worker) -> Worker:
    """A busy machine may leave a workflow task without a core for two seconds: that is no deadlock.

    The SDK would raise in whatever runs then, which the tests would take for an error of their own.
    """
    assert worker._workflow_worker is not None
    worker._workflow_worker._deadlock_timeout_seconds = 60
    return worker


@asynccontextmanager
async def open_world(stack: Stack) -> AsyncIterator[World]:
    """Run API, worker and relay over the parts until left."""
    settings = Settings.read(stack.environment())
    engine, sessions = connect_database(settings.database_url, settings.payload_key)
    client = await connect(settings.temporal, settings.payload_key, sessions.keys)
    await install_templates(sessions)
    outbox = Outbox(sessions, settings.database_url)
    relay = asyncio.create_task(outbox.relay(starters(starting(client, settings), client)))
    app = create_app(settings)
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    async with (
        patient(build(client, settings, sessions)),
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://prueba", timeout=60) as api,
    ):
        yield World(stack, settings, sessions, api, client, app)
    relay.cancel()
    await asyncio.gather(relay, return_exceptions=True)
    await engine.dispose()


def a_filing(**changes: Any) -> dict[str, Any]:
    """A plain petition."""
    return {
        "tipo": "peticion_interes_particular",
        "canal": "web",
        "asunto": "Extracto de mi crédito",
        "descripcion": "Solicito el extracto corregido de mi crédito.",
        "peticionario": {"clase": "natural", "nombres": "Lucía Ríos", "correo": "lucia@correo.example"},
        "medio_respuesta": "correo",
        **changes,
    }


def bogota(*numbers: int) -> datetime:
    """An instant in Bogotá."""
    return datetime(*numbers, tzinfo=BOGOTA)  # type: ignore[arg-type, misc]


def a_domain_filing(**changes: Any) -> Filing:
    """A filing of the domain, received on Monday 3 February 2025 at 09:00."""
    given = {
        "radicado": "2025-E-000001",
        "received_at": bogota(2025, 2, 3, 9),
        "type": PqrsdType.PETICION_INTERES_PARTICULAR,
        "channel": "web",
        "media": (Medium.EMAIL,),
    }
    return Filing(**{**given, **changes})


@asynccontextmanager
async def dockered_postgres(folder: Path) -> AsyncIterator["Postgres | DockerPostgres"]:
    """PostgreSQL in a container where Docker answers, else from its wheel."""
    if await asyncio.to_thread(_docker_answers):
        with PostgresContainer("postgres:18", username="pqrsd", dbname="pqrsd", driver=None) as container:
            yield DockerPostgres(container.get_connection_url())
        return
    embedded = Postgres(folder, is_durable=False)
    await embedded.start()
    try:
        yield embedded
    finally:
        await embedded.stop()


@dataclass(frozen=True)
class DockerPostgres:
    """The part of `Postgres` that tests use, over a container."""

    address: str

    def url(self, database: str = "pqrsd") -> str:
        return self.address.replace("postgresql://", "postgresql+asyncpg://").rpartition("/")[0] + f"/{database}"

    async def create(self, database: str, *, template: str = "template1") -> None:
        connection = await asyncpg.connect(self.address)
        await connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        await connection.close()


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    return subprocess.run([docker, "info"], capture_output=True, timeout=20, check=False).returncode == 0


async def until(met: Callable[[], Awaitable[bool]], *, seconds: float = 60) -> None:
    """Wait for a condition. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await met():
            await asyncio.sleep(0.1)


def now() -> datetime:
    return datetime.now(UTC)


async def filed_by(sessions: Sessions, radicado: str) -> Personal:
    """What was filed and by whom, opened."""
    async with sessions() as session:
        row = await session.get_one(FilingRow, radicado)
        return personal_of(await sessions.keys.seal_of(session, radicado), row.sealed)


async def rewritten(sessions: Sessions, radicado: str, petitioner: Any) -> Any:
    """Put another petitioner, or something that is none, in a filing; what there was."""
    before = await filed_by(sessions, radicado)
    async with sessions.begin() as session:
        row = await session.get_one(FilingRow, radicado)
        seal = await sessions.keys.seal_of(session, radicado)
        row.sealed = replace(before, petitioner=petitioner).closed(seal)
    return before.petitioner
