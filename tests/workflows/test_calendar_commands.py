"""`pqrsd calendario …` over the running system."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support import World
from tests.workflows.test_reprojection import calendar_of, inside, opened
from tests.workflows.test_suspensions import an_act

ROOT = Path(__file__).parents[2]


async def pqrsd(world: World, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command line, with the settings of the running system."""
    environment = {**os.environ, **world.stack.environment(), "COLUMNS": "200"}
    command = [sys.executable, "-m", "cli", "calendario", *arguments]
    return await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False, timeout=120
    )


def a_file(folder: Path, **changes: Any) -> str:
    body = {"version": "por-comando", "vigente_desde": "2026-01-01", "norma": "Ley 9998 de 2026", **changes}
    (folder / "calendario.json").write_text(json.dumps(body))
    return str(folder / "calendario.json")


async def test_a_version_is_rehearsed_published_and_taken_by_command(world: World, tmp_path: Path) -> None:
    case = await opened(world, "por comando", "consulta")
    was = case.due_on
    file = a_file(tmp_path, festivos={str(await inside(world, case)): "Día de prueba"})

    rehearsed = await pqrsd(world, "diferencias", file, "--json")
    unpublished = await pqrsd(world, "ver", "--json")
    published = await pqrsd(world, "publicar", file, "--por", "Secretaría General")
    again = await pqrsd(world, "publicar", file)
    dry = await pqrsd(world, "diferencias", "--json")
    moved = await pqrsd(world, "reproyectar", "--version", "por-comando")
    seen = await pqrsd(world, "ver", "--json")
    await case.look()

    assert (published.returncode, again.returncode, moved.returncode) == (0, 2, 0), moved.stderr
    assert "mover" in published.stdout
    row = {"radicado": case.radicado, "de": str(was), "a": str(case.due_on)}
    assert row in json.loads(rehearsed.stdout)
    assert row in json.loads(dry.stdout)
    assert "por-comando" not in unpublished.stdout
    assert "Terminada" in moved.stdout
    assert await calendar_of(world, case.radicado) == "por-comando"
    assert json.loads(seen.stdout)[0]["publicada_por"] == "Secretaría General"


async def test_an_act_that_suspends_terms_is_rehearsed_by_command(world: World, tmp_path: Path) -> None:
    case, congress = await opened(world, "acto", "queja"), await opened(world, "congreso", "congreso_documentos")
    body = an_act(case, after=8, tipos=["queja", "congreso_documentos"])
    (tmp_path / "acto.json").write_text(json.dumps(body))

    dry = await pqrsd(world, "diferencias", str(tmp_path / "acto.json"), "--json")
    by_api = await world.post("/api/v1/calendario/suspensiones/ensayo", body, "supervisor")

    rows = {x["radicado"]: x for x in json.loads(dry.stdout)}
    told = {x["radicado"]: x for x in by_api.json()}
    assert rows[case.radicado] == {x: told[case.radicado][x] for x in ("radicado", "de", "a")}
    assert rows[congress.radicado] == told[congress.radicado]
    assert (await case.look())["vence_el"] == rows[case.radicado]["de"]


async def test_what_a_command_cannot_do_it_says_in_one_line(world: World, tmp_path: Path) -> None:
    unknown = await pqrsd(world, "diferencias", "--version", "no-hay")
    badly_made = await pqrsd(world, "publicar", a_file(tmp_path, norma=""))
    superseded = await pqrsd(world, "reproyectar", "--version", "2024-01-01")
    refused = await pqrsd(world, "diferencias", a_file(tmp_path, cubre_hasta="2027-01-01"))
    both = await pqrsd(world, "diferencias", a_file(tmp_path), "--version", "2024-01-01")
    (tmp_path / "roto.json").write_text("{")
    broken = await pqrsd(world, "diferencias", str(tmp_path / "roto.json"))

    for done in (unknown, badly_made, superseded, refused, both, broken):
        assert done.returncode == 2
        assert done.stderr.startswith("pqrsd: ")
        assert done.stderr.count("\n") == 1
