"""What activities need from the outside world, as Protocols; adapters fulfil them.

Errors an adapter may raise are named beside the Protocol; anything else is a defect and is retried with an alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from activities.messages import CaseRecord, LetterOrder, SurveyResult
from domain.calendar import Calendar
from domain.case import Case
from domain.ladder import HouseRules
from domain.measures import SurveyForm
from domain.organization import Organization
from domain.suspensions import SuspensionAct


@dataclass(frozen=True)
class Stored:
    """The last version of a case and the calendar it was counted under."""

    case: Case
    calendar_version: str


class Records(Protocol):
    """The read model and the append-only log: one writer, version by version."""

    async def stored(self, radicado: str) -> Case | None: ...

    async def counted(self, radicado: str) -> Stored | None:
        """A case with the calendar version its dates were counted under."""

    async def record(self, record: CaseRecord) -> None:
        """Store the case at its version with its log lines, CRM row and follow-ups, in one transaction.

        The same version twice is the same as once; an older version never overwrites a newer one.
        """


class Calendars(Protocol):
    """Published calendar versions."""

    async def in_force(self) -> Calendar: ...

    async def get(self, version: str) -> Calendar: ...


class Catalogs(Protocol):
    """Published catalog versions."""

    async def house_rules(self, versions: Mapping[str, int]) -> HouseRules:
        """The ladders and internal terms of the versions a case keeps from its receipt."""

    async def organization(self, day: date) -> Organization:
        """The dependencias and officials in force on a day."""

    async def survey(self, kept: Mapping[str, int], day: date) -> SurveyForm:
        """The survey of the version a case keeps; where it keeps none, the one in force on a day."""


class Suspensions(Protocol):
    """Published acts that suspend terms."""

    async def ending_from(self, day: date) -> tuple[SuspensionAct, ...]:
        """The acts whose suspension ends on a day or later, in the order they were published."""


@dataclass(frozen=True)
class Contact:
    """Who a letter goes to. Lives only inside activities: never in history."""

    name: str
    email: str | None = None
    address_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterRow:
    """A claimed letter and how far it got. Status: claimed, issued, sending, then an outcome."""

    key: str
    radicado: str
    kind: str
    status: str
    outgoing_radicado: str | None
    message_id: str
    verification_code: str
    sha256: str | None
    claimed_at: datetime
    sent_at: datetime | None


class LetterBook(Protocol):
    """The register of correspondence: one row a letter, claimed before any effect."""

    async def claim(self, order: LetterOrder, message_id: str, *, series: str | None) -> LetterRow:
        """The row of this key, made if new; with *series*, its outgoing radicado in the same transaction."""

    async def issued(self, key: str, *, sha256: str, pages: int, template: str, subject: str) -> None: ...

    async def sending(self, key: str) -> None: ...

    async def finished(self, key: str, *, status: str, at: datetime, evidence: str) -> LetterRow: ...


@dataclass(frozen=True)
class CaseFacts:
    """Personal and free-text facts a letter needs, read from the database at the moment of writing it."""

    subject: str
    description: str
    filed_at: datetime
    received_at: datetime
    query_code: str
    petitioner: Contact
    is_identity_hidden: bool
    is_minor: bool = False
    identifiers: tuple[str, ...] = ()
    """What tells who the petitioner is, to be left out of what is published."""
    dependencia: str = ""
    """The area that signs, by its name; nothing when the case has none yet."""
    identity: tuple[tuple[str, str], ...] = ()
    """Who asks and who asks for them, each fact by its label."""


@dataclass(frozen=True)
class CaseFile:
    """A file of a case, kept by its hash."""

    name: str
    mime_type: str
    sha256: str


class Facts(Protocol):
    """Reads what letters say: the petitioner, the officials of a dependencia, a stored text."""

    async def case(self, radicado: str) -> CaseFacts: ...

    async def official(self, role: str, radicado: str) -> Contact:
        """The person in a role: `responsable`, `coordinador`, `jefe`, `control_interno`; substitutes count."""

    async def text(self, radicado: str, text_hash: str) -> str: ...

    async def files(self, radicado: str) -> tuple[CaseFile, ...]:
        """What the petitioner attached, in order."""


class BlobStore(Protocol):
    """Content-addressed storage of files: attachments, letters, packages."""

    async def put(self, content: bytes, *, mime_type: str) -> str:
        """Store and return the SHA-256 (hexadecimal). The same content twice is stored once."""

    async def get(self, sha256: str) -> bytes: ...


@dataclass(frozen=True)
class CrmEvent:
    """One interaction for the CRM, in the order of the case's log; `delivery_id` never changes."""

    delivery_id: str
    radicado: str
    sequence: int
    event: str
    payload: dict[str, object]


class CrmRejected(Exception):
    """The CRM refused an interaction for good (4xx other than 408, 409, 429)."""


class Crm(Protocol):
    """The customer relationship system. Raises `CrmRejected`; anything else is tried again."""

    async def deliver(self, event: CrmEvent) -> None: ...


class CrmQueue(Protocol):
    """The case's undelivered interactions, oldest first."""

    async def pending(self, radicado: str) -> list[CrmEvent]: ...

    async def delivered(self, delivery_id: str) -> None: ...

    async def dead(self, delivery_id: str, reason: str) -> None: ...


class Surveys(Protocol):
    """One-time survey links and their answers."""

    async def open(self, radicado: str, cycle: int, expires_at: datetime) -> str:
        """The one-time token for a case's survey; asking again gives the same one."""

    async def finish(self, result: SurveyResult) -> None: ...
