"""What a published act does to a case: a suspension of terms, a calendar version, and the version after it."""

from dataclasses import replace
from datetime import date

import pytest

from domain import acts, correspondence, reprojection
from domain import errors as e
from domain import petitions as p
from domain.calendar import Calendar
from domain.colombia import LEY_51, LEY_2578
from domain.suspensions import ActNumberTaken, Scope, SuspensionAct, assert_publishable, filed_under
from domain.terms import PqrsdType
from tests.support import bogota
from tests.unit.test_acts import MONDAY, a_case, answered, done


def test_an_act_suspends_the_terms_of_a_case_once() -> None:
    act = p.Suspend(by="s", from_on=date(2025, 2, 10), to_on=date(2025, 2, 14), act_number="R1", norm="Ley X")
    case = done(acts.suspend, a_case(), act)

    with pytest.raises(e.SuspensionAlreadyApplied, match=r"R1 ya suspendió .* del 10/02/2025 al 14/02/2025"):
        acts.suspend(case, replace(act, to_on=date(2025, 2, 28)), MONDAY, LEY_51)


def test_an_act_in_force_at_filing_counts_from_the_first_day_and_only_in_its_scope() -> None:
    act = SuspensionAct(act_number="R1", from_on=date(2025, 2, 10), to_on=date(2025, 2, 14), norm="Ley X",
                        published_by="s", published_at=MONDAY, scope=Scope("", (PqrsdType.QUEJA,)))  # fmt: skip

    reached = filed_under(a_case(type=PqrsdType.QUEJA), (act,))
    again, other = filed_under(reached, (act,)), filed_under(a_case(), (act,))

    assert reached.deadlines(LEY_51).due_on == date(2025, 3, 3)
    assert again == reached
    assert other == a_case()


def test_an_act_is_published_with_its_dates_forwards_and_under_a_number_that_says_nothing_else() -> None:
    act = SuspensionAct(act_number="R1", from_on=date(2025, 2, 10), to_on=date(2025, 2, 14), norm="Ley X",
                        published_by="s", published_at=MONDAY)  # fmt: skip

    assert_publishable(act, None)
    assert_publishable(act, replace(act, published_by="otra persona", published_at=bogota(2025, 2, 1)))

    with pytest.raises(e.DatesReversed, match=r"09/02/2025.*10/02/2025"):
        assert_publishable(replace(act, to_on=date(2025, 2, 9)), None)
    with pytest.raises(ActNumberTaken, match=r"R1 ya se publicó .* del 10/02/2025 al 28/02/2025"):
        assert_publishable(act, replace(act, to_on=date(2025, 2, 28)))


def a_calendar(version: str, *holidays: date) -> Calendar:
    return replace(LEY_51, version=version, holidays={**LEY_51.holidays, **dict.fromkeys(holidays, "Día nuevo")})


def test_a_later_version_takes_back_the_holiday_of_an_earlier_one() -> None:
    first, second = a_calendar("v1", date(2025, 2, 12)), a_calendar("v2", date(2025, 2, 13))
    act = p.Reproject(by="s", calendar_version="v1", reason="Ley 1")

    once = reprojection.reproject(a_case(), act, MONDAY, LEY_51, first)
    twice = reprojection.reproject(once, act, MONDAY, first, second)
    back = reprojection.reproject(once, act, MONDAY, first, LEY_51)

    assert [event.added_holiday for event in twice.ledger] == [date(2025, 2, 13)]
    assert twice.deadlines(second).due_on == date(2025, 2, 25)
    assert (back.ledger, back.deadlines(LEY_51).due_on) == ((), date(2025, 2, 24))


def test_an_answer_on_its_way_is_counted_again_without_another_letter_and_a_notified_one_is_not() -> None:
    published = a_calendar("v1", date(2025, 2, 12))
    act = p.Reproject(by="s", calendar_version="v1", reason="Ley 1")

    case = reprojection.reproject(answered(), act, MONDAY, LEY_51, published)

    assert case.deadlines(published).due_on == date(2025, 2, 25)
    assert case.due_letters == answered().due_letters
    with pytest.raises(e.AlreadyDecided):
        reprojection.reproject(correspondence.notified(case, MONDAY), act, MONDAY, LEY_51, published)


def test_a_closure_on_the_announced_day_rolls_the_prorroga_forward() -> None:
    case = a_case(type=PqrsdType.PETICION_INFORMACION, received_at=bogota(2026, 11, 3, 9))
    prorroga = p.Prorroga(by="a", new_due_on=date(2026, 12, 2), reason="x")
    case = acts.grant_prorroga(case, prorroga, bogota(2026, 11, 10, 9), LEY_2578)
    published = replace(LEY_2578, version="v2", closures={date(2026, 12, 2): "Cierre"})
    act = p.Reproject(by="s", calendar_version="v2", reason="Acto")

    moved = reprojection.reproject(case, act, bogota(2026, 12, 2, 8), LEY_2578, published)

    assert (case.deadlines(LEY_2578).due_on, moved.deadlines(published).due_on) == (
        date(2026, 12, 2),
        date(2026, 12, 3),
    )
    assert case.deadlines(published).due_on == date(2026, 12, 3)


def test_the_new_holiday_of_july_rolls_a_prorroga_announced_for_it_forward() -> None:
    case = a_case(type=PqrsdType.RECLAMO, received_at=bogota(2026, 5, 29, 9))
    prorroga = p.Prorroga(by="a", new_due_on=date(2026, 7, 13), reason="x")
    case = acts.grant_prorroga(case, prorroga, bogota(2026, 6, 1, 9), LEY_51)
    act = p.Reproject(by="s", calendar_version=LEY_2578.version, reason="Ley 2578 de 2026")

    moved = reprojection.reproject(case, act, bogota(2026, 6, 2, 9), LEY_51, LEY_2578)

    assert (case.deadlines(LEY_51).due_on, moved.deadlines(LEY_2578).due_on) == (
        date(2026, 7, 13),
        date(2026, 7, 14),
    )
