"""Internal terms: how many business days each level has, by priority, and when a case's present level lapses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from domain.calendar import Calendar
from domain.case import Case
from domain.deadlines import Deadlines
from domain.instants import bogota_date


@dataclass(frozen=True, kw_only=True)
class ServiceLevel:
    """The internal term of a level: 1 front, 2 back, 3 mission area."""

    level: int
    name: str
    ordinary_business_days: int
    priority_business_days: int


@dataclass(frozen=True, kw_only=True)
class ServiceLevels:
    """The catalog of internal terms; empty for cases filed before there was one."""

    items: tuple[ServiceLevel, ...] = ()

    def business_days(self, level: int, priority: str | None) -> int | None:
        found = next((x for x in self.items if x.level == level), None)
        if found is None:
            return None
        return found.priority_business_days if priority else found.ordinary_business_days


def level_due_on(case: Case, levels: ServiceLevels, calendar: Calendar) -> date | None:
    """The last day of the internal term of the case's present level, counted on the days the legal term runs.

    It never passes the legal one, unless the case came to the level when that one had lapsed. None while no term runs.
    """
    days = levels.business_days(case.level, case.priority)
    dates = case.deadlines(calendar)
    if days is None or dates.due_on is None or case.is_decided:
        return None
    entered_on = bogota_date(case.level_entered_at)
    if entered_on >= dates.due_on:
        return calendar.business_days_after(entered_on, days)
    return next(islice(_counted(entered_on, dates.due_on, dates, calendar), days - 1, None), dates.due_on)


def _counted(after: date, through: date, dates: Deadlines, calendar: Calendar) -> Iterator[date]:
    """The business days of (after, through] on which the legal term runs."""
    for ordinal in range(after.toordinal() + 1, through.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if calendar.is_business_day(day) and _runs(day, dates):
            yield day


def _runs(day: date, dates: Deadlines) -> bool:
    is_counted = any(from_on < day <= to_on for from_on, to_on in dates.spans)
    return is_counted and not any(from_on <= day <= to_on for from_on, to_on in dates.pauses)
