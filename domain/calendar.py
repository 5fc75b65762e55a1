"""Business days: a published calendar version, and counting on it in constant time.

A calendar is data: the dates on which the entity does not count terms, each with its reason. Counting uses
two tables made once per version: the business days in order, and how many there are up to each day.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from domain.errors import ActRefusal, DomainError

WEEKEND = {5: "sábado", 6: "domingo"}
LONGEST_TERM_BUSINESS_DAYS = 60
"""A consulta with its prórroga (Ley 1437 de 2011, art. 14)."""


class CalendarDoesNotCover(DomainError):
    norm = "Ley 51 de 1983"
    status = 422
    field = "fecha"
    sentence = "El calendario {version} cubre del {first_on} al {last_on}; no alcanza para el {day}."


class VersionTaken(ActRefusal):
    norm = "Ley 51 de 1983"
    sentence = "Ya hay un calendario con la versión {version}: una versión publicada no cambia."


class CalendarMoved(ActRefusal):
    norm = "Ley 51 de 1983"
    sentence = "Alguien publicó otra versión: rige el calendario {present}, no el {given}. Ensaye la suya sobre ese."


class CalendarNotInForce(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 422
    field = "vigente_desde"
    sentence = (
        "El {valid_from:%d/%m/%Y} no ha llegado, y una versión rige desde que se publica: "
        "un festivo futuro cuenta ya en los términos que lo alcanzan."
    )


@dataclass(frozen=True)
class Calendar:
    """One published version: the holidays of law and the closures by act of the entity."""

    version: str
    valid_from: date
    norm: str
    published_by: str
    first_on: date
    last_on: date
    holidays: Mapping[date, str]
    closures: Mapping[date, str]

    def without(self, days: Iterable[date]) -> "Calendar":
        """The same version as if these days had never been holidays nor closures."""
        gone = {day for day in days if day in self.holidays or day in self.closures}
        if not gone:
            return self
        return replace(
            self,
            holidays={day: why for day, why in self.holidays.items() if day not in gone},
            closures={day: why for day, why in self.closures.items() if day not in gone},
        )

    def gained(self, earlier: "Calendar", after: date, through: date) -> list[date]:
        """The business days of *earlier* in (after, through] that do not count here, in order."""
        new = {*self.holidays, *self.closures} - {*earlier.holidays, *earlier.closures}
        return sorted(day for day in new if after < day <= through and day.weekday() not in WEEKEND)

    def is_business_day(self, day: date) -> bool:
        return self.why_not(day) is None

    def why_not(self, day: date) -> str | None:
        """Why a day does not count, in Spanish; None when it does. Raises CalendarDoesNotCover."""
        if not self.first_on <= day <= self.last_on:
            raise self._short(day)
        return self.holidays.get(day) or self.closures.get(day) or WEEKEND.get(day.weekday())

    def business_days_after(self, day: date, days: int) -> date:
        """The *days*-th business day after *day*, which itself does not count (Ley 4 de 1913, art. 59).

        Raises CalendarDoesNotCover.
        """
        business, counts, first = self._tables
        try:
            return business[counts[self._offset(day, first)] + days - 1]
        except IndexError:
            raise self._short(day + timedelta(days=days)) from None

    def business_days_before(self, day: date, days: int) -> date:
        """The *days*-th business day before *day*. Raises CalendarDoesNotCover."""
        business, counts, first = self._tables
        index = counts[self._offset(day - timedelta(days=1), first)] - days
        if index < 0:
            raise self._short(day - timedelta(days=days))
        return business[index]

    def count_business_days(self, after: date, through: date) -> int:
        """How many business days there are in (after, through]."""
        _, counts, first = self._tables
        return counts[self._offset(through, first)] - counts[self._offset(after, first)]

    def business_days_of(self, after: date, through: date) -> list[date]:
        """The business days of (after, through], in order."""
        business, counts, first = self._tables
        return business[counts[self._offset(after, first)] : counts[self._offset(through, first)]]

    def roll(self, day: date) -> date:
        """*day*, or the first business day after it (Ley 4 de 1913, art. 62)."""
        return self.business_days_after(day - timedelta(days=1), 1)

    @cached_property
    def _tables(self) -> tuple[list[date], list[int], int]:
        return _counted(self.first_on, self.last_on, frozenset({*self.holidays, *self.closures}))

    def _offset(self, day: date, first: int) -> int:
        offset = day.toordinal() - first
        if offset < 0 or day > self.last_on:
            raise self._short(day)
        return offset

    def _short(self, day: date) -> CalendarDoesNotCover:
        return CalendarDoesNotCover(version=self.version, first_on=self.first_on, last_on=self.last_on, day=day)


@lru_cache(maxsize=256)
def _counted(first_on: date, last_on: date, off: frozenset[date]) -> tuple[list[date], list[int], int]:
    """The business days in order, how many there are up to and including each day, and the first ordinal.

    Made once for equal calendars: each waiting case brings its own copy of the same version. Those of rehearsals,
    which nobody publishes, are let go.
    """
    business: list[date] = []
    counts: list[int] = []
    for ordinal in range(first_on.toordinal(), last_on.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() not in WEEKEND and day not in off:
            business.append(day)
        counts.append(len(business))
    return business, counts, first_on.toordinal()


def add_months(day: date, months: int) -> date:
    """The same day number *months* later, or that month's last day (Código Civil, art. 67).

    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def assert_covers(calendar: Calendar, today: date) -> None:
    """Refuse to start with a calendar that ends before the longest term begun a year from today.

    Raises CalendarDoesNotCover.
    """
    calendar.business_days_after(add_months(today, 12), LONGEST_TERM_BUSINESS_DAYS)


def assert_follows(base: Calendar, *, given: str | None, valid_from: date, today: date) -> None:
    """A version is made over the one in force, *base*, and rules from its publication.

    *given* is the version its author built on, if they said which. Raises CalendarMoved or CalendarNotInForce.
    """
    if given not in {None, base.version}:
        raise CalendarMoved(present=base.version, given=given)
    if valid_from > today:
        raise CalendarNotInForce(valid_from=valid_from)
