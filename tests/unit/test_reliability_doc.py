"""The page on reliability names tests that there are, and its figures are those that the scenarios left."""

import re
from pathlib import Path

from tests.chaos.report import PAGE, UNKNOWN, results, scenarios, table, with_table

ROOT = Path(__file__).parents[2]
TEXT = PAGE.read_text()


def test_every_test_that_the_page_names_exists() -> None:
    known = {path.name for path in (ROOT / "tests").rglob("test_*.py")}

    named = set(re.findall(r"test_\w+\.py", TEXT))

    assert named - known == set()


def test_the_figures_of_the_page_are_those_kept() -> None:
    assert with_table(TEXT, results()) == TEXT
    assert UNKNOWN not in TEXT


def test_every_scenario_has_a_result_and_nothing_else_does() -> None:
    assert {told.name for told in scenarios()} == set(results())


def test_every_scenario_passed_the_last_time_it_ran() -> None:
    assert [name for name, kept in results().items() if not kept["paso"]] == []


def test_a_scenario_is_told_with_its_figures_as_spanish_writes_them() -> None:
    month = next(told for told in scenarios() if told.file == "test_month.py")
    figures = dict.fromkeys(re.findall(r"{(\w+)}", month.sentence), 1_234) | {"casos": 12.5}
    record = {"paso": True, "parte": 0.2, "en": "2026-11-25T02:00:00+00:00", "cifras": figures}

    row = table({month.name: record}).splitlines()[-1]

    assert "12,5 casos, 1.234 cartas" in row
    assert row.endswith("| 24/11/2026, con el 20 % de los casos |")


def test_a_scenario_that_failed_shows_no_figures() -> None:
    month = next(told for told in scenarios() if told.file == "test_month.py")
    record = {"paso": False, "parte": 1, "en": "2026-11-25T02:00:00+00:00", "cifras": {}}

    assert "| no pasó |" in table({month.name: record})
