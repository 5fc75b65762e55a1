"""The dates of a case put into words a lawyer can check: each step, each skipped day and why, each norm."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from domain.calendar import WEEKEND, Calendar
from domain.deadlines import Deadlines


def explain(dates: Deadlines, calendar: Calendar) -> list[str]:
    """The sentences that lead from the receipt to the due date, in order."""
    said = [_sentence(fact.says, fact.dates, fact.words, fact.norm) for fact in dates.facts]
    said += [f"Días que no cuentan: {days}." for days in _skipped(dates, calendar)]
    if dates.due_on is not None:
        said.append(f"Vence el {spanish(dates.due_on)} a las 24:00 (Ley 4 de 1913, art. 59).")
    if dates.earliest_due_on is not None and dates.earliest_due_on != dates.due_on:
        said.append(f"La lectura más estricta lleva al {spanish(dates.earliest_due_on)}: las alarmas usan esa fecha.")
    said.append(f"Calendario {calendar.version} ({calendar.norm}).")
    return said


_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
)


def spanish(day: date) -> str:
    """A date in words.

    >>> spanish(date(2026, 12, 16))
    'miércoles 16 de diciembre de 2026'
    """
    return f"{_DAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def month_name(day: date) -> str:
    """The name of a day's month."""
    return _MONTHS[day.month - 1]


def _sentence(text: str, dates: tuple[date, ...], words: Mapping[str, str], norm: str) -> str:
    filled = text.format(*(spanish(day) for day in dates), **words)
    return f"{filled} ({norm})."


def _skipped(dates: Deadlines, calendar: Calendar) -> Iterator[str]:
    """Holidays, closures and pauses inside each span that ran; weekends only by their number."""
    for after, through in dates.spans:
        days = [after + timedelta(days=n) for n in range(1, (through - after).days + 1)]
        weekends = sum(day.weekday() in WEEKEND for day in days)
        named = [f"{spanish(day)} ({why})" for day in days if (why := _why(day, dates, calendar))]
        yield "; ".join([*named, f"{weekends} sábados y domingos"])


def _why(day: date, dates: Deadlines, calendar: Calendar) -> str | None:
    if day.weekday() in WEEKEND:
        return None
    if any(from_on <= day <= to_on for from_on, to_on in dates.pauses):
        return "no corre por acto o norma posterior"
    return calendar.why_not(day)
