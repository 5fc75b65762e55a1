"""What the petitioner may do now: complete or clarify what was asked of them, or reply to the answer."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import Calendar
from domain.case import Case
from domain.errors import NothingToRecur
from domain.instants import start_of
from domain.ledger import EventKind
from domain.petitions import Ground
from domain.recourse import known_by_conduct, last_day


@dataclass(frozen=True)
class Awaited:
    """What is asked of the petitioner. `act` is `complemento` (art. 17) or `aclaracion` (art. 19)."""

    act: str
    until_on: date | None
    is_extendable: bool = False


def awaited(case: Case, calendar: Calendar, today: date) -> Awaited | None:
    """What the petitioner still owes; late is still accepted while nobody decreed the desistimiento (art. 17)."""
    if case.is_decided:
        return None
    dates = case.deadlines(calendar)
    marks = dates.milestones
    if _pending(case, EventKind.COMPLETION_REQUIRED, EventKind.CITIZEN_COMPLETED):
        until_on = marks.get("complemento")
        is_in_time = dates.completable_until is not None and today <= dates.completable_until
        is_extended = case.has_since(EventKind.COMPLETION_REQUIRED, EventKind.COMPLETION_EXTENDED)
        return Awaited("complemento", until_on, is_in_time and not is_extended)
    if _pending(case, EventKind.CLARIFICATION_REQUIRED, EventKind.CLARIFIED):
        return Awaited("aclaracion", marks.get("aclaracion"))
    return None


def recourses(case: Case, calendar: Calendar, today: date) -> dict[Ground, date]:
    """The ways to come back to a decision that was sent which are in time, each with its last day.

    While nothing proves when it was notified, that day is counted from today.
    """
    if case.closed_at is None and (not case.is_decided or case.sent_at is None):
        return {}
    known = known_by_conduct(case, start_of(today))
    return {ground: until for ground in Ground if (until := _until(known, ground, calendar)) and today <= until}


def _until(case: Case, ground: Ground, calendar: Calendar) -> date | None:
    try:
        return last_day(case, ground, calendar)
    except NothingToRecur:
        return None


def _pending(case: Case, asked: EventKind, done: EventKind) -> bool:
    return case.last(asked) is not None and not case.has_since(asked, done)
