"""What the OpenAPI document promises, asked of the real server with generated input: no 5xx, nothing undeclared."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api import create_app
from settings import Settings
from tests.support import World

EXAMPLES = 15
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BUILT = create_app(
    Settings(
        database_url="postgresql+asyncpg://nadie@127.0.0.1:1/nada",
        smtp_url="",
        mail_log_url="",
        archive_url="",
        payload_key=bytes(32),
        public_url="",
    )
)
SCHEMA = schemathesis.openapi.from_dict(BUILT.openapi())
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
async def address(world: World) -> AsyncIterator[str]:
    """The API on a real socket of the loopback."""
    server = uvicorn.Server(uvicorn.Config(create_app(world.settings), port=0, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.mark.parametrize("label", OPERATIONS)
async def test_generated_input_never_breaks_what_is_declared(world: World, address: str, label: str) -> None:
    radicado = (await world.filed("generado")).radicado

    await asyncio.to_thread(_attack, OPERATIONS[label], address, radicado)


def _attack(operation: Any, address: str, radicado: str) -> None:
    @seed(1755)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def attack(case: Case) -> None:
        if "radicado" in case.path_parameters:
            case.path_parameters["radicado"] = radicado
        case.call_and_validate(
            base_url=address, headers={"Authorization": "Bearer dev-supervisor"}, checks=CHECKS, timeout=60
        )

    attack()
