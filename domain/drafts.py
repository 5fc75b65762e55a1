"""Comparing two versions of a text: what stayed, what went, what came, word by word."""

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from domain.errors import CaseRefusal

_WORD = re.compile(r"\s+|[^\s]+")
LONGEST_WORDS = 6000
"""Beyond this many words and spaces a version is compared line by line: the comparison grows with their product."""


@dataclass(frozen=True)
class DraftVersion:
    """A version of what somebody is writing; `is_automatic` when nobody asked to save it."""

    author: str
    version: int
    body: str
    kind: str
    is_automatic: bool
    saved_at: datetime


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "igual"
    REMOVED = "quitado"
    ADDED = "agregado"


@dataclass(frozen=True)
class Piece:
    """A run of text with the same fate."""

    change: Change
    text: str


class DraftChanged(CaseRefusal):
    norm = "Procedimiento PQRSD, elaboración de la respuesta"
    sentence = "Este borrador cambió en otra ventana (va en la versión {version}): véala antes de guardar la suya."


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other, in reading order.

    >>> [(p.change.value, p.text) for p in compared("No procede el giro.", "Procede el giro.")]
    [('quitado', 'No procede'), ('agregado', 'Procede'), ('igual', ' el giro.')]
    """
    old, new = _cut(before), _cut(after)
    if max(len(old), len(new)) > LONGEST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.KEPT, "".join(old[a:b])))
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        pieces += [Piece(Change.REMOVED, gone)] if gone else []
        pieces += [Piece(Change.ADDED, come)] if come else []
    return tuple(pieces)


def _cut(text: str) -> list[str]:
    return _WORD.findall(text)
