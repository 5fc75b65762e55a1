"""What a filing is before it is a case, and what its author is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.calendar import Calendar
from domain.case import Case, Medium, PetitionerClass
from domain.classification import Proposal
from domain.errors import ActRefusal
from domain.terms import PqrsdType


class IdempotencyConflict(ActRefusal):
    norm = "Contrato de la interfaz, Idempotency-Key"
    sentence = "La clave de idempotencia ya se usó con otro contenido."


@dataclass(frozen=True)
class StoredFile:
    """An attachment already in the archive."""

    name: str
    mime_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What the petitioner was told of their data, and whether they authorised the sensitive ones.

    Ley 1581 de 2012, arts. 6, 9 and 12. `notice` is its text when it was shown by this system.
    """

    notice_version: str
    at: datetime
    is_sensitive_authorized: bool = False
    notice: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewFiling:
    """A filing as intake accepted it. `petitioner` is the only personal data and goes only to its table.

    `condition` is sensitive and goes to a table of its own, only if its author authorised it.
    """

    type: PqrsdType
    channel: str
    subject: str
    description: str
    received_at: datetime
    petitioner_class: PetitionerClass
    petitioner: dict[str, Any]
    media: tuple[Medium, ...]
    dependencia: str = ""
    level: int = 1
    priority: str | None = None
    product: str | None = None
    motive: str | None = None
    origin: str = ""
    files: tuple[StoredFile, ...] = ()
    condition: str | None = None
    consent: Consent | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True)
class Filed:
    """What was filed, or what the same request filed before."""

    case: Case
    query_code: str
    calendar: Calendar
    is_repeated: bool
