"""The published contract against a running instance: no server error, nothing its schema does not say."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.support import World
from web.acts import ACTS

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


async def test_generated_requests_find_no_server_error_and_no_breach_of_the_schema(
    world: World, tmp_path: Path
) -> None:
    api = world.stack.api()
    await api.start(world.stack.is_api_up)
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", f"{world.stack.api_url}/openapi.json",
        "--header", "Authorization: Bearer dev-supervisor", "--checks", CHECKS, "--max-examples", "12",
        "--phases", "examples,fuzzing", "--seed", "7", "--no-color", "--generation-database", "none",
    ]  # fmt: skip

    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, cwd=tmp_path, check=False, timeout=400
    )
    await api.stop()

    assert done.returncode == 0, done.stdout[-6000:]


async def test_the_contract_speaks_spanish_and_has_examples(world: World) -> None:
    contract = (await world.api.get("/openapi.json")).json()

    filing = contract["components"]["schemas"]["FilingIn"]
    acts = {path for path in contract["paths"] if path.startswith("/api/v1/pqrsd/{radicado}/")}
    assert filing["examples"][0]["canal"] == "web"
    assert acts >= {f"/api/v1/pqrsd/{{radicado}}/{act.path}" for act in ACTS}
    assert "radica" in json.dumps(contract["paths"]["/api/v1/pqrsd"]["post"]["summary"]).lower()
