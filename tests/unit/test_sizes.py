"""Files and functions stay small enough to read."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("domain", "activities", "workflows", "adapters", "schemas", "web", "mail", "local")
FILES = [*(p for layer in PRODUCT for p in (ROOT / layer).rglob("*.py")), *ROOT.glob("*.py")]


def test_no_file_is_over_three_hundred_lines() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in FILES}

    assert {name: n for name, n in lines.items() if n > 300} == {}
    assert statistics.median(lines.values()) < 90


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.body[0].lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )

    assert statistics.median(lengths) < 8
    assert lengths[int(len(lengths) * 0.9)] < 20
