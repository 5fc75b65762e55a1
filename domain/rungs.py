"""The rungs of a ladder, as data: who is told what, measured from where, and how it is delivered."""

from dataclasses import dataclass
from enum import StrEnum

from domain.letters import LetterKind


class Anchor(StrEnum):
    """What a rung is measured from."""

    RECEIVED = "recibido"
    LEVEL = "nivel"
    TERM = "término"
    DUE = "vencimiento"
    CITIZEN = "plazo del peticionario"
    MILESTONE = "hito"


class Delivery(StrEnum):
    """A letter of its own at once, or a line of the next morning's digest."""

    AT_ONCE = "inmediata"
    DIGEST = "resumen"


@dataclass(frozen=True)
class Rung:
    """One step: *offset* in business days from the anchor (percent of the term for TERM).

    *milestone* names the date of a MILESTONE rung, which stands while the case has it to meet.
    """

    code: str
    anchor: Anchor
    offset: int
    recipient: str
    letter: LetterKind | None
    says: str
    delivery: Delivery = Delivery.AT_ONCE
    milestone: str = ""

    @property
    def is_digested(self) -> bool:
        return self.letter is not None and self.delivery == Delivery.DIGEST


@dataclass(frozen=True, kw_only=True)
class Ladders:
    """The ladder of ordinary cases and that of priority cases."""

    ordinary: tuple[Rung, ...]
    priority: tuple[Rung, ...]

    def of(self, priority: str | None) -> tuple[Rung, ...]:
        return self.priority if priority else self.ordinary
