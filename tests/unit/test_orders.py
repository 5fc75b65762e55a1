"""The term that an order brings with it (Ley 1437 de 2011, art. 30)."""

from datetime import date

import pytest

from domain import errors as e
from domain import handling
from domain import petitions as p
from domain.calendar import CalendarDoesNotCover
from domain.case import opened
from domain.colombia import LEY_51, LEY_2578
from domain.orders import ordered, set_term
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

NOW = bogota(2025, 2, 4, 9)
ORDER = p.SetTerm(by="coordinadora", due_on=date(2025, 2, 7), norm="Oficio 118 de la Procuraduría")


def test_the_order_of_a_control_body_fixes_its_own_term() -> None:
    case = opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL))

    ordered = set_term(case, ORDER, NOW, LEY_51)

    assert case.deadlines(LEY_51).due_on == date(2025, 2, 17)
    assert ordered.deadlines(LEY_51).due_on == date(2025, 2, 7)


def test_the_law_fixes_the_term_of_everything_else() -> None:
    with pytest.raises(e.TermNotSetInOrder, match="Queja"):
        set_term(opened(a_domain_filing(type=PqrsdType.QUEJA)), ORDER, NOW, LEY_51)


def test_no_order_gives_a_term_before_it_was_received() -> None:
    case = opened(a_domain_filing(type=PqrsdType.TUTELA))

    with pytest.raises(e.TermOfOrderPast, match="31/01/2025"):
        set_term(case, p.SetTerm(by="c", due_on=date(2025, 1, 31), norm="Auto"), NOW, LEY_51)


def test_the_date_of_an_order_goes_with_the_type_that_orders_give() -> None:
    received_at, now = bogota(2026, 11, 3, 9), bogota(2026, 11, 5, 9)
    order = p.SetTerm(by="c", due_on=date(2027, 1, 29), norm="Oficio 9")
    asked = opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL, received_at=received_at))
    case = set_term(asked, order, bogota(2026, 11, 4, 9), LEY_2578)

    information = handling.classify(case, p.Classify(by="a", type=PqrsdType.PETICION_INFORMACION), now, LEY_2578)
    defensoria = handling.classify(case, p.Classify(by="a", type=PqrsdType.DEFENSORIA_INFORMACION), now, LEY_2578)

    assert case.deadlines(LEY_2578).due_on == date(2027, 1, 29)
    assert information.deadlines(LEY_2578).due_on == date(2026, 11, 18)
    assert defensoria.deadlines(LEY_2578).due_on == date(2026, 11, 10)


def test_leaving_the_date_of_an_order_for_a_longer_term_needs_approval() -> None:
    case = set_term(opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL)), ORDER, NOW, LEY_51)

    with pytest.raises(e.ReclassificationLengthens):
        handling.classify(case, p.Classify(by="a", type=PqrsdType.PETICION_INFORMACION), NOW, LEY_51)


def test_the_defensor_may_lengthen_the_term_of_what_he_transfers() -> None:
    case = opened(a_domain_filing(type=PqrsdType.DCF_TRASLADO, received_at=bogota(2026, 11, 3, 9)))
    granted = p.SetTerm(by="c", due_on=date(2026, 11, 25), norm="Comunicación del DCF; Decreto 2555 de 2010")

    lengthened = set_term(case, granted, bogota(2026, 11, 10, 9), LEY_2578)

    assert case.deadlines(LEY_2578).due_on == date(2026, 11, 13)
    assert lengthened.deadlines(LEY_2578).due_on == date(2026, 11, 25)


def test_what_is_filed_with_its_order_counts_by_it_from_the_receipt() -> None:
    case = opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL))

    filed = ordered(case, ORDER, LEY_51)

    assert filed.deadlines(LEY_51).due_on == date(2025, 2, 7)
    assert filed.ledger[0].at == case.filing.received_at
    assert ordered(case, None, LEY_51) == case


def test_what_is_filed_brings_no_order_where_the_law_fixes_the_term() -> None:
    with pytest.raises(e.TermNotSetInOrder, match="Queja"):
        ordered(opened(a_domain_filing(type=PqrsdType.QUEJA)), ORDER, LEY_51)


def test_no_order_gives_a_date_that_the_calendar_does_not_reach() -> None:
    case = opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL, received_at=bogota(2026, 11, 3, 9)))
    far = p.SetTerm(by="c", due_on=date(2031, 1, 2), norm="Oficio 9")

    with pytest.raises(CalendarDoesNotCover, match="2031-01-02"):
        set_term(case, far, NOW, LEY_2578)
