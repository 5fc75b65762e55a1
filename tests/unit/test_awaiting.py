"""What the petitioner may do now, by what the case says."""

from dataclasses import replace
from datetime import date, datetime

from domain import acts, recourse
from domain import petitions as p
from domain.awaiting import Awaited, awaited, recourses
from domain.case import Case, State, opened
from domain.colombia import calendar_in_force
from domain.ledger import EventKind, LedgerEvent
from tests.support import a_domain_filing, bogota

CALENDAR = calendar_in_force(date(2025, 2, 3))
TODAY = date(2025, 2, 10)


def required(at: datetime) -> Case:
    """A case whose petitioner was asked to complete it."""
    act = p.RequireCompletion(by="agente", missing_hash="h")
    return acts.require_completion(opened(a_domain_filing()), act, at, CALENDAR)


def withdrawn() -> Case:
    """The same, withdrawn by an act because nothing came within the month of its proven delivery."""
    case = required(bogota(2025, 2, 6, 9)).noting(LedgerEvent(EventKind.REQUIREMENT_DELIVERED, bogota(2025, 2, 6, 10)))
    act = p.Withdraw(by="agente", is_tacit=True, act_number="RES-1", reason="No completó")
    done = acts.withdraw(case, act, bogota(2025, 4, 1, 9), CALENDAR)
    return replace(done, closed_at=bogota(2025, 4, 1, 9))


def test_nothing_is_awaited_of_who_was_asked_nothing() -> None:
    assert awaited(opened(a_domain_filing()), CALENDAR, TODAY) is None


def test_a_requerimiento_awaits_for_a_month_and_may_be_extended() -> None:
    case = required(bogota(2025, 2, 6, 9))

    assert awaited(case, CALENDAR, TODAY) == Awaited("complemento", date(2025, 3, 6), is_extendable=True)


def test_it_is_extended_once() -> None:
    case = acts.extend_completion(
        required(bogota(2025, 2, 6, 9)), p.ExtendCompletion(by="peticionario"), bogota(2025, 2, 7, 9), CALENDAR
    )

    found = awaited(case, CALENDAR, TODAY)

    assert found is not None
    assert not found.is_extendable
    assert found.until_on is not None
    assert found.until_on > date(2025, 4, 1)


def test_late_it_is_still_awaited_but_not_extended() -> None:
    found = awaited(required(bogota(2025, 2, 6, 9)), CALENDAR, date(2025, 3, 20))

    assert found == Awaited("complemento", date(2025, 3, 6), is_extendable=False)


def test_after_the_act_of_desistimiento_nothing_is_awaited() -> None:
    assert awaited(withdrawn(), CALENDAR, date(2025, 4, 2)) is None


def test_an_unclear_petition_awaits_its_clarification() -> None:
    act = p.Clarify(by="agente", text_hash="h", is_request=True)
    case = acts.clarify(opened(a_domain_filing()), act, bogota(2025, 2, 5, 9), CALENDAR)

    assert awaited(case, CALENDAR, TODAY) == Awaited("aclaracion", date(2025, 2, 19))


def test_a_closed_case_may_be_replied_to_until_the_same_day_the_law_refuses_after() -> None:
    case = replace(opened(a_domain_filing()), state=State.CLOSED, closed_at=bogota(2025, 3, 3, 9))
    reply = p.Reopen(by="peticionario", argument_hash="h")

    assert recourses(case, CALENDAR, date(2025, 5, 5)) == {p.Ground.REPLICA: date(2025, 5, 5)}
    assert recourses(case, CALENDAR, date(2025, 5, 6)) == {}
    assert recourse.reopen(case, reply, bogota(2025, 5, 5, 23), CALENDAR).cycle == 2


def test_against_a_desistimiento_there_is_the_reposicion() -> None:
    assert recourses(withdrawn(), CALENDAR, date(2025, 4, 2)) == {p.Ground.REPOSICION: date(2025, 4, 15)}


def test_an_open_case_is_not_replied_to() -> None:
    assert recourses(opened(a_domain_filing()), CALENDAR, TODAY) == {}
