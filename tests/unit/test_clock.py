"""Rules of the clock that no golden example shows, one by one."""

from datetime import date

import pytest

from domain.clock import reckon
from domain.colombia import LEY_51, LEY_2578
from domain.deadlines import ClockStatus, Deadlines, Policy
from domain.explanation import explain
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from tests.support import bogota

MARCH_3 = bogota(2025, 3, 3, 9)
"""A Monday. Fifteen business days end on 2025-03-25: Monday the 24th is San José."""


def event(kind: EventKind, month: int, day: int, **more: object) -> LedgerEvent:
    return LedgerEvent(kind, bogota(2025, month, day, 10), **more)  # type: ignore[arg-type]


def of(*events: LedgerEvent, type: PqrsdType = PqrsdType.QUEJA, policy: Policy = Policy()) -> Deadlines:  # noqa: B008
    return reckon(type, MARCH_3, events, LEY_2578, policy)


def said(dates: Deadlines) -> str:
    return " ".join(explain(dates, LEY_2578))


REQUIRED = event(EventKind.COMPLETION_REQUIRED, 3, 10)
COMPLETED = event(EventKind.CITIZEN_COMPLETED, 4, 8)
EXTENDED = event(EventKind.PRORROGA_NOTIFIED, 3, 14, new_due_on=date(2025, 4, 10))
PAUSED = event(EventKind.SUSPENDED, 3, 5, from_on=date(2025, 3, 6), to_on=date(2025, 3, 10), act="Resolución 7")


# Requerimiento (art. 17)


def test_a_requerimiento_after_the_term_lapsed_does_not_revive_it() -> None:
    late = event(EventKind.COMPLETION_REQUIRED, 3, 13)

    dates = of(late, COMPLETED, type=PqrsdType.QUEJA_CONSUMIDOR_FINANCIERO, policy=Policy(sfc_business_days=5))

    assert dates.due_on == date(2025, 3, 10)
    assert dates.milestones["requerimiento"] == date(2025, 3, 10)
    assert "no suspende el término" in said(dates)


def test_a_requerimiento_on_the_last_day_leaves_one_day() -> None:
    last_day = event(EventKind.COMPLETION_REQUIRED, 3, 17)

    dates = of(last_day, event(EventKind.CITIZEN_COMPLETED, 3, 20), type=PqrsdType.PETICION_INFORMACION)

    assert dates.due_on == date(2025, 3, 21)


def test_a_requerimiento_on_the_day_of_receipt_consumes_nothing() -> None:
    events = event(EventKind.COMPLETION_REQUIRED, 3, 3), event(EventKind.CITIZEN_COMPLETED, 3, 4)

    assert of(*events).due_on == of(*events, policy=Policy(counts_requerimiento_day=False)).due_on == date(2025, 3, 26)


def test_an_equal_month_more_is_counted_from_the_requerimiento() -> None:
    dates = of(REQUIRED, event(EventKind.COMPLETION_EXTENDED, 4, 9))

    assert dates.milestones["complemento"] == date(2025, 5, 12)
    assert dates.milestones["desistimiento_desde"] == date(2025, 5, 13)


def test_an_equal_month_asked_after_the_first_ended_is_void() -> None:
    dates = of(REQUIRED, event(EventKind.COMPLETION_EXTENDED, 4, 11))

    assert dates.milestones["complemento"] == date(2025, 4, 10)
    assert "sin efecto" in said(dates)


def test_desistimiento_waits_for_the_month_since_the_petitioner_received_the_requerimiento() -> None:
    dates = of(REQUIRED, event(EventKind.REQUIREMENT_DELIVERED, 3, 17))

    assert dates.milestones["complemento"] == date(2025, 4, 10)
    assert dates.milestones["desistimiento_desde"] == date(2025, 4, 22)


def test_a_completion_does_not_answer_a_clarification() -> None:
    returned = event(EventKind.CLARIFICATION_REQUIRED, 4, 9)

    dates = of(REQUIRED, COMPLETED, returned, event(EventKind.CITIZEN_COMPLETED, 4, 10))

    assert dates.is_suspended
    assert dates.due_on is None


def test_a_petition_returned_after_it_lapsed_keeps_its_date() -> None:
    dates = of(event(EventKind.CLARIFICATION_REQUIRED, 3, 26))

    assert dates.due_on == date(2025, 3, 25)
    assert dates.milestones["aclaracion"] == date(2025, 4, 9)


def test_a_term_of_months_stopped_goes_on_with_the_days_it_had() -> None:
    required, completed = event(EventKind.COMPLETION_REQUIRED, 3, 13), event(EventKind.CITIZEN_COMPLETED, 4, 8)

    dates = of(required, completed, type=PqrsdType.REVOCATORIA_DIRECTA)

    assert of(type=PqrsdType.REVOCATORIA_DIRECTA).due_on == date(2025, 5, 5)
    assert dates.due_on == date(2025, 6, 3)
    assert "quedan 53 días calendario" in said(dates)


# Prórroga (art. 14, par.)


