"""Who may import whom: any other arrow fails."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAY: dict[str, set[str]] = {
    "domain": set(),
    "activities": {"domain"},
    "workflows": {"domain", "activities"},
    "adapters": {"domain", "activities"},
    "schemas": {"domain"},
    "web": {"domain", "schemas", "activities", "adapters"},
    "mail": {"domain", "schemas", "activities", "adapters"},
    "local": {"domain", "adapters"},
    "migrations": {"domain", "adapters"},
}
OURS = {*MAY, "api", "worker", "cli", "cli_calendar", "settings", "tests", "bench"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def test_no_layer_imports_what_is_above_it() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} → {name}"
        for layer, allowed in MAY.items()
        for path in (ROOT / layer).rglob("*.py")
        for name in imports(path) & OURS - {layer, *allowed}
    ]

    assert wrong == []


def test_the_domain_knows_only_the_standard_library() -> None:
    wrong = [
        f"{path.name} → {name}"
        for path in (ROOT / "domain").glob("*.py")
        for name in imports(path) - {"domain"} - sys.stdlib_module_names
    ]

    assert wrong == []
