"""Reminders and escalations as data: who is told what, when, each rung once per deadline.

A rung belongs to a generation (the due date it was computed for): when the due date moves, the rungs of
the old date are gone and those of the new one are armed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import Calendar
from domain.case import Case, State
from domain.correspondence import official_letter
from domain.deadlines import Deadlines
from domain.handling import proposal_stands
from domain.instants import BOGOTA, bogota_date, start_of
from domain.letters import LetterKind

OPENS, CLOSES = time(8), time(17)


class Anchor(StrEnum):
    """What a rung is measured from."""

    RECEIVED = "recibido"
    TERM = "término"
    DUE = "vencimiento"
    CITIZEN = "plazo del peticionario"


@dataclass(frozen=True)
class Rung:
    """One step: *offset* in business days from the anchor (percent of the term for TERM)."""

    code: str
    anchor: Anchor
    offset: int
    recipient: str
    letter: LetterKind | None
    says: str


@dataclass(frozen=True)
class Firing:
    """A rung at its instant, for one generation of the due date."""

    rung: Rung
    at: datetime
    key: str


ORDINARY = (
    Rung("clasificacion", Anchor.RECEIVED, 2, "coordinador", LetterKind.ESCALAMIENTO,
         "nadie confirmó la clasificación en el término interno; queda la propuesta"),
    Rung("mitad", Anchor.TERM, 50, "responsable", LetterKind.RECORDATORIO, "ha corrido la mitad del término"),
    Rung("tres_dias", Anchor.DUE, -3, "coordinador", LetterKind.ESCALAMIENTO, "faltan tres días hábiles"),
    Rung("un_dia", Anchor.DUE, -1, "jefe", LetterKind.ESCALAMIENTO, "falta un día hábil"),
    Rung("vencida", Anchor.DUE, 0, "", None, "venció el término sin respuesta"),
    Rung("aviso_jefe", Anchor.DUE, 1, "jefe", LetterKind.VENCIMIENTO, "venció el término sin respuesta"),
    Rung("control", Anchor.DUE, 3, "control_interno", LetterKind.VENCIMIENTO, "tres días hábiles de mora"),
    Rung("desistimiento", Anchor.CITIZEN, 0, "responsable", LetterKind.RECORDATORIO,
         "venció el plazo del peticionario: procede estudiar el desistimiento"),
)  # fmt: skip

PRIORITY = tuple(
    replace(
        rung,
        offset={"clasificacion": 1, "mitad": 25, "tres_dias": -5, "un_dia": -3}.get(rung.code, rung.offset),
    )
    for rung in ORDINARY
)


def ladder(case: Case) -> tuple[Rung, ...]:
    return PRIORITY if case.priority else ORDINARY


def pending(case: Case, calendar: Calendar) -> list[Firing]:
    """The rungs still to fire, earliest first; none once the case is decided."""
    if case.is_decided:
        return []
    firings = _firings(case, case.deadlines(calendar), calendar)
    return sorted((x for x in firings if x.key not in case.fired), key=lambda x: x.at)


def next_at(case: Case, calendar: Calendar, now: datetime) -> Firing | None:
    """The next rung to wait for; one that is late and has a letter waits for working hours."""
    waiting = [replace(x, at=_fires_at(x, now, calendar)) for x in pending(case, calendar)]
    return min(waiting, key=lambda x: x.at, default=None)


def due_now(case: Case, calendar: Calendar, now: datetime) -> tuple[list[Firing], list[Firing]]:
    """Rungs to fire now and rungs to skip: of several late ones for a recipient only the latest is sent."""
    late = [x for x in pending(case, calendar) if _fires_at(x, now, calendar) <= now]
    latest = {x.rung.recipient: x for x in late}
    return list(latest.values()), [x for x in late if latest[x.rung.recipient] is not x]


def fired(case: Case, firing: Firing, now: datetime) -> Case:
    """The case once a rung has fired: its letter owed, its flag set, both times in the letter."""
    case = replace(case, fired=(*case.fired, firing.key))
    if firing.rung.code == "clasificacion":
        case = proposal_stands(case, now)
    if firing.rung.code == "vencida":
        return replace(case, is_overdue=True)
    if firing.rung.letter is None:
        return case
    facts = {"motivo": firing.rung.says, "programado": _minute(firing.at), "emitido": _minute(now)}
    letter = official_letter(case, firing.rung.letter, firing.rung.recipient, facts)
    return case.owing(replace(letter, key=f"{case.radicado}/{case.cycle}/{firing.key}/{firing.rung.recipient}"))


def skipped(case: Case, firing: Firing) -> Case:
    """The case once a superseded rung was passed over; the log says so."""
    return replace(case, fired=(*case.fired, firing.key))


def working_instant(now: datetime, calendar: Calendar) -> datetime:
    """*now*, or the next opening when the entity is closed."""
    local = now.astimezone(BOGOTA)
    today = local.date()
    if not calendar.is_business_day(today) or local.time() >= CLOSES:
        return _opening(calendar.business_days_after(today, 1))
    return max(local, _opening(today))


def _fires_at(firing: Firing, now: datetime, calendar: Calendar) -> datetime:
    return firing.at if firing.rung.letter is None else max(firing.at, working_instant(now, calendar))


def _firings(case: Case, dates: Deadlines, calendar: Calendar) -> Iterator[Firing]:
    for rung in ladder(case):
        at = _instant(rung, case, dates, calendar)
        if at is not None:
            yield Firing(rung, at, f"{rung.code}@{_generation(rung, dates)}")


def _generation(rung: Rung, dates: Deadlines) -> str:
    if rung.anchor == Anchor.RECEIVED:
        return "1"
    return str(dates.milestones.get("complemento") if rung.anchor == Anchor.CITIZEN else dates.due_on)


def _instant(rung: Rung, case: Case, dates: Deadlines, calendar: Calendar) -> datetime | None:
    if rung.anchor == Anchor.CITIZEN:
        from_on = dates.milestones.get("desistimiento_desde")
        return _opening(from_on) if dates.is_suspended and from_on else None
    if rung.anchor == Anchor.RECEIVED:
        received_on = bogota_date(case.filing.received_at)
        is_waiting = case.state == State.CLASSIFYING and not case.is_classified
        return _opening(calendar.business_days_after(received_on, rung.offset)) if is_waiting else None
    if dates.due_on is None or dates.is_suspended or dates.lapses_at is None:
        return None
    if rung.anchor == Anchor.DUE:
        return dates.lapses_at if rung.offset == 0 else _opening(_shift(dates.due_on, rung.offset, calendar))
    return _opening(_share_of_term(case, dates.due_on, rung.offset, calendar))


def _share_of_term(case: Case, due_on: date, percent: int, calendar: Calendar) -> date:
    received_on = bogota_date(case.filing.received_at)
    days = calendar.count_business_days(received_on, due_on) * percent // 100
    return calendar.business_days_after(received_on, max(days, 1))


def _shift(day: date, business_days: int, calendar: Calendar) -> date:
    if business_days < 0:
        return calendar.business_days_before(day, -business_days)
    return calendar.business_days_after(day, business_days)


def _opening(day: date) -> datetime:
    return start_of(day) + timedelta(hours=OPENS.hour)


def _minute(at: datetime) -> str:
    return at.astimezone(BOGOTA).isoformat(timespec="minutes")
