"""`pqrsd plazo …` as a person runs it, without a server: it says what the API says."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import World

ROOT = Path(__file__).parents[2]
GOLDEN = {case["name"][:3]: case for case in json.loads((ROOT / "tests/unit/golden_deadlines.json").read_text())}


async def plazo(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command line, with no setting in the environment."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PQRSD_", "TEMPORAL_"))}
    command = [sys.executable, "-m", "cli", "plazo", *arguments]
    return await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, env={**bare, "COLUMNS": "200"}, cwd=ROOT,
        check=False, timeout=120,
    )  # fmt: skip


def without_calendar(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer less the sentence that names the calendar: other tests publish versions of it."""
    reasons = [sentence for sentence in answer["explicacion"] if not sentence.startswith("Calendario ")]
    return {**answer, "explicacion": reasons}


async def test_the_command_says_the_dates_and_reasons_that_the_api_says(world: World) -> None:
    done = await plazo("queja", "2026-06-26", "--json")
    told = await world.api.get("/api/v1/plazos", params={"tipo": "queja", "recibido": "2026-06-26"})

    assert done.returncode == 0, done.stderr
    assert without_calendar(json.loads(done.stdout)) == without_calendar(told.json())
    assert json.loads(done.stdout)["vence_el"] == "2026-07-22"


@pytest.mark.parametrize("name", ["G22", "G35"])
async def test_the_events_of_a_file_alone_or_in_their_case_move_the_dates(name: str, tmp_path: Path) -> None:
    case: dict[str, Any] = GOLDEN[name]
    (tmp_path / "eventos.json").write_text(json.dumps({"G22": case, "G35": case["events"]}[name]))

    done = await plazo(case["type"], case["received_at"], "--eventos", str(tmp_path / "eventos.json"), "--json")

    answer = json.loads(done.stdout)
    assert (answer["vence_el"], answer["vence_el_mas_temprano"]) == (case["due_date"], case["safest_due_date"])


async def test_events_badly_made_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "eventos.json").write_text('[{"kind": "no hay"}]')

    done = await plazo("queja", "2026-06-26", "--eventos", str(tmp_path / "eventos.json"))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("pqrsd: eventos mal formados")
    assert done.stderr.count("\n") == 1
