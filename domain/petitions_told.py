"""The inputs of the acts that tell a decision by aviso, or take an insistencia to the court."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.case import Sense


@dataclass(frozen=True, kw_only=True)
class PublishAviso:
    by: str


@dataclass(frozen=True, kw_only=True)
class PostAviso:
    """The printed copy of an aviso, by its outgoing radicado, went up in a place or came down from it."""

    by: str
    letter: str
    place: str
    on: date
    is_removal: bool = False

    @property
    def constancia(self) -> str:
        """What the log keeps."""
        what, did = ("desfijación", "retirada de") if self.is_removal else ("fijación", "fijada en")
        return f"Constancia de {what}: copia impresa del aviso {self.letter} {did} {self.place} el {self.on:%d/%m/%Y}"


@dataclass(frozen=True, kw_only=True)
class RemitToCourt:
    """What was denied for reserva goes to a court, under an outgoing *number*; `sent_at`, if it was recorded later."""

    by: str
    court: str
    number: str
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CourtDecision:
    """What the court decided of an insistencia, by the *number* of its decision, and until when it is obeyed."""

    by: str
    sense: Sense
    number: str
    due_on: date | None = None
    notified_at: datetime | None = None