def test_a_prorroga_to_a_date_not_after_the_term_is_void() -> None:
    dates = of(event(EventKind.PRORROGA_NOTIFIED, 3, 5, new_due_on=date(2025, 3, 25)))

    assert dates.due_on == date(2025, 3, 25)
    assert "la fecha anunciada no pasa" in said(dates)


def test_a_second_prorroga_is_void_unless_the_policy_takes_several() -> None:
    again = event(EventKind.PRORROGA_NOTIFIED, 4, 9, new_due_on=date(2025, 4, 30))

    assert of(EXTENDED, again).due_on == date(2025, 4, 10)
    assert of(EXTENDED, again, policy=Policy(accepts_second_prorroga=True)).due_on == date(2025, 4, 15)


def test_double_is_the_total_unless_the_policy_adds_it() -> None:
    assert of().max_due_on == date(2025, 4, 15)
    assert of(policy=Policy(adds_double_in_prorroga=True)).max_due_on == date(2025, 5, 9)


def test_after_a_prorroga_the_maximum_moves_with_the_term() -> None:
    later = event(EventKind.SUSPENDED, 3, 20, from_on=date(2025, 4, 1), to_on=date(2025, 4, 2), act="Resolución 7")

    dates = of(EXTENDED, later)

    assert dates.due_on == date(2025, 4, 14)
    assert dates.max_due_on == dates.milestones["prorroga_maxima"] == date(2025, 4, 21)


def test_authorities_are_offered_no_prorroga_unless_the_policy_says_so() -> None:
    type = PqrsdType.PETICION_ENTRE_AUTORIDADES

    assert of(type=type).max_due_on is None
    assert of(type=type, policy=Policy(offers_prorroga_between_authorities=True)).max_due_on == date(2025, 4, 15)


# Reclassification


def test_reclassifying_lengthens_only_with_an_approved_decision() -> None:
    plain = event(EventKind.RECLASSIFIED, 3, 4, to_type=PqrsdType.CONSULTA)
    approved = event(EventKind.RECLASSIFIED, 3, 4, to_type=PqrsdType.CONSULTA, approved_by="coordinación")

    assert of(plain).due_on == date(2025, 3, 25)
    assert of(approved).due_on == date(2025, 4, 15)


@pytest.mark.parametrize("type", [PqrsdType.CONGRESO_CUESTIONARIO_CITACION, PqrsdType.TUTELA])
def test_leaving_a_term_of_calendar_days_for_a_longer_one_needs_approval_too(type: PqrsdType) -> None:
    reclassified = event(EventKind.RECLASSIFIED, 3, 4, to_type=PqrsdType.CONSULTA)

    assert of(reclassified, type=type).due_on == of(type=type).due_on


def test_reclassified_as_a_consulta_of_personal_data_the_day_of_receipt_counts() -> None:
    reclassified = event(EventKind.RECLASSIFIED, 3, 4, to_type=PqrsdType.HABEAS_DATA_CONSULTA)

    assert of(reclassified).due_on == of(type=PqrsdType.HABEAS_DATA_CONSULTA).due_on == date(2025, 3, 14)


def test_a_new_name_with_the_same_term_keeps_the_prorroga() -> None:
    reclassified = event(EventKind.RECLASSIFIED, 3, 18, to_type=PqrsdType.RECLAMO)

    assert of(EXTENDED, reclassified).due_on == date(2025, 4, 10)


def test_a_shorter_term_ends_the_prorroga() -> None:
    dates = of(EXTENDED, event(EventKind.RECLASSIFIED, 3, 18, to_type=PqrsdType.PETICION_INFORMACION))

    assert dates.due_on == dates.max_due_on == date(2025, 3, 17)


# Suspension by act, and a holiday created meanwhile


def test_an_act_moves_the_date_and_the_alarms_keep_the_one_before() -> None:
    dates = of(PAUSED)

    assert dates.due_on == date(2025, 3, 28)
    assert dates.earliest_due_on == dates.unsuspended_due_on == date(2025, 3, 25)
    assert "Resolución 7" in said(dates)


def test_acts_that_overlap_count_each_day_once() -> None:
    other = event(EventKind.SUSPENDED, 3, 7, from_on=date(2025, 3, 10), to_on=date(2025, 3, 12), act="Resolución 8")

    assert of(PAUSED, other).due_on == date(2025, 4, 1)


def test_an_act_while_the_petitioner_completes_changes_nothing() -> None:
    meanwhile = event(
        EventKind.SUSPENDED, 3, 12, from_on=date(2025, 3, 13), to_on=date(2025, 3, 14), act="Resolución 7"
    )

    dates = of(REQUIRED, meanwhile, COMPLETED)

    assert dates.due_on == dates.earliest_due_on == date(2025, 4, 24)


def test_months_are_suspended_too() -> None:
    assert of(PAUSED, type=PqrsdType.REVOCATORIA_DIRECTA).due_on == date(2025, 5, 8)


