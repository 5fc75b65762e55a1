"""The published contract against a running instance: no server error, nothing its schema does not say."""

import asyncio
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from adapters.database import upgrade
from local.stack import Stack
from tests.support import World
from web.acts import ACTS

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


async def test_generated_requests_find_no_server_error_and_no_breach_of_the_schema(
    world: World, tmp_path: Path
) -> None:
    done = await attacked(world.stack, tmp_path, "--exclude-operation-id-regex", "^publicar-")

    assert done.returncode == 0, done.stdout[-6000:]


async def test_generated_catalogs_find_no_server_error_and_no_breach_of_the_schema(
    world: World, tmp_path: Path
) -> None:
    """Over a database of their own: what is published there must not govern the cases of other tests."""
    stack = replace(world.stack, database="contrato")
    await stack.postgres.create(stack.database)
    await upgrade(stack.postgres.url(stack.database), stack.payload_key)

    done = await attacked(stack, tmp_path, "--include-path-regex", "/catalogos")

    assert done.returncode == 0, done.stdout[-6000:]


async def attacked(stack: Stack, folder: Path, *chosen: str) -> subprocess.CompletedProcess[str]:
    """Generated requests to an API over the stack."""
    api = stack.api()
    await api.start(stack.is_api_up)
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", f"{stack.api_url}/openapi.json", *chosen,
        "--header", "Authorization: Bearer dev-supervisor", "--checks", CHECKS, "--max-examples", "12",
        "--phases", "examples,fuzzing", "--seed", "7", "--no-color", "--generation-database", "none",
        "--request-timeout", "60", "--suppress-health-check", "too_slow",
    ]  # fmt: skip
    try:
        return await asyncio.to_thread(
            subprocess.run, command, capture_output=True, text=True, cwd=folder, check=False, timeout=900
        )
    finally:
        await api.stop()


async def test_the_contract_speaks_spanish_and_has_examples(world: World) -> None:
    contract = (await world.api.get("/openapi.json")).json()

    filing = contract["components"]["schemas"]["FilingIn"]
    acts = {path for path in contract["paths"] if path.startswith("/api/v1/pqrsd/{radicado}/")}
    assert filing["examples"][0]["canal"] == "web"
    assert acts >= {f"/api/v1/pqrsd/{{radicado}}/{act.path}" for act in ACTS}
    assert "radica" in json.dumps(contract["paths"]["/api/v1/pqrsd"]["post"]["summary"]).lower()
