"""Plain windows in bulk: one table a term, made once; then a date costs one look-up in C.

For what needs millions of dates at once and no ledger: reports of terms, simulations and the comparison of two calendar
versions. A case is always counted by `clock.reckon`: its date has events and reasons, and this gives neither. Day of
receipt out, no prórroga, business days only.
"""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from domain.calendar import Calendar


class Window:
    """The due date of every day of a calendar for a term of so many business days."""

    def __init__(self, calendar: Calendar, days: int) -> None:
        last_on = calendar.business_days_before(calendar.last_on, days)
        self.first = calendar.first_on.toordinal()
        received = [date.fromordinal(n) for n in range(self.first, last_on.toordinal())]
        self._due_on = {day: calendar.business_days_after(day, days) for day in received}
        self._due = [due_on.toordinal() for due_on in self._due_on.values()]

    def due_dates(self, received: Sequence[date]) -> tuple[date, ...]:
        """The due dates of days of receipt, in order. Raises KeyError beyond the calendar.

        >>> from domain.colombia import LEY_2578
        >>> Window(LEY_2578, 15).due_dates([date(2026, 11, 24)])
        (datetime.date(2026, 12, 16),)
        """
        if len(received) < 2:
            return tuple(self._due_on[day] for day in received)
        due: tuple[date, ...] = itemgetter(*received)(self._due_on)
        return due

    def due_ordinals(self, offsets: Sequence[int]) -> tuple[int, ...]:
        """The due dates (proleptic ordinals) of days given by their offset from `first`, in order.

        For who keeps days as numbers, as arrays do. Raises IndexError beyond the calendar.
        """
        if len(offsets) < 2:
            return tuple(self._due[n] for n in offsets)
        due: tuple[int, ...] = itemgetter(*offsets)(self._due)
        return due
