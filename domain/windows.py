"""Plain windows in bulk: one table a term, made once; then a date costs one look-up in C."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from domain.calendar import Calendar


class Window:
    """The due date of every day of a calendar for a term of so many business days, as ordinals."""

    def __init__(self, calendar: Calendar, days: int) -> None:
        last_on = calendar.business_days_before(calendar.last_on, days)
        self.first = calendar.first_on.toordinal()
        span = range(self.first, last_on.toordinal())
        self._due = [calendar.business_days_after(date.fromordinal(n), days).toordinal() for n in span]

    def due_ordinals(self, offsets: Sequence[int]) -> tuple[int, ...]:
        """The due dates (proleptic ordinals) of days given by their offset from `first`, in order.

        Raises IndexError beyond the calendar.
        """
        if len(offsets) < 2:
            return tuple(self._due[n] for n in offsets)
        due: tuple[int, ...] = itemgetter(*offsets)(self._due)
        return due
