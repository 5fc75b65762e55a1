"""What a scenario says while it runs and what it leaves: its seed, its counts, its seconds."""

import json
import os
import platform
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.chaos.report import RESULTS, results, scenarios

SEED = int(os.environ.get("PQRSD_CHAOS_SEED", "20261125"))


def share(usual: float) -> float:
    """The part of its cases that a scenario lives: all of them take hours on two cores."""
    return float(os.environ.get("PQRSD_CHAOS_SHARE", usual))


def sized(cases: int, part: float) -> int:
    """How many of so many cases to live."""
    return max(int(cases * part), 10)


def is_machine_shared() -> bool:
    """Whether others keep more than a quarter of the processors busy; asked before there is any load of ours."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) / 4


@dataclass
class Scenario:
    """One scenario under way."""

    name: str
    share: float
    is_machine_shared: bool
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
    """Print the table and store it; a scenario that did not run keeps its last result, while there is one."""
    earlier = results() if RESULTS.exists() else {}
    now = {one.name: _figures(one) for one in done}
    about = {"como": "make chaos", "python": platform.python_version(), "procesadores": os.cpu_count()}
    known = {told.name for told in scenarios()}
    merged = {name: record for name, record in sorted({**earlier, **now}.items()) if name in known}
    RESULTS.write_text(json.dumps({**about, "escenarios": merged}, indent=2, ensure_ascii=False) + "\n")
    print(f"\nsemilla {SEED}; resultados en {RESULTS.relative_to(RESULTS.parents[2])}")
    for name, figures in now.items():
        print(f"  {'✓' if figures['paso'] else '✗'} {name:<52} {figures['segundos']:>6.1f} s")
        for figure, value in figures["cifras"].items():
            print(f"      {figure:<50} {value}")


def _figures(one: Scenario) -> dict[str, Any]:
    return {
        "paso": one.is_passed,
        "semilla": one.seed,
        "parte": one.share,
        "equipo_compartido": one.is_machine_shared,
        "en": datetime.now(UTC).isoformat(timespec="seconds"),
        "segundos": one.counts.pop("_segundos"),
        "cifras": one.counts,
    }
