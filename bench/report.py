"""Printing and keeping figures."""

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def keep(name: str, how: str, figures: dict[str, float]) -> None:
    """Print the figures and write them with how and when they were obtained."""
    RESULTS.mkdir(exist_ok=True)
    about = {"como": how, "en": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version()}
    (RESULTS / f"{name}.json").write_text(json.dumps({**about, "cifras": figures}, indent=2, ensure_ascii=False) + "\n")
    print(f"\n{name}: {how}")
    for figure, value in figures.items():
        print(f"  {figure:<48} {value:>14,.3f}")
