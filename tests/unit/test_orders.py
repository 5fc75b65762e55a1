"""The term that an order brings with it (Ley 1437 de 2011, art. 30)."""

from datetime import date

import pytest

from domain import acts
from domain import errors as e
from domain import petitions as p
from domain.case import opened
from domain.colombia import LEY_51
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

NOW = bogota(2025, 2, 4, 9)
ORDER = p.SetTerm(by="coordinadora", due_on=date(2025, 2, 7), norm="Oficio 118 de la Procuraduría")


def test_the_order_of_a_control_body_fixes_its_own_term() -> None:
    case = opened(a_domain_filing(type=PqrsdType.ENTE_CONTROL))

    ordered = acts.set_term(case, ORDER, NOW, LEY_51)

    assert case.deadlines(LEY_51).due_on == date(2025, 2, 17)
    assert ordered.deadlines(LEY_51).due_on == date(2025, 2, 7)


def test_the_law_fixes_the_term_of_everything_else() -> None:
    with pytest.raises(e.TermNotSetInOrder, match="Queja"):
        acts.set_term(opened(a_domain_filing(type=PqrsdType.QUEJA)), ORDER, NOW, LEY_51)


def test_no_order_gives_a_term_before_it_was_received() -> None:
    case = opened(a_domain_filing(type=PqrsdType.TUTELA))

    with pytest.raises(e.TermOfOrderPast, match="31/01/2025"):
        acts.set_term(case, p.SetTerm(by="c", due_on=date(2025, 1, 31), norm="Auto"), NOW, LEY_51)
