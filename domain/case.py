"""The case: one PQRSD as a value. Acts (`acts.py`) turn one case into the next; nothing here has a clock."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.calendar import Calendar
from domain.case_letters import DueLetter, Medium, Posting, SentLetter
from domain.clock import reckon
from domain.deadlines import ADOPTED, Deadlines, Policy
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.terms import PqrsdType
from domain.wording import of_counting


class State(StrEnum):
    """Where the case stands. Being overdue is a flag of its own, not a state."""

    FILED = "radicada"
    CLASSIFYING = "en_clasificacion"
    IN_PROGRESS = "en_tramite"
    IN_REVIEW = "en_revision"
    SUSPENDED = "suspendida"
    TRANSFERRED = "trasladada"
    ANSWERED = "respondida"
    NOTIFYING = "en_notificacion"
    NOTIFIED = "notificada"
    WITHDRAWN = "desistida"
    CLOSED = "cerrada"


class PetitionerClass(StrEnum):
    """Who asks; decides how the answer may reach them and what the file shows."""

    NATURAL = "natural"
    LEGAL = "juridica"
    ANONYMOUS = "anonimo"
    RESERVED = "identidad_reservada"
    MINOR = "menor"
    AUTHORITY = "autoridad"


class Sense(StrEnum):
    """What the answer decides for the petitioner."""

    GRANTED = "favorable"
    PARTLY = "parcial"
    DENIED = "desfavorable"


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What intake hands to the workflow: facts without personal data or text."""

    radicado: str
    received_at: datetime
    type: PqrsdType
    channel: str
    petitioner: PetitionerClass = PetitionerClass.NATURAL
    media: tuple[Medium, ...] = (Medium.EMAIL,)
    dependencia: str = ""
    level: int = 1
    priority: str | None = None
    product: str | None = None
    motive: str | None = None
    cycle: int = 1
    policy: Policy = ADOPTED
    """The readings of the law in force at receipt: they go on governing the case."""
    proposed: PqrsdType | None = None
    """The type that stands if nobody confirms one; only ever one with a shorter term."""
    proposed_dependencia: str | None = None
    proposed_level: int | None = None
    """The dependencia proposed, and its level by the catalog in force at receipt."""
    related_to: str | None = None
    """The radicado of the petition it is about: that of a tutela, a recurso or a revocatoria."""
    catalogs: dict[str, int] = field(default_factory=dict)
    """The version of each catalog in force at receipt: they go on governing the case."""


