"""The table of what was measured, on the page on reliability: each scenario's own words with the figures it left.

The docstring of a scenario is its name and the sentence that tells its figures, which are named in it.
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.instants import BOGOTA

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "fiabilidad.md"
RESULTS = ROOT / "bench" / "results" / "chaos.json"
BEGIN, END = "<!-- cifras: las escribe «make chaos» -->\n", "<!-- fin de las cifras -->\n"
UNKNOWN = "(por medir)"
HEAD = "| escenario | prueba | lo que se midió | cuándo |\n|---|---|---|---|\n"


@dataclass(frozen=True)
class Told:
    """A scenario as its test words it."""

    name: str
    sentence: str
    file: str


def scenarios() -> Iterator[Told]:
    """Every scenario there is, by file; read without running anything."""
    for path in sorted((ROOT / "tests" / "chaos").glob("test_*.py")):
        for each in ast.parse(path.read_text()).body:
            if isinstance(each, ast.AsyncFunctionDef) and each.name.startswith("test_"):
                name, _, sentence = inspect.cleandoc(ast.get_docstring(each) or "").partition("\n")
                yield Told(name.rstrip("."), " ".join(sentence.split()), path.name)


def results() -> dict[str, dict[str, Any]]:
    """What each scenario left the last time it ran."""
    found: dict[str, dict[str, Any]] = json.loads(RESULTS.read_text())["escenarios"]
    return found


def table(kept: Mapping[str, Mapping[str, Any]]) -> str:
    """A row for each scenario that has run."""
    return HEAD + "".join(_row(told, kept[told.name]) for told in scenarios() if told.name in kept)


def with_table(page: str, kept: Mapping[str, Mapping[str, Any]]) -> str:
    """The page with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{table(kept)}{END}{rest.partition(END)[2]}"


def write_page() -> None:
    PAGE.write_text(with_table(PAGE.read_text(), results()))


def _row(told: Told, record: Mapping[str, Any]) -> str:
    measured = told.sentence.format_map(_Figures(record["cifras"])) if record["paso"] else "no pasó"
    on = datetime.fromisoformat(record["en"]).astimezone(BOGOTA)
    part = "" if record["parte"] == 1 else f", con el {_worded(round(record['parte'] * 100, 1))} % de los casos"
    return f"| {told.name} | `{told.file}` | {measured} | {on:%d/%m/%Y}{part} |\n"


class _Figures(dict[str, Any]):
    """The figures of a record, in words; one that the scenario began to tell after its last run is not known."""

    def __getitem__(self, name: str) -> str:
        return _worded(self.get(name, UNKNOWN))


def _worded(value: Any) -> str:
    """A figure as it is written in Spanish; of a list, how many."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return str(len(value))
    text = f"{value:,g}" if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


if __name__ == "__main__":
    write_page()
