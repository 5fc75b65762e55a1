"""What workflows and activities say to each other: one frozen dataclass in, one out; no personal data."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.calendar import Calendar
from domain.case import Case
from domain.case_letters import DueLetter, SentLetter
from domain.ladder import BEFORE_CATALOGS, HouseRules, Reminder
from domain.measures import SurveyForm
from domain.petitions import Suspend
from domain.survey import Rating


class Summary(str):
    """Words for supervisors in the Temporal UI. They travel in the clear: never a name, a text or an address."""

    __slots__ = ()


@dataclass(frozen=True)
class LogEntry:
    """One line of the case's append-only log."""

    at: datetime
    act: str
    actor: str
    text: str
    norm: str = ""


@dataclass(frozen=True)
class CaseRecord:
    """The case after an act, with the lines it adds to the log.

    `follow_up` names what must start because of it ("encuesta"), in the same transaction; `reminders` wait for the
    next digest.
    """

    case: Case
    calendar_version: str
    entries: tuple[LogEntry, ...]
    follow_up: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True)
class OpenCase:
    """Ask for what a case needs to begin: the calendar in force and, when it begins again, its state."""

    radicado: str
    cycle: int
    at: datetime
    catalogs: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """The calendar in force and the stored case to go on from, if any.

    `filed_under` is the version the filing was counted under, when another was published since; `pending`, the
    suspensions of terms in force that the case does not have yet; `rules`, those of the case's receipt.
    """

    calendar: Calendar
    earlier: Case | None = None
    rules: HouseRules = BEFORE_CATALOGS
    filed_under: Calendar | None = None
    pending: tuple[Suspend, ...] = ()


@dataclass(frozen=True)
class LetterOrder:
    """Send one letter of a case, once: `letter.key` is claimed before anything leaves.

    At `give_up_at` an attempt that fails is the last (`OVERTAKEN`): the case has something to tell before it goes on.
    From `leaves_before` on no attempt begins (`OVERTAKEN`): its addressee is not written to at that hour. `alarm_on` is
    the earliest due date that can be argued.
    """

    radicado: str
    letter: DueLetter
    at: datetime
    due_on: str | None = None
    give_up_at: datetime | None = None
    leaves_before: datetime | None = None
    alarm_on: str | None = None
    copy: SentLetter | None = None
    """The letter of which a copy goes with this one (Ley 1437 de 2011, art. 21)."""


OVERTAKEN = "LetterOvertaken"
"""The type of the failure of a letter that the end of the term, or of the day, overtook."""


@dataclass(frozen=True)
class LetterOutcome:
    """What became of a letter: `enviada`, `rechazada` (permanent 5xx), `impresa` (awaits proof of delivery),
    `publicada`, or `sin_destino` (no address to send it to); and when, by the clock of its case."""

    status: str
    at: datetime
    outgoing_radicado: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Submission:
    """An answer that a system signalled: who by, and its text or the hash of one."""

    radicado: str
    at: datetime
    by: str
    text: str | None = field(repr=False)
    text_hash: str | None


@dataclass(frozen=True)
class CloseExpediente:
    """Close the archive file of a case: index, hashes, package."""

    radicado: str
    cycle: int
    at: datetime


@dataclass(frozen=True)
class Expediente:
    """The closed archive file: reference and hash of its signed index."""

    reference: str
    sha256: str
    documents: int


@dataclass(frozen=True)
class SurveyInvitation:
    """Ask about one answered case; the one-time link itself never enters history."""

    radicado: str
    cycle: int
    delivered_at: datetime


@dataclass(frozen=True)
class SurveyOpening:
    """The calendar in force and the questions of the catalog version that the case keeps."""

    calendar: Calendar
    form: SurveyForm


@dataclass(frozen=True)
class SurveyResult:
    """How a survey ended, for the read model; `is_low` opens a review."""

    radicado: str
    cycle: int
    status: str
    at: datetime
    rating: Rating | None = None
    is_low: bool = False
