"""Terms interrupted, of another type afterwards, or known late: the dates of the days that really ran."""

from datetime import date

import pytest

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.deadlines import ADOPTED, ClockStatus, Deadlines, Policy
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from tests.support import bogota

RECEIVED = bogota(2025, 3, 3, 9)
"""A Monday: fifteen business days end on 2025-03-25; two months, on Saturday 3 May, which is Monday 5."""


def of(type: PqrsdType, *events: LedgerEvent, policy: Policy = ADOPTED) -> Deadlines:
    return reckon(type, RECEIVED, events, LEY_2578, policy)


def event(kind: EventKind, month: int, day: int, hour: int = 10, **more: object) -> LedgerEvent:
    return LedgerEvent(kind, bogota(2025, month, day, hour), **more)  # type: ignore[arg-type]


def paused(from_on: date, to_on: date, issued_on: date, month: int, day: int) -> LedgerEvent:
    return event(
        EventKind.SUSPENDED, month, day, from_on=from_on, to_on=to_on, issued_on=issued_on, act="R-1", norm="L"
    )


REQUIRED, COMPLETED = event(EventKind.COMPLETION_REQUIRED, 3, 10), event(EventKind.CITIZEN_COMPLETED, 4, 8)


def test_days_suspended_before_the_requerimiento_and_known_after_it_are_given_back() -> None:
    """Three of the five days ran: twelve are left, and 17 and 18 April do not count."""
    known_late = paused(date(2025, 3, 5), date(2025, 3, 6), date(2025, 3, 4), 4, 9)

    assert of(PqrsdType.QUEJA, REQUIRED, COMPLETED).due_on == date(2025, 4, 24)
    assert of(PqrsdType.QUEJA, REQUIRED, COMPLETED, known_late).due_on == date(2025, 4, 28)


def test_a_prorroga_after_a_term_that_ran_out_waiting_ends_on_the_day_it_announces() -> None:
    """Its ten days had run when it was required; the day it is left with is of the ten that a prórroga adds."""
    required = event(EventKind.COMPLETION_REQUIRED, 3, 17)
    announced = date(2025, 4, 14)
    granted = event(EventKind.PRORROGA_NOTIFIED, 4, 9, new_due_on=announced)

    left = of(PqrsdType.PETICION_INFORMACION, required, COMPLETED)
    prorrogated = of(PqrsdType.PETICION_INFORMACION, required, COMPLETED, granted)
    whole = of(PqrsdType.PETICION_INFORMACION, required, COMPLETED, event(EventKind.PRORROGA_NOTIFIED, 4, 9))

    assert left.due_on == date(2025, 4, 9)
    assert left.max_due_on == LEY_2578.business_days_after(date(2025, 4, 8), 10)
    assert prorrogated.due_on == announced
    assert whole.due_on == left.max_due_on


def test_a_prorroga_announced_after_the_type_left_less_than_what_ran_ends_on_its_day() -> None:
    """Twelve days of fifteen had run when it was returned; as información it has ten: two fewer than what ran."""
    returned, clarified = event(EventKind.CLARIFICATION_REQUIRED, 3, 19), event(EventKind.CLARIFIED, 3, 31)
    to_ten = event(EventKind.RECLASSIFIED, 3, 31, 11, to_type=PqrsdType.PETICION_INFORMACION)
    granted = event(EventKind.PRORROGA_NOTIFIED, 4, 1, new_due_on=date(2025, 4, 7))

    dates = of(PqrsdType.PETICION_INTERES_PARTICULAR, returned, clarified, to_ten, granted)

    assert dates.due_on == date(2025, 4, 7)


def test_what_is_given_in_months_does_not_end_on_a_suspended_day() -> None:
    """Ley 4 de 1913, art. 62: Saturday 3 May goes to the first day that counts."""
    act = paused(date(2025, 5, 5), date(2025, 5, 6), date(2025, 4, 1), 4, 10)
    required = event(EventKind.COMPLETION_REQUIRED, 3, 14)
    received = event(EventKind.REQUIREMENT_DELIVERED, 4, 3)

    assert of(PqrsdType.REVOCATORIA_DIRECTA, act).due_on == date(2025, 5, 7)
    assert of(PqrsdType.QUEJA, required, received, act).closable_from == date(2025, 5, 8)


def test_a_petition_interrupted_that_becomes_a_revocatoria_has_its_two_months() -> None:
    """It ran from 3 to 10 March; of the sixty-three days up to 5 May, fifty-six are left from 8 April."""
    becomes = event(EventKind.RECLASSIFIED, 4, 9, to_type=PqrsdType.REVOCATORIA_DIRECTA, approved_by="J. Jefe")

    assert of(PqrsdType.QUEJA, REQUIRED, COMPLETED, becomes).due_on == date(2025, 6, 3)


def test_a_revocatoria_interrupted_that_becomes_a_petition_has_the_business_days_that_did_not_run() -> None:
    becomes = event(EventKind.RECLASSIFIED, 4, 9, to_type=PqrsdType.QUEJA)

    assert of(PqrsdType.REVOCATORIA_DIRECTA, REQUIRED, COMPLETED, becomes).due_on == date(2025, 4, 24)


