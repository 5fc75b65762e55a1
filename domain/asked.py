"""What a letter asks of the petitioner, and whether it is still to be done (Ley 1437 de 2011, arts. 17 and 19)."""

from datetime import datetime

from domain.case import Case
from domain.errors import CPACA, CaseRefusal
from domain.ledger import EventKind
from domain.letters import LetterKind


class MessageUnread(CaseRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "El peticionario escribió y nadie ha leído su mensaje: léalo antes de decidir que guardó silencio."


ASKING = {
    LetterKind.REQUERIMIENTO: (EventKind.COMPLETION_REQUIRED, EventKind.CITIZEN_COMPLETED),
    LetterKind.ACLARACION: (EventKind.CLARIFICATION_REQUIRED, EventKind.CLARIFIED),
}
"""What each letter asks for, and what fulfils it."""


def is_awaited(case: Case, kind: LetterKind) -> bool:
    """Whether a letter of a kind asked what its petitioner has not done yet."""
    if kind not in ASKING:
        return False
    return _is_left(case, *ASKING[kind])


def is_asked(case: Case, asked: EventKind, done: EventKind) -> bool:
    """Whether the petitioner was asked, has not done it, and the case is still open."""
    return not case.is_decided and _is_left(case, asked, done)


def _is_left(case: Case, asked: EventKind, done: EventKind) -> bool:
    return case.last(asked) is not None and not case.has_since(asked, done)


def check_heard(*, is_tacit: bool, has_unread: bool) -> None:
    """Nobody is taken as silent whose words nobody has read (arts. 17 and 19). Raises MessageUnread."""
    if is_tacit and has_unread:
        raise MessageUnread


def presented_at(received_at: datetime | None, now: datetime, since: datetime) -> datetime:
    """When the petitioner did something that was recorded later; never before what it answers (art. 15, par. 1)."""
    return now if received_at is None else max(min(received_at, now), since)
