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


def urgency(due_on: date | None, today: date, calendar: Calendar) -> Urgency:
    """Overdue, today, soon (three business days) or in time.

    >>> from domain.colombia import LEY_2578
    >>> urgency(date(2026, 12, 16), date(2026, 12, 11), LEY_2578)
    Urgency(code='pronto', text='vence en 3 días hábiles')
    """
    if due_on is None:
        return Urgency("espera", "sin término corriendo")
    if due_on < today:
        late = calendar.count_business_days(due_on, today)
        return Urgency("vencida", f"vencida hace {late} días hábiles")
    if due_on == today:
        return Urgency("hoy", "vence hoy")
    left = calendar.count_business_days(today, due_on)
    return Urgency("pronto" if left <= SOON_BUSINESS_DAYS else "a-tiempo", f"vence en {left} días hábiles")
