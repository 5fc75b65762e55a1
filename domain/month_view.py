"""A term laid out in months: each day of it with its number, or with the reason it does not count."""

from calendar import Calendar as Weeks
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.calendar import Calendar, add_months
from domain.deadlines import ADOPTED, Policy
from domain.explanation import month_name
from domain.terms import PqrsdType, Unit
from domain.ticking import Ticking


@dataclass(frozen=True)
class Day:
    """One day. `code` for styles, `says` for everybody: nothing is told by colour alone."""

    on: date
    code: str
    says: str


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday; None where a day belongs to another month."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]


def months(
    type: PqrsdType, received_on: date, due_on: date, calendar: Calendar, policy: Policy = ADOPTED
) -> tuple[Month, ...]:
    """The months a term touches, from the receipt to the due date, its days numbered as the policy counts them.

    >>> from domain.colombia import LEY_2578
    >>> june, july = months(PqrsdType.QUEJA, date(2026, 6, 26), date(2026, 7, 22), LEY_2578)
    >>> july.name, july.weeks[2][0].says, july.weeks[3][2].says
    ('julio de 2026', 'no cuenta: Nuestra Señora del Rosario de Chiquinquirá', 'día 15: vence')
    """
    term = Ticking(type, received_on, calendar, policy)
    days = term.window if term.unit == Unit.BUSINESS else None
    return tuple(
        Month(
            f"{month_name(first)} de {first.year}",
            tuple(
                tuple(_day(on, days, received_on, due_on, calendar) if on.month == first.month else None for on in week)
                for week in Weeks().monthdatescalendar(first.year, first.month)
            ),
        )
        for first in _firsts(received_on, due_on)
    )


def _firsts(received_on: date, due_on: date) -> Iterator[date]:
    """The first day of each month from one date to the other."""
    first = received_on.replace(day=1)
    while first <= due_on:
        yield first
        first = add_months(first, 1)


def _day(on: date, days: int | None, received_on: date, due_on: date, calendar: Calendar) -> Day:
    if not received_on <= on <= due_on:
        return Day(on, "fuera", "")
    why_not = calendar.why_not(on)
    number = days - calendar.count_business_days(on, due_on) if days and not why_not else 0
    counted = f"día {number}" if number > 0 else ""
    if on == due_on:
        return Day(on, "vence", f"{counted}: vence" if counted else "vence")
    if on == received_on:
        return Day(on, "recibo", f"recibo, {counted}" if counted else "recibo: no cuenta")
    if why_not and days:
        return Day(on, "no-cuenta", f"no cuenta: {why_not}")
    return Day(on, "cuenta", counted or "corre")
