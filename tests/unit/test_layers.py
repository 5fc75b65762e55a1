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


def imports(layer: str) -> set[tuple[str, str]]:
    nodes = [(path, n) for path in (ROOT / layer).rglob("*.py") for n in ast.walk(ast.parse(path.read_text()))]
    found = {(path, a.name) for path, n in nodes if isinstance(n, ast.Import) for a in n.names}
    found |= {(path, n.module or "") for path, n in nodes if isinstance(n, ast.ImportFrom)}
    return {(str(path.relative_to(ROOT)), name.partition(".")[0]) for path, name in found}


def test_no_layer_imports_what_is_above_it() -> None:
    assert [x for layer, may in MAY.items() for x in imports(layer) if x[1] in OURS - {layer, *may}] == []


def test_the_domain_knows_only_the_standard_library() -> None:
    assert [x for x in imports("domain") if x[1] not in {"domain", *sys.stdlib_module_names}] == []
