"""The Colombian holidays by rule, and the calendar versions they were published as.

Ley 51 de 1983 (the *Ley Emiliani*) moves some holidays to the next Monday; Ley 2578 de 2026, art. 6, adds the
nineteenth. The judicial vacancy is not here: it does not suspend the terms of petitions.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from domain.calendar import Calendar

FIRST_ON, LAST_ON = date(2024, 1, 1), date(2030, 12, 31)

FIXED = (
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (7, 20, "Día de la Independencia"),
    (8, 7, "Batalla de Boyacá"),
    (12, 8, "Inmaculada Concepción"),
    (12, 25, "Navidad"),
)
MOVED = (
    (1, 6, "Reyes Magos"),
    (3, 19, "San José"),
    (6, 29, "San Pedro y San Pablo"),
    (8, 15, "Asunción de la Virgen"),
    (10, 12, "Día de la Diversidad Étnica y Cultural"),
    (11, 1, "Todos los Santos"),
    (11, 11, "Independencia de Cartagena"),
)
BY_EASTER = (
    (-3, "Jueves Santo"),
    (-2, "Viernes Santo"),
    (43, "Ascensión del Señor"),
    (64, "Corpus Christi"),
    (71, "Sagrado Corazón"),
)
CHIQUINQUIRA = (7, 9, "Nuestra Señora del Rosario de Chiquinquirá")
CHIQUINQUIRA_FIRST_YEAR = 2026


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, ch. 8).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, day = divmod(h + offset - 7 * m + 114, 31)
    return date(year, month, day + 1)


def next_monday(day: date) -> date:
    """*day* if it is a Monday, else the next one (Ley 51 de 1983, art. 1)."""
    return day + timedelta(days=-day.weekday() % 7)


def holidays(year: int) -> Iterator[tuple[date, str]]:
    """The eighteen holidays of Ley 51 de 1983; two may fall on the same day."""
    yield from ((date(year, month, day), name) for month, day, name in FIXED)
    yield from ((next_monday(date(year, month, day)), name) for month, day, name in MOVED)
    yield from ((easter(year) + timedelta(days=days), name) for days, name in BY_EASTER)


def with_chiquinquira(year: int) -> Iterator[tuple[date, str]]:
    """Those and, from 2026, the one of Ley 2578 de 2026, art. 6."""
    yield from holidays(year)
    month, day, name = CHIQUINQUIRA
    if year >= CHIQUINQUIRA_FIRST_YEAR:
        yield next_monday(date(year, month, day)), name


def _dates(rule: Callable[[int], Iterator[tuple[date, str]]]) -> dict[date, str]:
    years = range(FIRST_ON.year, LAST_ON.year + 1)
    return dict(sorted(item for year in years for item in rule(year)))


LEY_51 = Calendar(
    version="2024-01-01",
    valid_from=date(2024, 1, 1),
    norm="Ley 51 de 1983, art. 1",
    published_by="sistema",
    first_on=FIRST_ON,
    last_on=LAST_ON,
    holidays=_dates(holidays),
    closures={},
)
LEY_2578 = Calendar(
    version="2026-06-01",
    valid_from=date(2026, 6, 1),
    norm="Ley 51 de 1983, art. 1; Ley 2578 de 2026, art. 6",
    published_by="sistema",
    first_on=FIRST_ON,
    last_on=LAST_ON,
    holidays=_dates(with_chiquinquira),
    closures={},
)
CALENDARS = (LEY_51, LEY_2578)
LATEST = CALENDARS[-1]


def holidays_between(after: date, through: date) -> dict[date, str]:
    """The holidays by rule of the days that a longer calendar adds: those of (after, through]."""
    years = range(after.year, through.year + 1)
    return dict(sorted((on, why) for year in years for on, why in with_chiquinquira(year) if after < on <= through))


def calendar_in_force(on: date) -> Calendar:
    """The latest version published by a day; the first one for earlier days."""
    return next((c for c in reversed(CALENDARS) if c.valid_from <= on), CALENDARS[0])
