"""What follows for the clock when the petitioner knows a letter that is not the answer, or nobody proved it."""

from dataclasses import replace
from datetime import datetime

from domain.asked import is_awaited
from domain.avisos import aviso_effective_at
from domain.calendar import Calendar
from domain.case import Case
from domain.case_letters import DueLetter, Medium
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind

PRORROGA = frozenset({EventKind.PRORROGA_NOTIFIED, EventKind.PRORROGA_RETURNED, EventKind.PRORROGA_UNPROVEN})


def arrived(case: Case, letter: DueLetter, at: datetime, calendar: Calendar) -> Case:
    """What follows when the petitioner knows a letter; a notice is known when it takes effect (art. 69)."""
    known_at = aviso_effective_at(bogota_date(at), calendar) if letter.medium == Medium.AVISO else at
    if is_awaited(case, letter.kind):
        return case.noting(LedgerEvent(EventKind.REQUIREMENT_DELIVERED, known_at))
    return _told_of_prorroga(case, known_at) if letter.kind == LetterKind.AVISO_PRORROGA else case


def left_on_paper(case: Case, letter: DueLetter, at: datetime) -> Case:
    """A prórroga whose notice left on paper is disputable until its delivery is proven (art. 14, par.)."""
    if letter.kind != LetterKind.AVISO_PRORROGA or case.prorroga is None:
        return case
    return case.noting(LedgerEvent(EventKind.PRORROGA_UNPROVEN, at))


def _told_of_prorroga(case: Case, at: datetime) -> Case:
    """The prórroga holds from the day its notice is known; known too late, it does not (art. 14, par.)."""
    granted = case.last(EventKind.PRORROGA_NOTIFIED)
    if granted is None:
        return case
    last = [x for x in case.ledger if x.kind in PRORROGA][-1]
    is_presumed = last.kind == EventKind.PRORROGA_NOTIFIED
    if is_presumed and bogota_date(at) <= bogota_date(granted.at):
        return case
    known_at = max(at, last.at)
    taken_back = case if case.prorroga is None else case.noting(LedgerEvent(EventKind.PRORROGA_RETURNED, known_at))
    return taken_back.noting(replace(granted, at=known_at))
