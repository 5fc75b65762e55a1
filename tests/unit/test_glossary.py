"""One concept, one name: the Spanish nouns of the code are those of the glossary, and no others."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "workflows", "activities", "adapters", "mail")
GLOSSARY = (ROOT / "docs" / "glosario.md").read_text()
NOUNS = set(re.findall(r"^\| ([a-z]+) \|", GLOSSARY, re.MULTILINE))
FORBIDDEN = {
    "prorrogar", "peticionario", "respuesta", "carta", "vencimiento", "plazo", "termino", "caso", "solicitud",
    "festivo", "calendario", "encuesta", "correo", "oficio", "funcionario", "ciudadano", "estado", "nivel",
}  # fmt: skip
WIRE = {"LetterKind", "PqrsdType", "FieldNames"}
"""Enumerations whose member names are those of the wire, on purpose."""


def identifiers(path: Path) -> set[str]:
    """The names a file defines: functions, classes, parameters, fields, members of enumerations, constants."""
    tree = ast.parse(path.read_text())
    inside = {id(n) for c in ast.walk(tree) if isinstance(c, ast.ClassDef) and c.name in WIRE for n in ast.walk(c)}
    nodes = [node for node in ast.walk(tree) if id(node) not in inside]
    names = {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    names |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    names |= {n.target.id for n in nodes if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    assigned = (target for n in nodes if isinstance(n, ast.Assign) for target in n.targets)
    return names | {target.id for target in assigned if isinstance(target, ast.Name)}


def words(path: Path) -> set[str]:
    return {w.lower() for name in identifiers(path) for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_identifier_uses_a_spanish_word_that_has_an_english_name() -> None:
    wrong = {
        f"{path.name}: {word}"
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
        for word in words(path) & FORBIDDEN
    }

    assert wrong == set()


def test_every_spanish_noun_of_the_glossary_that_the_law_needs_is_used_by_its_name() -> None:
    used = {word for layer in LAYERS for path in (ROOT / layer).rglob("*.py") for word in words(path)}

    assert {"prorroga", "traslado", "desistimiento", "aviso", "radicado", "expediente", "reserva"} <= used & NOUNS


def test_a_prorroga_is_never_called_an_extension() -> None:
    extensions = {
        name
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
        for name in identifiers(path)
        if "extension" in name.lower() and "completion" not in name.lower()
    }

    assert extensions == set()
