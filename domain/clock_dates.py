"""The dates that a term being counted gives: its end, the earliest that can be argued, and its milestones."""

from datetime import date, timedelta

from domain.deadlines import ClockStatus, Deadlines
from domain.ledger import EventKind
from domain.terms import Silence, Unit
from domain.ticking import ONE_DAY, Ticking

CITIZEN_CLARIFICATION_DAYS = 10
COPIES_DAYS = 3

CLOSABLE_FROM = {EventKind.CITIZEN_COMPLETED: "desistimiento_desde", EventKind.CLARIFIED: "archivo_desde"}
"""The milestone from which an act may close a petition, by what it waits for."""


def dates_of(clock: Ticking) -> Deadlines:
    """Every date of a term after its last event."""
    runs = clock.status in {ClockStatus.RUNNING, ClockStatus.SATISFIED}
    due_on = clock.due_on if runs else None
    if due_on is not None:
        clock.spans.append((clock.anchor_on, due_on))
    max_due_on = clock.max_due_on if due_on else None
    _mark(clock, due_on, max_due_on)
    return Deadlines(
        due_on=due_on,
        earliest_due_on=due_on and _earliest(clock, due_on),
        max_due_on=max_due_on,
        unsuspended_due_on=due_on,
        status=clock.status,
        milestones=clock.milestones,
        facts=tuple(clock.facts),
        spans=tuple(clock.spans),
        pauses=(*clock.standing, *((day, day) for day in clock.new_holidays)),
        closable_from=clock.milestones.get(CLOSABLE_FROM.get(clock.waits_for, "")) if clock.waits_for else None,
        completable_until=received_until(clock) if clock.waits_for == EventKind.CITIZEN_COMPLETED else None,
        ordered_on=clock.fixed_due_on,
        lapse=clock.lapse,
        unit=clock.unit,
        idle=(*clock.waits, *(clock.suspensions if clock.term.may_wait else ())),
    )


def required_until(clock: Ticking) -> date:
    """The last day to require completion (Ley 1437 de 2011, art. 17): suspended days do not count."""
    return clock.after(clock.start_on, clock.term.requerimiento_days, Unit.BUSINESS)


def received_until(clock: Ticking) -> date | None:
    """The end of the petitioner's month from the day the requerimiento is known to have reached them, or left."""
    from_on = _known_on(clock) or clock.required_on
    return None if from_on is None else clock.after(from_on, clock.citizen_months, Unit.MONTHS)


def mark_completion(clock: Ticking) -> None:
    """To complete, from the sending; to decree desistimiento, from the receipt when there is proof of it (art. 17)."""
    until = received_until(clock)
    if clock.required_on is None or until is None:
        return
    is_known = _known_on(clock) is not None
    sent_until = clock.after(clock.required_on, clock.citizen_months, Unit.MONTHS) if is_known else until
    clock.milestones["complemento"] = sent_until
    clock.milestones["desistimiento_desde"] = clock.calendar.business_days_after(until, 1)


def mark_clarification(clock: Ticking) -> None:
    """To clarify, ten business days; it may be archived from the next one after the receipt, if known (art. 19)."""
    if clock.returned_on is None:
        return
    received_on = _known_on(clock) or clock.returned_on
    until = clock.after(received_on, CITIZEN_CLARIFICATION_DAYS, Unit.BUSINESS)
    clock.milestones["aclaracion"] = clock.after(clock.returned_on, CITIZEN_CLARIFICATION_DAYS, Unit.BUSINESS)
    clock.milestones["archivo_desde"] = clock.calendar.business_days_after(until, 1)


def _known_on(clock: Ticking) -> date | None:
    """The day it reached the petitioner, if their time is counted from it."""
    return clock.delivered_on if clock.policy.counts_citizen_month_from_receipt else None


def _earliest(clock: Ticking, due_on: date) -> date:
    """The earliest date that can be argued: alarms are set by it."""
    candidates = [due_on, *clock.arguable]
    if clock.is_unproven and clock.granted and clock.fixed_due_on is None:
        candidates.append(clock.after(clock.anchor_on, max(clock.remaining - clock.granted[-1], 1)))
    if clock.term.arguable_calendar_days is not None:
        candidates.append(clock.anchor_on + timedelta(days=clock.left))
    if clock.unit == Unit.CALENDAR:
        candidates.append(max(clock.calendar.business_days_before(due_on + ONE_DAY, 1), clock.anchor_on))
    return min(candidates)


def _mark(clock: Ticking, due_on: date | None, max_due_on: date | None) -> None:
    """The secondary dates of the term."""
    after, term, marks = clock.calendar.business_days_after, clock.term, clock.milestones
    marks["requerimiento"] = required_until(clock)
    marks["traslado"] = after(clock.start_on, term.traslado_days)
    if term.legend_days:
        marks["leyenda"] = after(clock.completed_on or clock.start_on, term.legend_days)
    if term.operator_days:
        marks["informe_operador"] = after(clock.start_on, term.operator_days)
    mark_completion(clock)
    mark_clarification(clock)
    if due_on is not None:
        _mark_answer(clock, due_on, max_due_on)


def _mark_answer(clock: Ticking, due_on: date, max_due_on: date | None) -> None:
    """Those measured from the due date."""
    after, term, marks = clock.calendar.business_days_after, clock.term, clock.milestones
    marks["respuesta"] = due_on
    marks["requerimiento"] = min(marks["requerimiento"], due_on)
    if max_due_on and clock.is_prorrogated:
        marks["prorroga_maxima"] = max_due_on
    elif max_due_on:
        marks["aviso_prorroga"] = clock.calendar.business_days_before(due_on, 1)
    if term.silence == Silence.ACCEPTED and "envio_tribunal" not in marks:
        marks["copias"] = after(due_on, COPIES_DAYS)
    if term.silence == Silence.CLAIM_ACCEPTED:
        marks["silencio_positivo_desde"] = due_on + ONE_DAY
