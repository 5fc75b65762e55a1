"""The letters of a traslado: the remission to the other authority and the petitioner's, with its copy (art. 21)."""

from domain.case import Case
from domain.case_letters import DueLetter, Medium, SentLetter
from domain.letters import LetterKind

REMITTED = frozenset({LetterKind.TRASLADO_ENTIDAD, LetterKind.TRASLADO_CIUDADANO})


def letter_of(case: Case, key: str) -> SentLetter | DueLetter | None:
    """A letter of a case, sent or owed, by its key."""
    told: tuple[SentLetter | DueLetter, ...] = (*case.letters, *case.due_letters)
    return next((x for x in told if x.key == key), None)


def copy_of_remission(case: Case, letter: SentLetter | DueLetter) -> SentLetter | None:
    """The remission whose copy goes with the petitioner's letter, as it last left (Ley 1437 de 2011, art. 21).

    None for any other letter, and for a notice: what anybody can read encloses nothing.
    """
    if letter.kind != LetterKind.TRASLADO_CIUDADANO or letter.medium == Medium.AVISO:
        return None
    told = [x for x in case.letters if x.kind == LetterKind.TRASLADO_ENTIDAD and x.facts == letter.facts]
    return next((x for x in reversed(told) if x.sha256 is not None), None)


def goes_on_otherwise(case: Case, letter: SentLetter | DueLetter) -> bool:
    """Whether the same letter of a traslado already goes, or went, by another medium, in this cycle or before it."""
    told: tuple[SentLetter | DueLetter, ...] = (*case.letters, *case.due_letters)
    return [x.key for x in told if x.kind == letter.kind and x.facts == letter.facts][-1] != letter.key
