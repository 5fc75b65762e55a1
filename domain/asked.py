"""What a letter asks of the petitioner, and whether it is still to be done (Ley 1437 de 2011, arts. 17 and 19)."""

from domain.case import Case
from domain.ledger import EventKind
from domain.letters import LetterKind

ASKING = {
    LetterKind.REQUERIMIENTO: (EventKind.COMPLETION_REQUIRED, EventKind.CITIZEN_COMPLETED),
    LetterKind.ACLARACION: (EventKind.CLARIFICATION_REQUIRED, EventKind.CLARIFIED),
}
"""What each letter asks for, and what fulfils it."""


def is_awaited(case: Case, kind: LetterKind) -> bool:
    """Whether a letter of a kind asked what its petitioner has not done yet."""
    if kind not in ASKING:
        return False
    asked, done = ASKING[kind]
    return case.last(asked) is not None and not case.has_since(asked, done)
