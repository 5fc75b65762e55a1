"""An act that suspends terms, taken back by a later one: dated examples."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import acts
from domain import petitions as p
from domain.case import Case, State
from domain.chronicle import line_of
from domain.colombia import LEY_51
from domain.errors import AlreadyDecided
from domain.instants import start_of
from domain.letters import LetterKind
from domain.revocations import (
    ActAlreadyRevoked,
    SuspensionNotRunning,
    SuspensionOver,
    assert_revocable,
    take,
)
from domain.suspensions import SuspensionAct, filed_under
from tests.unit.test_acts import MONDAY, a_case, done

FROM_ON, TO_ON, WITHOUT = date(2025, 2, 10), date(2025, 2, 14), date(2025, 2, 24)
ACT = SuspensionAct(act_number="R1", from_on=FROM_ON, to_on=TO_ON, norm="Ley X", published_by="s", published_at=MONDAY)


def revoked(on: date, number: str = "R2") -> SuspensionAct:
    return replace(ACT, revocation=p.Revocation(by="otra", act_number=number, on=on, reason="Fecha equivocada"))


def suspended() -> Case:
    return done(acts.suspend, a_case(), ACT.order)


def lifted(case: Case, revoked_on: date, taken_on: date) -> Case:
    return take(case, revoked(revoked_on).lifting, start_of(taken_on) + timedelta(hours=9), LEY_51)


@pytest.mark.parametrize(
    ("revoked_on", "taken_on", "due_on"),
    [
        (date(2025, 2, 7), date(2025, 2, 7), WITHOUT),
        (date(2025, 2, 10), date(2025, 2, 10), date(2025, 2, 25)),
        (date(2025, 2, 11), date(2025, 2, 11), date(2025, 2, 26)),
        (date(2025, 2, 11), date(2025, 2, 13), date(2025, 2, 28)),
    ],
)
def test_the_days_count_again_from_the_day_after_the_revocation_reaches_the_case(
    revoked_on: date, taken_on: date, due_on: date
) -> None:
    case = lifted(suspended(), revoked_on, taken_on)

    dates = case.deadlines(LEY_51)
    assert suspended().deadlines(LEY_51).due_on == date(2025, 3, 3)
    assert (dates.due_on, dates.earliest_due_on) == (due_on, WITHOUT)
    assert case.due_letters[-1].kind == LetterKind.PLAZO_MODIFICADO
    assert (case.ledger == ()) == (taken_on < FROM_ON)


def test_no_term_turns_out_to_have_lapsed_before_its_suspension_was_taken_back() -> None:
    act = replace(ACT, from_on=date(2025, 2, 24), to_on=date(2025, 3, 14))
    case = take(a_case(), act.order, MONDAY, LEY_51)

    for days in range(18):
        on = act.from_on + timedelta(days=days)
        order = replace(act, revocation=revoked(date(2025, 2, 24)).revocation).lifting
        due_on = take(case, order, start_of(on), LEY_51).deadlines(LEY_51).due_on
        assert due_on is not None
        assert due_on > on


def test_what_no_longer_runs_is_not_taken_back_and_a_decided_case_is_left_alone() -> None:
    with pytest.raises(SuspensionNotRunning, match="días por el acto R1"):
        lifted(suspended(), date(2025, 2, 11), TO_ON)
    with pytest.raises(SuspensionNotRunning):
        lifted(a_case(), date(2025, 2, 11), date(2025, 2, 11))
    with pytest.raises(SuspensionNotRunning):
        lifted(lifted(suspended(), FROM_ON, FROM_ON), FROM_ON, FROM_ON)
    with pytest.raises(AlreadyDecided):
        lifted(replace(suspended(), state=State.NOTIFIED, notified_at=start_of(FROM_ON)), FROM_ON, FROM_ON)


def test_an_answer_on_its_way_is_reached_too_and_its_petitioner_is_promised_nothing_else() -> None:
    """It may come back: only what the petitioner knows satisfies the term."""
    answered = replace(suspended(), state=State.NOTIFYING)

    case = lifted(answered, FROM_ON, FROM_ON)

    assert case.deadlines(LEY_51).due_on == date(2025, 2, 25)
    assert case.due_letters == answered.due_letters


def test_an_act_is_revoked_once_and_while_it_has_days_left() -> None:
    assert_revocable(ACT, revocation=p.Revocation(by="s", act_number="R2", on=date(2025, 2, 13), reason="x"))

    with pytest.raises(SuspensionOver, match="hasta el 14/02/2025"):
        assert_revocable(ACT, p.Revocation(by="s", act_number="R2", on=TO_ON, reason="x"))
    with pytest.raises(ActAlreadyRevoked, match="ya lo revocó R2, del 11/02/2025"):
        assert_revocable(revoked(date(2025, 2, 11)), p.Revocation(by="s", act_number="R3", on=FROM_ON, reason="x"))


def test_a_case_filed_after_the_revocation_counts_only_what_was_left_of_the_suspension() -> None:
    case = a_case()

    half = filed_under(case, (revoked(date(2025, 2, 11)),))

    assert half.deadlines(LEY_51).due_on == date(2025, 2, 26)
    assert revoked(date(2025, 2, 7)).is_void
    assert not revoked(FROM_ON).is_void


def test_the_log_says_which_act_revoked_which_and_why() -> None:
    line = line_of(revoked(date(2025, 2, 11)).lifting)

    assert (line.act, line.actor, line.norm) == ("suspension", "otra", "Ley 1437 de 2011, arts. 93 a 97")
    assert line.text == "Revocada por R2, del 11/02/2025, la suspensión de términos R1: Fecha equivocada"
