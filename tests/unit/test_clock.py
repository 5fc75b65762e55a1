"""Rules of the clock that no golden example shows."""

from datetime import date

import pytest

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.explanation import explain
from domain.ledger import EventKind, LedgerEvent
from domain.terms import TERMS, PqrsdType
from tests.support import bogota

RECEIVED = bogota(2026, 6, 26, 10)


def test_a_denial_for_reserva_opens_ten_days_to_insist_and_three_to_send_the_file() -> None:
    events = [
        LedgerEvent(EventKind.REJECTED_FOR_RESERVA, bogota(2026, 7, 1, 9)),
        LedgerEvent(EventKind.INSISTENCIA, bogota(2026, 7, 8, 9)),
    ]

    marks = reckon(PqrsdType.PETICION_INFORMACION, RECEIVED, events, LEY_2578).milestones

    assert marks["insistencia"] == date(2026, 7, 16)
    assert marks["envio_tribunal"] == date(2026, 7, 14)


def test_the_order_of_a_control_body_fixes_the_date() -> None:
    order = LedgerEvent(EventKind.TERM_SET, RECEIVED, new_due_on=date(2026, 7, 3))

    assert reckon(PqrsdType.ENTE_CONTROL, RECEIVED, [order], LEY_2578).due_on == date(2026, 7, 3)


def test_two_months_end_on_a_business_day() -> None:
    due_on = reckon(PqrsdType.REVOCATORIA_DIRECTA, bogota(2026, 6, 17, 9), (), LEY_2578).due_on

    assert due_on == date(2026, 8, 18)


def test_the_explanation_names_each_skipped_holiday_and_every_norm() -> None:
    said = " ".join(explain(reckon(PqrsdType.QUEJA, RECEIVED, (), LEY_2578), LEY_2578))

    assert "lunes 13 de julio de 2026 (Nuestra Señora del Rosario de Chiquinquirá)" in said
    assert "lunes 29 de junio de 2026 (San Pedro y San Pablo)" in said
    assert "Ley 1437 de 2011, art. 14" in said
    assert "Vence el miércoles 22 de julio de 2026 a las 24:00" in said


@pytest.mark.parametrize("kind", list(PqrsdType))
def test_every_type_has_a_term_a_norm_a_label_and_a_date(kind: PqrsdType) -> None:
    dates = reckon(kind, RECEIVED, (), LEY_2578)

    assert TERMS[kind].norm
    assert kind.label
    assert dates.due_on is not None
    assert dates.due_on > RECEIVED.date()
    assert explain(dates, LEY_2578)
