"""How urgent a case is, in words and in a class of its own, counted in business days."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import Calendar

SOON_BUSINESS_DAYS = 3


@dataclass(frozen=True)
class Urgency:
    """`code` for styles, `text` for people."""

    code: str
    text: str


def urgency(due_on: date | None, today: date, calendar: Calendar, earliest_on: date | None = None) -> Urgency:
    """Overdue, today, soon (three business days) or in time, by the earliest date that can be argued.

    >>> from domain.colombia import LEY_2578
    >>> urgency(date(2026, 12, 16), date(2026, 12, 11), LEY_2578)
    Urgency(code='pronto', text='vence en 3 días hábiles')
    >>> urgency(date(2026, 12, 11), date(2026, 12, 12), LEY_2578).text
    'vencida hace menos de un día hábil'
    """
    if due_on is None:
        return Urgency("espera", "sin término corriendo")
    if due_on < today:
        late = calendar.count_business_days(due_on, today)
        return Urgency("vencida", f"vencida hace {_business_days(late)}")
    if due_on == today:
        return Urgency("hoy", "vence hoy")
    if earliest_on is not None and earliest_on < due_on:
        return _by_earliest(earliest_on, due_on, today, calendar)
    left = calendar.count_business_days(today, due_on)
    return Urgency("pronto" if left <= SOON_BUSINESS_DAYS else "a-tiempo", f"vence en {_business_days(left)}")


def _by_earliest(earliest_on: date, due_on: date, today: date, calendar: Calendar) -> Urgency:
    """By the strictest reading while it is ahead; once behind, it may be said that the case is late."""
    if earliest_on < today:
        left = calendar.count_business_days(today, due_on)
        return Urgency("pronto", f"vence en {_business_days(left)}; pasó la fecha más temprana")
    if earliest_on == today:
        return Urgency("hoy", "hoy es la fecha más temprana")
    left = calendar.count_business_days(today, earliest_on)
    code = "pronto" if left <= SOON_BUSINESS_DAYS else "a-tiempo"
    return Urgency(code, f"la fecha más temprana es en {_business_days(left)}")


def _business_days(count: int) -> str:
    """A number of business days in words; none has passed when the next one has not begun."""
    match count:
        case 0:
            return "menos de un día hábil"
        case 1:
            return "un día hábil"
        case _:
            return f"{count} días hábiles"
