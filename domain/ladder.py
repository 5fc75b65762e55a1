"""Reminders and escalations as data: who is told what, when, each rung once per deadline.

A rung belongs to a generation (the due date it was computed for): when the due date moves, the rungs of
the old date are gone and those of the new one are armed. An answer ends the reminders, not the term: until its
addressee has it, whoever must know of a lapse is still told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain import silence
from domain.calendar import Calendar
from domain.case import Case
from domain.catalog_seed_process import LADDERS
from domain.correspondence import answered_at, is_answer_on_its_way, is_answer_presumed_in_time, official_letter
from domain.deadlines import Deadlines
from domain.handling import proposal_stands, what_stands
from domain.instants import BOGOTA, bogota_date, minute, start_of
from domain.milestones import awaited_on
from domain.rungs import Anchor, Ladders, Rung
from domain.service_levels import ServiceLevels, level_due_on

OPENS, CLOSES = time(8), time(17)
OVERDUE = "vencida"
"""The rung that says that the term ended."""


@dataclass(frozen=True)
class Firing:
    """A rung at its instant, for one generation of the due date."""

    rung: Rung
    at: datetime
    key: str


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A rung that waits for the next morning's digest of who is told."""

    key: str
    recipient: str
    says: str
    due_at: datetime
    fired_at: datetime


@dataclass(frozen=True, kw_only=True)
class HouseRules:
    """What the entity fixed for itself and governs a case from its receipt: its ladders and its internal terms."""

    ladders: Ladders
    levels: ServiceLevels


BEFORE_CATALOGS = HouseRules(ladders=LADDERS, levels=ServiceLevels())
"""The rules of the cases filed before there were catalogs: the same ladder, without internal terms."""


def pending(case: Case, calendar: Calendar, rules: HouseRules) -> list[Firing]:
    """The rungs still to fire, earliest first; of an answered case, those of a term that lapses before it is known."""
    if case.is_decided and not is_answer_on_its_way(case):
        return []
    firings = _firings(case, calendar, rules)
    return sorted((x for x in firings if x.key not in case.fired), key=lambda x: x.at)


def next_at(case: Case, calendar: Calendar, now: datetime, rules: HouseRules) -> Firing | None:
    """The next rung to wait for; one that is late and has a letter waits for working hours."""
    waiting = [replace(x, at=_fires_at(x, now, calendar)) for x in pending(case, calendar, rules)]
    return min(waiting, key=lambda x: x.at, default=None)


def due_now(case: Case, calendar: Calendar, now: datetime, rules: HouseRules) -> tuple[list[Firing], list[Firing]]:
    """Rungs to fire now and rungs to skip: of several late ones for a recipient only the latest is sent.

    A line of the digest overtakes no letter, nor a letter a line; nor the end of the term, another date to meet.
    """
    late = [x for x in pending(case, calendar, rules) if _fires_at(x, now, calendar) <= now]
    latest = {(x.rung.recipient, x.rung.is_digested, x.rung.milestone): x for x in late}
    firing = list(latest.values())
    return firing, [x for x in late if x not in firing]


@dataclass(frozen=True)
class Climb:
    """The case after climbing, with the rungs that fired, those passed over and what the digest will say."""

    case: Case
    fired: tuple[Firing, ...]
    passed: tuple[Firing, ...]
    reminders: tuple[Reminder, ...]


def climb(case: Case, calendar: Calendar, now: datetime, rules: HouseRules) -> Climb:
    """Fire the rungs whose time has come; those a later one overtook are skipped."""
    firing, passed = due_now(case, calendar, now, rules)
    for rung in passed:
        case = skipped(case, rung, now)
    for rung in firing:
        case = fired(case, rung, now)
    reminders = (reminder(case, rung, now) for rung in firing)
    return Climb(case, tuple(firing), tuple(passed), tuple(x for x in reminders if x))


