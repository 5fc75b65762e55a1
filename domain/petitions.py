"""What people ask of a running case: the input of each act. `by` is who asks; texts travel by their hash."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.case import Sense
from domain.terms import PqrsdType


class Ground(StrEnum):
    """On what a decided case begins again: what its petitioner presents, or what came back unread.

    DISOWNED says that an express withdrawal was not the petitioner's.
    """

    REPLICA = "replica"
    REPOSICION = "reposicion"
    INSISTENCIA = "insistencia"
    DISOWNED = "desconocimiento"
    RETURNED = "devolucion"


@dataclass(frozen=True, kw_only=True)
class Classify:
    type: PqrsdType
    by: str
    product: str | None = None
    motive: str | None = None
    dependencia: str | None = None
    dependencia_level: int | None = None
    """Its level, by the catalog of dependencias."""
    approved_by: str | None = None
    priority: str | None = None
    """`GivenPriority`; None leaves it as it is."""
    priority_reason: str = ""

    @property
    def because(self) -> str:
        """The priority given and its reason, as the log tells them."""
        if self.priority is None:
            return ""
        return f"; prioridad: {self.priority.replace('_', ' ')} ({self.priority_reason or 'sin cambio'})"


@dataclass(frozen=True, kw_only=True)
class Assign:
    by: str
    dependencia: str
    responsible: str
    reason: str = ""
    dependencia_level: int | None = None
    """Its level, by the catalog of dependencias."""

    @property
    def because(self) -> str:
        """The reason as the log tells it."""
        return f": {self.reason}" if self.reason else ""


@dataclass(frozen=True, kw_only=True)
class Escalate:
    by: str
    level: int
    dependencia: str
    reason: str

    @property
    def because(self) -> str:
        """The reason as the log tells it."""
        return f": {self.reason}"


@dataclass(frozen=True, kw_only=True)
class RequireCompletion:
    by: str
    missing_hash: str


@dataclass(frozen=True, kw_only=True)
class Complete:
    """`received_at`: when it came, if it was recorded later."""

    by: str
    text_hash: str
    received_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Clarify:
    """`is_request`: the official returns an obscure petition; otherwise the citizen clarifies it."""

    by: str
    text_hash: str
    is_request: bool = False


@dataclass(frozen=True, kw_only=True)
class ExtendCompletion:
    """`received_at`: when it was asked for, if it was recorded later."""

    by: str
    received_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Prorroga:
    by: str
    new_due_on: date
    reason: str
    approved_by: str = ""
    """Who allows it on the last day."""


@dataclass(frozen=True, kw_only=True)
class Traslado:
    by: str
    entity: str
    reason: str
    is_partial: bool = False
    mail: str = ""
    """Where the entity receives; without it, the correspondence office remits."""
    part_hash: str | None = None
    """Of a partial one, the part that is remitted, in words."""
    rest: str = ""
    """Of a partial one, what stays."""


@dataclass(frozen=True, kw_only=True)
class Withdraw:
    """`is_tacit` needs the number of the motivated act; an express one, what the petitioner said of it.

    `is_own`: the petitioner does it, by their link, their code or the system they use.
    """

    by: str
    is_tacit: bool = False
    act_number: str | None = None
    reason: str = ""
    text_hash: str | None = None
    has_files: bool = False
    is_own: bool = False
    act_sha256: str = ""
    """The signed act in the archive, to be sent with its letter."""


@dataclass(frozen=True, kw_only=True)
class SetTerm:
    """The term that the order of a control body or a judge fixes; `norm` names the order."""

    by: str
    due_on: date
    norm: str


@dataclass(frozen=True, kw_only=True)
class WriteDraft:
    """`kind`: fondo (the answer), parcial (answers a part), tramite (tells how it goes, decides nothing)."""

    by: str
    text_hash: str
    kind: str = "fondo"


@dataclass(frozen=True, kw_only=True)
class Review:
    """`version` is that of the draft that was read, if they say; `signer`, who signs what leaves when approved."""

    by: str
    is_approved: bool
    comment_hash: str | None = None
    version: int | None = None
    signer: str = ""

    @property
    def outcome(self) -> str:
        return "aprobado" if self.is_approved else "devuelto"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Without `text_hash` the approved draft is the answer.

    `needs_review` is false of who leads and of a text that was approved for a whole group.
    """

    by: str
    sense: Sense
    signer: str
    signer_title: str = ""
    text_hash: str | None = None
    needs_review: bool = True
    is_act: bool = False
    """It creates, changes or ends a right of somebody: it is notified as an act and recurred (arts. 43, 67 and 74)."""
    superior: str = ""
    """Before whom the act may be appealed; without it, only reposición proceeds."""


@dataclass(frozen=True, kw_only=True)
class SubmittedAnswer:
    """An answer as a system signals it, unchecked: with its text, or the hash of one the case keeps.

    Without either, the approved draft is the answer.
    """

    by: str = ""
    sense: str = ""
    signer: str = ""
    signer_title: str = ""
    text: str | None = None
    text_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reject:
    """Denial for reserva: `norm` is the precise legal provision; `needs_review`, as in `Answer`."""

    by: str
    norm: str
    text_hash: str
    signer: str
    signer_title: str = ""
    needs_review: bool = True


@dataclass(frozen=True, kw_only=True)
class Group:
    """The case is answered with others; their `receipts` move its term when the answer is a single one (art. 22)."""

    by: str
    group_id: str
    is_single_answer: bool
    receipts: tuple[datetime, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordDelivery:
    """`evidence`: entregado, rebotado, devuelto, or demorado when its server still tries.

    It is of the letter of that key or outgoing radicado, or of the answer.
    """

    by: str
    evidence: str
    at: datetime | None = None
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reopen:
    """`received_at`: when it was presented, if it was recorded later."""

    by: str
    argument_hash: str
    ground: Ground = Ground.REPLICA
    letter: str | None = None
    """The key of what came back; the decision when it is not named."""
    received_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Revocation:
    """An act that takes back one that suspends terms, from the day after *on*."""

    by: str
    act_number: str
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Suspend:
    """Suspension of terms by a published act, of `issued_on` or of the day it is applied; or its `revocation`."""

    by: str
    from_on: date
    to_on: date
    act_number: str
    norm: str
    issued_on: date | None = None
    revocation: Revocation | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """`is_public`: a message that the petitioner reads, or wrote."""

    by: str
    text_hash: str
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class Reproject:
    """Count again under a published calendar version."""

    by: str
    calendar_version: str
    reason: str
