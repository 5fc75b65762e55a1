"""The letters of a case: those it owes, those that left, and the media they travel by."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.letters import Audience, LetterKind


class Medium(StrEnum):
    """How the answer travels, in the order in which one replaces another that failed."""

    EMAIL = "correo"
    POSTAL = "direccion"
    COUNTER = "presencial"
    AVISO = "aviso"


@dataclass(frozen=True, kw_only=True)
class DueLetter:
    """A letter the case owes. `key` names it for ever: the same key never leaves twice."""

    key: str
    kind: LetterKind
    medium: Medium
    recipient: str = "peticionario"
    text_hash: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    is_final: bool = False
    is_urgent: bool = False
    """Of a letter to an official: it does not wait for office hours."""

    @property
    def is_internal(self) -> bool:
        """Whether it is for an official of ours."""
        return self.kind.audience == Audience.INTERNAL


@dataclass(frozen=True, kw_only=True)
class SentLetter:
    """A letter that left, or was refused by the way it was sent."""

    key: str
    kind: LetterKind
    medium: Medium
    status: str
    at: datetime
    outgoing_radicado: str | None = None
    sha256: str | None = None
    recipient: str = "peticionario"
    text_hash: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    is_final: bool = False

    @classmethod
    def of(cls, letter: DueLetter, status: str, at: datetime, number: str | None, sha256: str | None) -> "SentLetter":
        """What a letter that was owed became; *number* is its outgoing radicado."""
        return cls(
            key=letter.key,
            kind=letter.kind,
            medium=letter.medium,
            status=status,
            at=at,
            outgoing_radicado=number,
            sha256=sha256,
            recipient=letter.recipient,
            text_hash=letter.text_hash,
            facts=letter.facts,
            is_final=letter.is_final,
        )


@dataclass(frozen=True, kw_only=True)
class Posting:
    """The printed copy of an aviso, in a place of public access (Ley 1437 de 2011, art. 69)."""

    place: str
    on: date
