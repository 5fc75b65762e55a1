"""A slow model of the legal clock, written apart: it walks the days one by one and keeps no tables.

It knows the plain business-day types and the events that move them; the quick clock must agree with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.colombia import LEY_2578

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Happening:
    """What happened on a day. `kind`: requerido, completado, prorrogado, suspendido, reclasificado, desistido."""

    kind: str
    on: date
    until: date | None = None
    days: int = 0
    is_approved: bool = False


def counts(day: date, pauses: list[tuple[date, date]]) -> bool:
    if day.weekday() >= 5 or day in LEY_2578.holidays:
        return False
    return not any(a <= day <= b for a, b in pauses)


def nth(day: date, n: int, pauses: list[tuple[date, date]]) -> date:
    while n > 0:
        day += ONE
        n -= counts(day, pauses)
    return day


def between(after: date, through: date, pauses: list[tuple[date, date]]) -> int:
    total, day = 0, after
    while day < through:
        day += ONE
        total += counts(day, pauses)
    return total


def slow_due(received: date, term: int, happenings: list[Happening]) -> date | None:
    """The due date after the happenings, or None while no term runs."""
    anchor, left, used = received, term, 0
    pauses: list[tuple[date, date]] = []
    waits, was_required, was_prorrogated, is_closed = False, False, False, False
    for h in happenings:
        if is_closed:
            continue
        if h.kind == "desistido":
            is_closed = True
        elif h.kind == "requerido" and not waits and not was_required and h.on <= nth(received, 10, []):
            spent = between(anchor, h.on, pauses)
            used, left = used + spent, max(left - spent, 1)
            waits = was_required = True
        elif h.kind == "completado" and waits:
            anchor, waits = h.on, False
        elif h.kind == "prorrogado" and not waits and not was_prorrogated and h.until:
            if h.on <= nth(anchor, left, pauses):
                due = min(h.until, nth(anchor, left + term, pauses))
                if due > nth(anchor, left, pauses):
                    left, was_prorrogated = between(anchor, due, pauses), True
        elif h.kind == "suspendido" and h.until:
            pauses.append((h.on, h.until))
        elif h.kind == "reclasificado" and h.days != term and (h.days < term or h.is_approved):
            term = h.days
            left = max(term - used, 1)
    return None if waits or is_closed else nth(anchor, left, pauses)