def fired(case: Case, firing: Firing, now: datetime) -> Case:
    """The case once a rung has fired: its letter owed, its flag set, both times in the letter.

    A digested rung owes no letter of its own: `reminder` is what the digest says of it.
    """
    case = skipped(case, firing, now)
    if firing.rung.code == OVERDUE:
        return replace(case, is_overdue=True)
    if firing.rung.letter is None or firing.rung.is_digested:
        return case
    facts = {"motivo": _says(case, firing.rung), "programado": minute(firing.at), "emitido": minute(now)}
    letter = official_letter(case, firing.rung.letter, firing.rung.recipient, facts)
    return case.owing(replace(letter, key=f"{case.radicado}/{case.cycle}/{firing.key}/{firing.rung.recipient}"))


def skipped(case: Case, firing: Firing, now: datetime) -> Case:
    """The case once a superseded rung was passed over: the log says so, and nobody confirmed the classification."""
    case = replace(case, fired=(*case.fired, firing.key))
    return proposal_stands(case, now) if firing.rung.code == "clasificacion" else case


def reminder(case: Case, firing: Firing, now: datetime) -> Reminder | None:
    """What the next digest says of a rung that fired, if it is one for the digest. Its key is that of its letter."""
    rung = firing.rung
    if not rung.is_digested:
        return None
    key = f"{case.radicado}/{case.cycle}/{firing.key}/{rung.recipient}"
    return Reminder(key=key, recipient=rung.recipient, says=_says(case, rung), due_at=firing.at, fired_at=now)


def _says(case: Case, rung: Rung) -> str:
    """What a rung says of a case; of the classification that nobody confirmed, which one stands."""
    return f"{rung.says}: {what_stands(case)}" if rung.code == "clasificacion" else rung.says


def carried(case: Case, calendar: Calendar, now: datetime, rules: HouseRules) -> Case:
    """The case whose due date moved: what was told of the old one and is past by the new one too is not told again.

    One that comes back to a date already past is overdue, though nobody is told twice.
    """
    told = {key.partition("@")[0] for key in case.fired}
    past = [x.key for x in pending(case, calendar, rules) if x.at <= now and x.rung.code in told]
    again, dates = replace(case, fired=(*case.fired, *past)), case.deadlines(calendar)
    is_told = f"{OVERDUE}@{dates.due_on}" in again.fired and not is_answer_presumed_in_time(case, dates)
    return flagged(replace(again, is_overdue=case.is_overdue or is_told), calendar, now)


def flagged(case: Case, calendar: Calendar, now: datetime) -> Case:
    """The case with its flag of overdue as its dates give it: a late proof sets it, a date that moved takes it back.

    No date moves once the term lapsed but by a cause known before. What a silence gave is told once.
    """
    lapses_at = case.deadlines(calendar).lapses_at
    if lapses_at is None or case.closed_at is not None:
        return case
    known_at = answered_at(case)
    is_overdue = known_at >= lapses_at if known_at else case.is_overdue and now >= lapses_at
    return silence.raised(replace(case, is_overdue=is_overdue), now, calendar)


def working_instant(now: datetime, calendar: Calendar) -> datetime:
    """*now*, or the next opening when the entity is closed."""
    local = now.astimezone(BOGOTA)
    today = local.date()
    if not calendar.is_business_day(today) or local.time() >= CLOSES:
        return _opening(calendar.business_days_after(today, 1))
    return max(local, _opening(today))


def closing_instant(now: datetime) -> datetime:
    """When the entity closes on the day of *now*."""
    return start_of(now.astimezone(BOGOTA).date()) + timedelta(hours=CLOSES.hour)


def _fires_at(firing: Firing, now: datetime, calendar: Calendar) -> datetime:
    return firing.at if firing.rung.letter is None else max(firing.at, working_instant(now, calendar))


