"""Plain windows in bulk: one table a term, made once, read once a date."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.calendar import Calendar


class Window:
    """The due date of every day of a calendar for a term of so many business days."""

    def __init__(self, calendar: Calendar, days: int) -> None:
        last_on = calendar.business_days_before(calendar.last_on, days)
        span = range((last_on - calendar.first_on).days)
        received = (calendar.first_on + timedelta(days=n) for n in span)
        self._due = {day: calendar.business_days_after(day, days) for day in received}

    def due_dates(self, received: Iterable[date]) -> list[date]:
        """The due date of each day of receipt, in order. Raises KeyError outside the calendar."""
        return list(map(self._due.__getitem__, received))