def test_an_act_is_worth_nothing_where_the_policy_does_not_accept_it() -> None:
    dates = of(PAUSED, policy=Policy(accepts_suspension_by_act=False))

    assert dates.due_on == date(2025, 3, 25)
    assert "no se tiene en cuenta" in said(dates)


def test_an_act_after_the_answer_was_known_changes_nothing() -> None:
    later = event(EventKind.SUSPENDED, 3, 14, from_on=date(2025, 3, 17), to_on=date(2025, 3, 21), act="Resolución 7")

    assert of(event(EventKind.DELIVERED, 3, 13), later).due_on == date(2025, 3, 25)


def test_a_holiday_created_meanwhile_keeps_the_date_of_before_for_the_alarms() -> None:
    created = LedgerEvent(EventKind.CALENDAR_CHANGED, bogota(2026, 6, 1), added_holiday=date(2026, 7, 13))

    dates = reckon(PqrsdType.CONSULTA, bogota(2026, 5, 29, 9), [created], LEY_51)

    assert (dates.due_on, dates.unsuspended_due_on) == (date(2026, 7, 16), date(2026, 7, 15))


# The rest of a case's life


def test_an_answer_given_while_it_waited_is_measured_by_what_was_left() -> None:
    dates = of(REQUIRED, event(EventKind.DELIVERED, 3, 20))

    assert dates.status == ClockStatus.SATISFIED
    assert dates.due_on == date(2025, 4, 4)


def test_the_earliest_member_of_a_group_governs_what_is_left() -> None:
    joined = event(EventKind.GROUPED, 3, 5, members=(bogota(2025, 2, 27, 9), MARCH_3))

    assert of(joined).due_on == date(2025, 3, 20)
    assert of(joined, REQUIRED, COMPLETED).due_on == date(2025, 4, 22)


def test_a_replica_is_a_new_cycle_with_everything_to_use_again() -> None:
    first = [EXTENDED, event(EventKind.DELIVERED, 3, 20), event(EventKind.REPLICA, 4, 1)]

    dates = of(*first)
    required = of(*first, event(EventKind.COMPLETION_REQUIRED, 4, 3))

    assert (dates.due_on, dates.max_due_on) == (date(2025, 4, 24), date(2025, 5, 16))
    assert required.is_suspended


def test_the_order_of_a_control_body_fixes_the_date_and_leaves_no_prorroga() -> None:
    order = event(EventKind.TERM_SET, 3, 3, new_due_on=date(2025, 3, 7))

    dates = of(order, event(EventKind.PRORROGA_NOTIFIED, 3, 5), type=PqrsdType.ENTE_CONTROL)

    assert dates.due_on == date(2025, 3, 7)
    assert dates.max_due_on is None


def test_a_denial_for_reserva_opens_ten_days_to_insist_and_three_to_send_the_file() -> None:
    denied, insists = event(EventKind.REJECTED_FOR_RESERVA, 3, 5), event(EventKind.INSISTENCIA, 3, 12)

    marks = of(denied, insists, type=PqrsdType.PETICION_INFORMACION).milestones
    other = of(denied, insists, policy=Policy(insistencia_remission_business_days=5)).milestones

    assert (marks["insistencia"], marks["envio_tribunal"]) == (date(2025, 3, 19), date(2025, 3, 17))
    assert other["envio_tribunal"] == date(2025, 3, 19)


def test_personal_data_may_be_counted_from_the_complete_claim() -> None:
    type, policy = PqrsdType.HABEAS_DATA_RECLAMO, Policy(restarts_habeas_data_on_completion=True)

    assert of(REQUIRED, COMPLETED, type=type).due_on == date(2025, 4, 24)
    assert of(REQUIRED, COMPLETED, type=type, policy=policy).due_on == date(2025, 5, 2)


def test_congress_is_alarmed_by_calendar_days_and_due_by_them_if_so_set() -> None:
    type, policy = PqrsdType.CONGRESISTA_INFORME, Policy(counts_calendar_days_for_congress=True)

    assert (of(type=type).due_on, of(type=type).earliest_due_on) == (date(2025, 3, 10), date(2025, 3, 8))
    assert of(type=type, policy=policy).due_on == date(2025, 3, 8)


def test_two_months_end_on_a_business_day() -> None:
    due_on = reckon(PqrsdType.REVOCATORIA_DIRECTA, bogota(2026, 6, 17, 9), (), LEY_2578).due_on

    assert due_on == date(2026, 8, 18)


def test_the_explanation_names_each_skipped_holiday_and_every_norm() -> None:
    text = " ".join(explain(reckon(PqrsdType.QUEJA, bogota(2026, 6, 26, 10), (), LEY_2578), LEY_2578))

    assert "lunes 13 de julio de 2026 (Nuestra Señora del Rosario de Chiquinquirá)" in text
    assert "lunes 29 de junio de 2026 (San Pedro y San Pablo)" in text
    assert "Ley 1437 de 2011, art. 14" in text
    assert "Vence el miércoles 22 de julio de 2026 a las 24:00" in text
