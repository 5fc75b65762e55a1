"""The legal clock: type + receipt + ledger + calendar → every date of a case, each with its reason.

    dates = reckon(type, received_at, events, calendar)
    dates.due_on, dates.earliest_due_on, dates.max_due_on, dates.milestones, dates.facts

Pure and cheap: reasons are kept as facts and put into words by `explanation.explain` only when asked.
The open questions of the law are the fields of `Policy`; the defaults are the readings adopted.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.calendar import Calendar
from domain.clock_dates import dates_of
from domain.clock_events import HANDLERS
from domain.deadlines import ADOPTED, Deadlines, Policy
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from domain.ticking import Ticking, bogota_start, days_longer

DISTURBANCES = {EventKind.SUSPENDED, EventKind.CALENDAR_CHANGED}

FORESEEN = EventKind.REQUIREMENT_DELIVERED
"""A notice is known on a day still to come (Ley 1437 de 2011, art. 69): that it is noted makes no time pass."""


def reckon(
    type: PqrsdType,
    received_at: datetime,
    events: Sequence[LedgerEvent],
    calendar: Calendar,
    policy: Policy = ADOPTED,
) -> Deadlines:
    """The dates of a petition of a *type* received at an instant, after the events of its ledger.

    A day that stopped counting while the term ran counts until the event that tells so. Raises CalendarDoesNotCover.

    >>> from domain.colombia import LEY_2578
    >>> from domain.instants import BOGOTA
    >>> received_at = datetime(2026, 11, 24, 9, tzinfo=BOGOTA)
    >>> reckon(PqrsdType.PETICION_INTERES_PARTICULAR, received_at, (), LEY_2578).due_on
    datetime.date(2026, 12, 16)
    """
    before = calendar.without(event.added_holiday for event in events if event.added_holiday)
    clock = Ticking(type, bogota_start(received_at, before, policy), before, policy)
    for event in sorted(events, key=lambda e: e.at):
        if event.kind != FORESEEN:
            clock.pass_until(bogota_date(event.at))
        HANDLERS[event.kind](clock, event)
    dates = dates_of(clock)
    undisturbed = [event for event in events if event.kind not in DISTURBANCES]
    if dates.due_on is None or len(undisturbed) == len(events):
        return dates
    return _not_forgetting(dates, reckon(type, received_at, undisturbed, before, policy))


def lengthens(
    kind: PqrsdType,
    to: PqrsdType,
    received_at: datetime,
    calendar: Calendar,
    policy: Policy,
    ordered_on: date | None = None,
) -> bool:
    """Whether the whole term of another type, counted from the receipt, ends later (Ley 1437 de 2011, art. 14).

    *ordered_on* is the date that an order fixed for the term in force, if one did.
    """
    clock = Ticking(kind, bogota_start(received_at, calendar, policy), calendar, policy, fixed_due_on=ordered_on)
    return days_longer(clock, to) > 0


def _not_forgetting(dates: Deadlines, undisturbed: Deadlines) -> Deadlines:
    """What the term would have been stays the internal target: its suspension may be disputed."""
    known = [day for day in (dates.earliest_due_on, undisturbed.earliest_due_on) if day is not None]
    return replace(dates, earliest_due_on=min(known), unsuspended_due_on=undisturbed.due_on)
