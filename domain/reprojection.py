"""A calendar version published while cases run: what it does to each, and to none twice."""

from dataclasses import replace
from datetime import date, datetime

from domain.acts import telling_if_moved
from domain.calendar import Calendar
from domain.case import Case
from domain.errors import AlreadyDecided
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.petitions import Reproject

NEW_CALENDAR = "un cambio del calendario oficial"
"""What the petitioner is told moved their date."""


def reproject(case: Case, act: Reproject, now: datetime, before: Calendar, published: Calendar) -> Case:
    """Count again under the calendar just published; tells the petitioner if a promised date moved.

    Each holiday created inside the term is an event: the date without it stays the earliest that can be argued. A
    holiday that a later version takes back is no event any more. A case answered and not yet notified is counted
    too, since only delivery satisfies its term, but an answer on its way needs no other notice.
    """
    if case.notified_at is not None or case.closed_at is not None:
        raise AlreadyDecided(state=case.state)
    due_on = case.deadlines(before).due_on
    case = _forgetting_repealed(case, published)
    for day in _created(case, before, published):
        event = LedgerEvent(EventKind.CALENDAR_CHANGED, now, added_holiday=day, reason=act.reason, approved_by=act.by)
        case = case.noting(event)
    return case if case.is_decided else telling_if_moved(case, due_on, NEW_CALENDAR, published)


def _forgetting_repealed(case: Case, published: Calendar) -> Case:
    """The same case without the events of days that count again under the published version."""
    kept = tuple(x for x in case.ledger if x.added_holiday is None or not published.is_business_day(x.added_holiday))
    return replace(case, ledger=kept)


def _created(case: Case, before: Calendar, published: Calendar) -> list[date]:
    received_on = bogota_date(case.filing.received_at)
    dates = [case.deadlines(calendar) for calendar in (before, published)]
    ends = [*(x.due_on for x in dates), *(x.lapse.on for x in dates if x.lapse)]
    last_on = max((day for day in ends if day), default=published.last_on)
    return published.gained(before, received_on, last_on)
