"""Periods of a report, as people write them: a year, a half, a quarter or a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import add_months
from domain.errors import ActRefusal

_FORM = re.compile(r"(20[2-9]\d)(?:-(?:T([1-4])|S([12])|(0[1-9]|1[0-2])))?")


class PeriodUnknown(ActRefusal):
    norm = "Contrato de la interfaz, periodos"
    status = 422
    field = "periodo"
    sentence = "«{period}» no es un periodo: se escriben 2026, 2026-S1, 2026-T4 o 2026-11."


@dataclass(frozen=True)
class Period:
    """From its first to its last day."""

    name: str
    first_on: date
    last_on: date


def period(name: str) -> Period:
    """The period of a name. Raises PeriodUnknown.

    >>> found = period("2026-T4")
    >>> found.first_on.isoformat(), found.last_on.isoformat()
    ('2026-10-01', '2026-12-31')
    """
    found = _FORM.fullmatch(name)
    if found is None:
        raise PeriodUnknown(period=name[:20])
    year, quarter, half, month = found.groups()
    first, months = 1, 12
    if quarter:
        first, months = 3 * int(quarter) - 2, 3
    elif half:
        first, months = 6 * int(half) - 5, 6
    elif month:
        first, months = int(month), 1
    first_on = date(int(year), first, 1)
    return Period(name, first_on, add_months(first_on, months) - timedelta(days=1))


def quarter_of(day: date) -> str:
    """The name of the quarter of a day.

    >>> quarter_of(date(2026, 11, 25))
    '2026-T4'
    """
    return f"{day.year}-T{(day.month + 2) // 3}"
