"""The page on reliability names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fiabilidad.md").read_text()
SCENARIOS = {path.name for path in (ROOT / "tests" / "chaos").glob("test_*.py")}


def test_every_test_that_the_page_names_exists() -> None:
    known = {path.name for path in (ROOT / "tests").rglob("test_*.py")}

    named = set(re.findall(r"test_\w+\.py", PAGE))

    assert named - known == set()


def test_every_scenario_of_chaos_is_on_the_page() -> None:
    assert {name for name in SCENARIOS if name not in PAGE} == set()