@dataclass(frozen=True, kw_only=True)
class LevelStay:
    """The case's time at a level, with which dependencia and, once it left, who had it last."""

    level: int
    dependencia: str
    entered_at: datetime
    left_at: datetime | None = None
    responsible: str | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text on its way to becoming the answer; the text itself is stored by its hash."""

    version: int
    text_hash: str
    kind: str
    author: str
    approved_by: str | None = None
    is_returned: bool = False
    returned_by: str | None = None
    comment_hash: str | None = None
    """What the reviewer said, kept by its hash."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The answer on the merits (respuesta de fondo): who signed what, and when."""

    text_hash: str
    sense: Sense
    signer: str
    answered_by: str
    at: datetime
    reserva_norm: str | None = None
    """The provision that makes the information reserved, when the answer denies it for that."""
    is_act: bool = False
    """It is an administrative act: it decides somebody's right (Ley 1437 de 2011, art. 43)."""
    is_firm: bool = False
    """No recourse proceeds against it (arts. 75, 87 and 95)."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything the process knows of one PQRSD. `version` grows by one with each act."""

    filing: Filing
    type: PqrsdType
    state: State = State.FILED
    level: int = 1
    dependencia: str = ""
    responsible: str | None = None
    stays: tuple[LevelStay, ...] = ()
    priority: str | None = None
    product: str | None = None
    motive: str | None = None
    is_classified: bool = False
    is_overdue: bool = False
    ledger: tuple[LedgerEvent, ...] = ()
    fired: tuple[str, ...] = ()
    draft: Draft | None = None
    decision: Decision | None = None
    due_letters: tuple[DueLetter, ...] = ()
    letters: tuple[SentLetter, ...] = ()
    medium: Medium | None = None
    sent_at: datetime | None = None
    aviso_from: datetime | None = None
    posting: Posting | None = None
    doubtful_until: datetime | None = None
    """Until when the server of the addressee may still send back the answer it delays."""
    notified_at: datetime | None = None
    closed_at: datetime | None = None
    cycle: int = 1
    version: int = 1

    @property
    def radicado(self) -> str:
        return self.filing.radicado

    @property
    def is_decided(self) -> bool:
        """No term runs any more: answered, withdrawn or handed to the competent authority."""
        return self.state in DECIDED

    @property
    def is_closed(self) -> bool:
        return self.state in FINISHED

    @property
    def prorroga(self) -> LedgerEvent | None:
        """The one in force: one whose notice came back is none."""
        granted = [x for x in self.ledger if x.kind in {EventKind.PRORROGA_NOTIFIED, EventKind.PRORROGA_RETURNED}]
        return granted[-1] if granted and granted[-1].kind == EventKind.PRORROGA_NOTIFIED else None

    @property
    def is_requerimiento_received(self) -> bool:
        """An act closes only a petition whose petitioner knows what was asked (Ley 1437 de 2011, arts. 17 and 19)."""
        told = [x for x in self.ledger if x.kind in REQUERIMIENTO_TOLD]
        return bool(told) and told[-1].kind == EventKind.REQUIREMENT_DELIVERED

    @property
    def level_entered_at(self) -> datetime:
        return self.stays[-1].entered_at if self.stays else self.filing.received_at

    def last(self, kind: EventKind) -> LedgerEvent | None:
        """The latest event of a kind in the ledger of this cycle."""
        return next((event for event in reversed(self.ledger) if event.kind == kind), None)

    def has_since(self, asked: EventKind, done: EventKind) -> bool:
        """Whether something was done after it was last asked for, in this cycle."""
        kinds = [event.kind for event in self.ledger]
        return asked in kinds and done in kinds[len(kinds) - kinds[::-1].index(asked) :]

    def deadlines(self, calendar: Calendar) -> Deadlines:
        """The dates of this case under a calendar version: the one function, asked again."""
        return reckon(self.filing.type, self.filing.received_at, self.ledger, calendar, self.filing.policy)

    def noting(self, event: LedgerEvent) -> "Case":
        return replace(self, ledger=(*self.ledger, event))

    def owing(self, *letters: DueLetter) -> "Case":
        """The same case owing letters; one already owed or sent is not owed again."""
        known = {x.key for x in self.due_letters} | {x.key for x in self.letters}
        return replace(self, due_letters=(*self.due_letters, *(x for x in letters if x.key not in known)))

    def staying(self, stay: LevelStay) -> "Case":
        return replace(self, stays=(*self.stays, stay))

    def next_version(self) -> "Case":
        return replace(self, version=self.version + 1)


DECIDED = frozenset({State.ANSWERED, State.NOTIFYING, State.NOTIFIED, State.CLOSED, State.WITHDRAWN, State.TRANSFERRED})
REQUERIMIENTO_TOLD = frozenset(
    {
        EventKind.COMPLETION_REQUIRED,
        EventKind.CLARIFICATION_REQUIRED,
        EventKind.REQUIREMENT_DELIVERED,
        EventKind.REQUIREMENT_RETURNED,
    }
)
ON_ITS_WAY = frozenset({State.ANSWERED, State.NOTIFYING})
FINISHED = frozenset({State.CLOSED, State.WITHDRAWN, State.TRANSFERRED})


def opened(filing: Filing) -> Case:
    """The case as it is at receipt: classified by what the petitioner said, owing the acknowledgement."""
    case = Case(
        filing=filing,
        type=filing.type,
        state=State.CLASSIFYING,
        level=filing.level,
        dependencia=filing.dependencia,
        stays=(LevelStay(level=filing.level, dependencia=filing.dependencia, entered_at=filing.received_at),),
        priority=filing.priority,
        product=filing.product,
        motive=filing.motive,
        cycle=filing.cycle,
    )
    if Medium.EMAIL not in filing.media:
        return case
    facts = {"conteo": of_counting(filing.type, filing.policy)}
    acuse = DueLetter(key=f"{filing.radicado}/acuse", kind=LetterKind.ACUSE, medium=Medium.EMAIL, facts=facts)
    return case.owing(acuse)
