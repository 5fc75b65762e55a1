"""The real parts, once a session: PostgreSQL (a container where Docker answers), Temporal, mail."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from adapters.database import Sessions, connect_database, upgrade
from local.postgres import Postgres
from local.stack import Stack, parts
from tests.support import DockerPostgres, World, dockered_postgres, open_world

_numbers = itertools.count(1)
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # a busy machine is no finding; what else there is stays as Hypothesis has it here


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The scenarios of `make chaos` run when they are asked for."""
    is_asked = any("chaos" in argument for argument in config.args)
    return True if collection_path.name == "chaos" and not is_asked else None


@pytest.fixture(scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The embedded parts, with clocks that can be moved."""
    folder: Path = tmp_path_factory.mktemp("pqrsd")
    async with parts(folder, is_durable=False, is_virtual=True) as running:
        yield running


@pytest.fixture(scope="session")
async def database_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Postgres | DockerPostgres]:
    """A server for databases: a container where Docker answers, else an embedded one."""
    async with dockered_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
async def new_database(database_server: Postgres | DockerPostgres) -> Callable[[], Awaitable[str]]:
    """Makes empty databases, migrated."""

    async def make() -> str:
        name = f"prueba_{next(_numbers)}"
        await database_server.create(name, template="plantilla")
        return database_server.url(name)

    await database_server.create("plantilla")
    await upgrade(database_server.url("plantilla"), bytes(32))
    return make


@pytest.fixture
async def database_url(new_database: Callable[[], Awaitable[str]]) -> str:
    """A fresh, migrated database."""
    return await new_database()


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    engine, made = connect_database(database_url, bytes(32))
    yield made
    await engine.dispose()


@pytest.fixture(autouse=True)
def another_client(request: pytest.FixtureRequest) -> None:
    """Each test asks as somebody new: the limits of one are not spent by another."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world").forget_clients()


@pytest.fixture(scope="session")
async def world(stack: Stack) -> AsyncIterator[World]:
    """The whole system in this process: API, worker and relay over the embedded parts."""
    async with open_world(stack) as opened:
        yield opened
