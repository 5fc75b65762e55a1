"""One concept, one name: the Spanish nouns of the code are those of the glossary, and no others."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "workflows", "activities", "adapters")
GLOSSARY = (ROOT / "docs" / "glosario.md").read_text()
NOUNS = set(re.findall(r"^\| ([a-z]+) \|", GLOSSARY, re.MULTILINE))
FORBIDDEN = {
    "prorrogar", "peticionario", "respuesta", "carta", "vencimiento", "plazo", "termino", "caso", "solicitud",
    "festivo", "calendario", "encuesta", "correo", "oficio", "funcionario", "ciudadano", "estado", "nivel",
}  # fmt: skip
WIRE = {"LetterKind", "PqrsdType", "FieldNames"}
"""Enumerations whose member names are those of the wire, on purpose."""


def words(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    inside = {id(n) for c in ast.walk(tree) if isinstance(c, ast.ClassDef) and c.name in WIRE for n in ast.walk(c)}
    names = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and id(node) not in inside
    }
    names |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    return {w.lower() for name in names for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


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