def _firings(case: Case, calendar: Calendar, rules: HouseRules) -> Iterator[Firing]:
    dates = case.deadlines(calendar)
    level_on = level_due_on(case, rules.levels, calendar)
    for rung in rules.ladders.of(case.priority):
        if case.is_decided and not _outlives_the_answer(rung, case, dates):
            continue
        if rung.anchor == Anchor.LEVEL:
            yield from _on(rung, level_on, f"{case.level}.{level_on}", calendar)
        elif rung.anchor == Anchor.MILESTONE:
            day = awaited_on(rung.milestone, case, dates)
            yield from _on(rung, day, str(day), calendar)
        elif rung.anchor == Anchor.DUE and rung.offset < 0:
            yield from _countdown(rung, dates, calendar)
        else:
            at = _instant(rung, case, dates, calendar)
            yield from () if at is None else (Firing(rung, at, f"{rung.code}@{_generation(rung, dates)}"),)


def _on(rung: Rung, day: date | None, generation: str, calendar: Calendar) -> Iterator[Firing]:
    """At the opening of the day so many business days from another, if there is such a day."""
    if day is not None:
        yield Firing(rung, _opening(_shift(day, rung.offset, calendar)), f"{rung.code}@{generation}")


def _countdown(rung: Rung, dates: Deadlines, calendar: Calendar) -> Iterator[Firing]:
    """Before the earliest date that can be argued and, once that one is past, before the due date as well."""
    strict_on, due_on = dates.earliest_due_on, dates.due_on
    if strict_on is None or due_on is None:
        return
    if strict_on == due_on:
        yield from _on(rung, due_on, str(due_on), calendar)
        return
    says = f"{rung.says} para la fecha más temprana que puede discutirse, el {strict_on:%d/%m/%Y}"
    yield from _on(replace(rung, says=says), strict_on, str(strict_on), calendar)
    if _shift(due_on, rung.offset, calendar) > strict_on:
        yield from _on(rung, due_on, str(due_on), calendar)


def _outlives_the_answer(rung: Rung, case: Case, dates: Deadlines) -> bool:
    """Whether a rung still tells of a case answered: its term lapsed and the petitioner does not have the answer."""
    return rung.anchor == Anchor.DUE and rung.offset >= 0 and not is_answer_presumed_in_time(case, dates)


def _generation(rung: Rung, dates: Deadlines) -> str:
    if rung.anchor == Anchor.RECEIVED:
        return "1"
    return str(dates.closable_from if rung.anchor == Anchor.CITIZEN else dates.due_on)


def _instant(rung: Rung, case: Case, dates: Deadlines, calendar: Calendar) -> datetime | None:
    if rung.anchor == Anchor.CITIZEN:
        return _opening(dates.closable_from) if dates.closable_from else None
    if rung.anchor == Anchor.RECEIVED:
        received_on = bogota_date(case.filing.received_at)
        is_waiting = not case.is_classified and case.cycle == 1 and not dates.is_suspended
        return _opening(calendar.business_days_after(received_on, rung.offset)) if is_waiting else None
    if dates.due_on is None or dates.is_suspended or dates.lapses_at is None:
        return None
    if rung.anchor == Anchor.DUE:
        return dates.lapses_at if rung.offset == 0 else _opening(_shift(dates.due_on, rung.offset, calendar))
    return _opening(_share_of_term(dates, rung.offset, calendar))


def _share_of_term(dates: Deadlines, percent: int, calendar: Calendar) -> date:
    """The day by which a part of the term has run; the days it waited or stood still are no part of it."""
    days = [day for span in dates.spans for day in calendar.business_days_of(*span) if not dates.is_paused(day)]
    return days[max(len(days) * percent // 100, 1) - 1] if days else calendar.roll(dates.spans[-1][1])


def _shift(day: date, business_days: int, calendar: Calendar) -> date:
    if business_days < 0:
        return calendar.business_days_before(day, -business_days)
    return calendar.business_days_after(day, business_days)


def _opening(day: date) -> datetime:
    return start_of(day) + timedelta(hours=OPENS.hour)
