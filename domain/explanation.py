"""The dates of a case put into words a lawyer can check: each step, each skipped day and why, each norm."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.calendar import WEEKEND, Calendar
from domain.deadlines import Deadlines, Fact
from domain.terms import Unit

WEEKENDS = "sábado y domingo"


def explain(dates: Deadlines, calendar: Calendar) -> list[str]:
    """The sentences that lead from the receipt to the due date, in order."""
    said = [f"{_filled(fact)} ({fact.norm})." for fact in dates.facts]
    said += _listed(skipped(dates, calendar))
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


def _filled(fact: Fact) -> str:
    return fact.says.format(*(spanish(day) for day in fact.dates), **fact.words)


@dataclass(frozen=True)
class Stretch:
    """Consecutive days that did not count, for one reason."""

    from_on: date
    to_on: date
    why: str


def skipped(dates: Deadlines, calendar: Calendar) -> list[Stretch]:
    """The days from the receipt to the last one counted that did not count, in order: those of one reason together."""
    if not dates.spans:
        return []
    first_on, last_on = min(after for after, _ in dates.spans), max(through for _, through in dates.spans)
    found: list[Stretch] = []
    for n in range(1, (last_on - first_on).days + 1):
        day = first_on + timedelta(days=n)
        why = _why(day, dates, calendar)
        if why and found and found[-1] == replace(found[-1], to_on=day - timedelta(days=1), why=why):
            found[-1] = replace(found[-1], to_on=day)
        elif why:
            found.append(Stretch(day, day, why))
    return found


def _why(day: date, dates: Deadlines, calendar: Calendar) -> str | None:
    """Why a day did not count; in a term of months or calendar days every day counts but those of an act."""
    for fact in dates.idle:
        if fact.dates[0] <= day <= fact.dates[1]:
            return f"{_filled(fact)}, {fact.norm}"
    if dates.unit != Unit.BUSINESS:
        return None
    if day.weekday() in WEEKEND:
        return WEEKENDS
    return calendar.why_not(day) or ("festivo posterior, Ley 51 de 1983" if dates.is_paused(day) else None)


def _listed(stretches: list[Stretch]) -> list[str]:
    """The sentence that lists them: weekends only by how many days they are."""
    if not stretches:
        return []
    named = [f"{_days(x)} ({x.why})" for x in stretches if x.why != WEEKENDS]
    weekends = sum((x.to_on - x.from_on).days + 1 for x in stretches if x.why == WEEKENDS)
    told = [*named, *([f"{weekends} sábados y domingos"] if weekends else [])]
    return [f"Días que no cuentan: {'; '.join(told)}."]


def _days(stretch: Stretch) -> str:
    if stretch.from_on == stretch.to_on:
        return spanish(stretch.from_on)
    return f"del {spanish(stretch.from_on)} al {spanish(stretch.to_on)}"
