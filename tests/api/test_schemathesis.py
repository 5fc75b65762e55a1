"""The published contract against a running instance: no server error, nothing its schema does not say."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from adapters.database import upgrade
from local.stack import Stack
from tests.support import World

GOVERNING = r"/catalogos|/calendario/(versiones|suspensiones)$"
"""What governs the cases filed after it is published."""

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


async def test_generated_requests_find_no_server_error_and_no_breach_of_the_schema(
    world: World, tmp_path: Path
) -> None:
    done = await attacked(world.stack, tmp_path, "--exclude-path-regex", GOVERNING)

    assert done.returncode == 0, done.stdout[-6000:]


async def test_generated_publications_find_no_server_error_and_no_breach_of_the_schema(
    world: World, tmp_path: Path
) -> None:
    """Over a database of their own: what is published there must not govern the cases of other tests."""
    stack = replace(world.stack, database="contrato")
    await stack.postgres.create(stack.database)
    await upgrade(stack.postgres.url(stack.database), stack.payload_key)

    done = await attacked(stack, tmp_path, "--include-path-regex", GOVERNING)

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
