"""The book of letters against the mail log: what one knows and the other does not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Difference(StrEnum):
    """How the book and the log may differ over a message."""

    MISSING = "falta_en_el_registro"
    UNNOTED = "sin_anotar_en_el_libro"
    UNKNOWN = "desconocido_para_el_libro"


@dataclass(frozen=True)
class BookedLetter:
    """A letter by e-mail as the book has it: sent or not."""

    message_id: str
    key: str
    is_sent: bool


@dataclass(frozen=True)
class Discrepancy:
    """One message over which they differ; `key` is the letter's, when the book has one."""

    difference: Difference
    message_id: str
    key: str | None = None


def compared(book: Mapping[str, BookedLetter], taken: frozenset[str]) -> tuple[Discrepancy, ...]:
    """Every difference, by name; none when each letter that left is in the log and nothing else of ours is.

    >>> compared({"<1@x>": BookedLetter("<1@x>", "carta 1", True)}, frozenset())[0].difference
    <Difference.MISSING: 'falta_en_el_registro'>
    """
    missing = [
        Discrepancy(Difference.MISSING, name, letter.key)
        for name, letter in book.items()
        if letter.is_sent and name not in taken
    ]
    extra = [_extra(name, book.get(name)) for name in taken if name not in book or not book[name].is_sent]
    return tuple(sorted([*missing, *extra], key=lambda x: (x.difference, x.message_id)))


def _extra(name: str, letter: BookedLetter | None) -> Discrepancy:
    if letter is None:
        return Discrepancy(Difference.UNKNOWN, name)
    return Discrepancy(Difference.UNNOTED, name, letter.key)