def test_what_an_order_dated_has_the_whole_term_of_the_type_that_it_turns_out_to_be() -> None:
    ordered = event(EventKind.TERM_SET, 3, 4, new_due_on=date(2025, 3, 25))
    becomes = event(EventKind.RECLASSIFIED, 3, 5, to_type=PqrsdType.QUEJA)

    assert of(PqrsdType.ENTE_CONTROL, ordered, becomes).due_on == date(2025, 3, 25)


def test_the_term_of_who_receives_a_traslado_is_wholly_its_own() -> None:
    """Its prórroga too: nothing of the term of whoever had it before is left (Ley 1437 de 2011, art. 21)."""
    extended = event(EventKind.PRORROGA_NOTIFIED, 3, 25, new_due_on=date(2025, 4, 4))
    received = event(EventKind.TRANSFERRED_IN, 4, 1)

    dates = of(PqrsdType.QUEJA, extended, received)

    assert (dates.due_on, dates.earliest_due_on) == (date(2025, 4, 24), date(2025, 4, 24))
    assert dates.max_due_on == date(2025, 5, 16)


@pytest.mark.parametrize("ended", [EventKind.TRANSFERRED_OUT, EventKind.DESISTIMIENTO_ACT_NOTIFIED])
def test_who_disowns_a_withdrawal_undoes_nothing_else_that_closed_the_petition(ended: EventKind) -> None:
    withdrawn, disowned = event(EventKind.WITHDRAWN, 3, 12), event(EventKind.WITHDRAWAL_DISOWNED, 3, 14)

    assert of(PqrsdType.QUEJA, event(ended, 3, 12), disowned).status == ClockStatus.CLOSED
    assert of(PqrsdType.QUEJA, withdrawn, disowned).due_on == date(2025, 3, 25)


def test_more_time_to_complete_is_as_much_as_the_requerimiento_gave_whatever_the_type_is_afterwards() -> None:
    """Ley 1581 de 2012, art. 15: two months from 10 March; asked for once (art. 17)."""
    required, asked = event(EventKind.COMPLETION_REQUIRED, 3, 10), event(EventKind.COMPLETION_EXTENDED, 4, 2)
    becomes = event(EventKind.RECLASSIFIED, 4, 1, to_type=PqrsdType.QUEJA)
    again = event(EventKind.COMPLETION_EXTENDED, 4, 3)

    dates = of(PqrsdType.HABEAS_DATA_RECLAMO, required, becomes, asked, again)

    assert dates.milestones["complemento"] == date(2025, 7, 10)


def test_an_answer_already_known_stays_so_whatever_the_petition_turns_out_to_be() -> None:
    known = event(EventKind.DELIVERED, 3, 12)
    becomes = event(EventKind.RECLASSIFIED, 3, 13, to_type=PqrsdType.TUTELA)

    assert of(PqrsdType.QUEJA, known, becomes).status == ClockStatus.SATISFIED


@pytest.mark.parametrize("kind", [EventKind.TRANSFERRED_IN, EventKind.REPLICA])
def test_where_a_receipt_out_of_hours_rolls_so_does_that_of_a_traslado_or_of_a_replica(kind: EventKind) -> None:
    """Received on Monday 10 March at 20:00: of that day or, in the other reading, of Tuesday."""
    late = event(kind, 3, 10, hour=20, to_type=PqrsdType.QUEJA)

    assert of(PqrsdType.QUEJA, late).due_on == date(2025, 4, 1)
    assert of(PqrsdType.QUEJA, late, policy=Policy(rolls_receipt_out_of_hours=True)).due_on == date(2025, 4, 2)


def test_where_the_month_counts_from_the_sending_the_receipt_does_not_move_the_act_that_closes() -> None:
    received, policy = event(EventKind.REQUIREMENT_DELIVERED, 3, 17), Policy(counts_citizen_month_from_receipt=False)
    returned = event(EventKind.CLARIFICATION_REQUIRED, 3, 10)

    assert of(PqrsdType.QUEJA, REQUIRED, received, policy=policy).milestones["desistimiento_desde"] == date(2025, 4, 11)
    assert of(PqrsdType.QUEJA, REQUIRED, received, policy=policy).completable_until == date(2025, 4, 10)
    assert of(PqrsdType.QUEJA, returned, received).milestones["archivo_desde"] == date(2025, 4, 2)
    assert of(PqrsdType.QUEJA, returned, received, policy=policy).milestones["archivo_desde"] == date(2025, 3, 26)


def test_a_notice_that_will_be_known_after_the_term_makes_no_term_lapse_today() -> None:
    """Required by aviso, known on 18 March; it turned out to be of Congress, whose five days end on the tenth."""
    becomes = event(EventKind.RECLASSIFIED, 3, 5, to_type=PqrsdType.CONGRESISTA_INFORME)
    required, known = event(EventKind.COMPLETION_REQUIRED, 3, 4), event(EventKind.REQUIREMENT_DELIVERED, 3, 18)

    dates = of(PqrsdType.QUEJA, required, becomes, known)

    assert (dates.due_on, dates.lapse) == (date(2025, 3, 10), None)
