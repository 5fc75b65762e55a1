"""What a scenario says while it runs and what it leaves: its seed, its counts, its seconds."""

import json
import os
import platform
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parents[2] / "bench" / "results" / "chaos.json"
SEED = int(os.environ.get("PQRSD_CHAOS_SEED", "20261125"))
SHARE = float(os.environ.get("PQRSD_CHAOS_SHARE", "0.2"))
"""Of the cases that a scenario asks for: a fifth takes minutes on two cores, all of them an hour."""


def sized(cases: int) -> int:
    """How many of so many cases to live."""
    return max(int(cases * SHARE), 10)


@dataclass
class Scenario:
    """One scenario under way."""

    name: str
    seed: int = SEED
    counts: dict[str, Any] = field(default_factory=dict)
    is_passed: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def random(self) -> random.Random:
        """The scenario's own dice, the same for the same seed."""
        return random.Random(f"{self.seed}/{self.name}")

    def say(self, what: str) -> None:
        print(f"  [{self.seconds:6.1f} s] {what}", flush=True)

    def count(self, **found: Any) -> None:
        """Keep figures, and say them."""
        self.counts |= found
        self.say(", ".join(f"{name}={value}" for name, value in found.items()))


def keep(done: list[Scenario]) -> None:
    """Print the table and store it; scenarios that did not run keep their last result."""
    earlier = json.loads(RESULTS.read_text())["escenarios"] if RESULTS.exists() else {}
    now = {one.name: _figures(one) for one in done}
    about = {"como": "make chaos", "python": platform.python_version(), "procesadores": os.cpu_count()}
    merged = dict(sorted({**earlier, **now}.items()))
    RESULTS.write_text(json.dumps({**about, "escenarios": merged}, indent=2, ensure_ascii=False) + "\n")
    print(f"\nsemilla {SEED}; resultados en {RESULTS.relative_to(RESULTS.parents[2])}")
    for name, figures in now.items():
        print(f"  {'✓' if figures['paso'] else '✗'} {name:<52} {figures['segundos']:>6.1f} s")
        for figure, value in figures["cifras"].items():
            print(f"      {figure:<50} {value}")


def _figures(one: Scenario) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    seconds = one.counts.pop("_segundos")
    return {"paso": one.is_passed, "semilla": one.seed, "en": at, "segundos": seconds, "cifras": one.counts}
