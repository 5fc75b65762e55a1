"""Levels: their internal terms, when a case entered and left each, and the rung that tells their lapse."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from adapters.stays import levels_of
from domain import acts, handling, ladder, recourse
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.catalog_seed_process import LADDERS, SERVICE_LEVELS
from domain.colombia import LEY_51
from domain.errors import ReassignmentWithoutReason
from domain.ladder import HouseRules
from domain.rungs import Delivery
from domain.service_levels import level_due_on
from tests.support import a_domain_filing, bogota

RULES = HouseRules(ladders=LADDERS, levels=SERVICE_LEVELS)
MONDAY = bogota(2025, 2, 3, 9)
UP = p.Escalate(by="a", level=2, dependencia="GAU", reason="estudio")
THIRD = p.Escalate(by="a", level=3, dependencia="VCC", reason="estudio")


def a_case(**changes: Any) -> Case:
    """Received on Monday 2025-02-03; lapses on 2025-02-24."""
    return opened(a_domain_filing(**changes))


def due(case: Case) -> date | None:
    return level_due_on(case, SERVICE_LEVELS, LEY_51)


@pytest.mark.parametrize(("priority", "on"), [(None, date(2025, 2, 6)), ("menor", date(2025, 2, 4))])
def test_the_first_level_lapses_by_priority_in_business_days_from_receipt(priority: str | None, on: date) -> None:
    assert due(a_case(priority=priority)) == on


def test_a_level_counts_from_the_day_the_case_enters_it() -> None:
    case = handling.escalate(a_case(), UP, bogota(2025, 2, 6, 16), LEY_51)

    assert due(case) == date(2025, 2, 13)


def test_an_internal_term_never_passes_the_legal_one() -> None:
    case = handling.escalate(a_case(), THIRD, bogota(2025, 2, 20, 9), LEY_51)

    assert due(case) == case.deadlines(LEY_51).due_on == date(2025, 2, 24)


def test_a_level_entered_when_the_legal_term_had_lapsed_has_its_own_days() -> None:
    case = handling.escalate(a_case(), THIRD, bogota(2025, 3, 3, 9), LEY_51)

    assert due(case) == date(2025, 3, 12)


def test_the_days_on_which_the_petitioner_completes_are_not_the_levels() -> None:
    act = p.RequireCompletion(by="a", missing_hash="h")
    waiting = acts.require_completion(a_case(), act, bogota(2025, 2, 4, 9), LEY_51)

    resumed = acts.complete(waiting, p.Complete(by="c", text_hash="h"), bogota(2025, 2, 14, 9), LEY_51)

    assert due(waiting) is None
    assert due(resumed) == date(2025, 2, 18)


def test_the_days_of_a_suspension_by_act_are_not_the_levels() -> None:
    act = p.Suspend(by="s", from_on=date(2025, 2, 5), to_on=date(2025, 2, 7), act_number="R1", norm="N")

    case = acts.suspend(a_case(), act, MONDAY, LEY_51)

    assert due(case) == date(2025, 2, 11)


def test_a_decided_case_has_no_internal_term() -> None:
    assert due(replace(a_case(), state=State.ANSWERED)) is None


def test_the_lapse_of_a_level_is_a_rung_of_its_own_for_each_level() -> None:
    second = handling.escalate(a_case(), UP, bogota(2025, 2, 4, 9), LEY_51)

    keys = [[x.key for x in ladder.pending(case, LEY_51, RULES) if x.rung.code == "nivel"] for case in
            (a_case(), second)]  # fmt: skip
    at = [x.at for x in ladder.pending(second, LEY_51, RULES) if x.rung.code == "nivel"]

    assert keys == [["nivel@1.2025-02-06"], ["nivel@2.2025-02-11"]]
    assert at == [bogota(2025, 2, 12, 8)]


def test_a_digested_rung_owes_no_letter_and_waits_for_the_digest() -> None:
    climb = ladder.climb(a_case(), LEY_51, bogota(2025, 2, 7, 8), RULES)

    queued = climb.reminders[0]
    assert [x.kind for x in climb.case.due_letters] == ["acuse", "escalamiento", "recordatorio"]
    assert (queued.key, queued.recipient) == ("2025-E-000001/1/nivel@1.2025-02-06/coordinador", "coordinador")
    assert (queued.due_at, queued.fired_at) == (bogota(2025, 2, 7, 8), bogota(2025, 2, 7, 8))
    assert not {"nivel", "clasificacion"} & {x.rung.code for x in ladder.pending(climb.case, LEY_51, RULES)}


def test_a_line_of_the_digest_overtakes_no_letter() -> None:
    firing, passed = ladder.due_now(a_case(), LEY_51, bogota(2025, 2, 7, 9), RULES)

    assert [x.rung.code for x in firing] == ["clasificacion", "nivel", "traslado"]
    assert passed == []


def test_a_classification_overtaken_by_a_later_rung_stands_all_the_same() -> None:
    climb = ladder.climb(a_case(), LEY_51, bogota(2025, 2, 20, 9), RULES)

    assert "clasificacion" in {x.rung.code for x in climb.passed}
    assert (climb.case.is_classified, climb.case.state) == (True, State.IN_PROGRESS)


def test_a_priority_case_waits_for_no_digest() -> None:
    assert {x.delivery for x in LADDERS.priority} == {Delivery.AT_ONCE}
    assert ladder.climb(a_case(priority="menor"), LEY_51, bogota(2025, 2, 5, 8), RULES).reminders == ()


def test_a_case_tells_when_it_entered_and_left_each_level_and_from_which_it_came() -> None:
    second = handling.escalate(a_case(dependencia="OAU"), UP, bogota(2025, 2, 4, 9), LEY_51)
    third = handling.escalate(second, THIRD, bogota(2025, 2, 6, 9), LEY_51)
    answer = p.Answer(by="a", sense=Sense.GRANTED, signer="s", text_hash="h")

    rows = levels_of(handling.answer(third, answer, bogota(2025, 2, 10, 9), LEY_51), None)

    assert [(x["level"], x["from_level"], x["dependencia"]) for x in rows] == [
        (1, None, "OAU"), (2, 1, "GAU"), (3, 2, "VCC")]  # fmt: skip
    assert [x["left_at"] for x in rows] == [bogota(2025, 2, n, 9).isoformat() for n in (4, 6, 10)]


def test_a_case_reopened_stays_at_its_level_anew() -> None:
    closed = replace(a_case(), level=2, state=State.CLOSED, closed_at=MONDAY, notified_at=MONDAY)

    again = recourse.reopen(closed, p.Reopen(by="c", argument_hash="h"), bogota(2025, 3, 3, 9), LEY_51)

    assert due(again) == date(2025, 3, 10)


def test_assigning_to_another_person_needs_a_reason() -> None:
    mine = handling.assign(a_case(), p.Assign(by="a", dependencia="GAU", responsible="agente-07"), MONDAY, LEY_51)
    other = p.Assign(by="a", dependencia="GAU", responsible="agente-08")

    with pytest.raises(ReassignmentWithoutReason, match="ya está a cargo de agente-07"):
        handling.assign(mine, other, MONDAY, LEY_51)
    same = handling.assign(mine, replace(other, responsible="agente-07"), MONDAY, LEY_51)
    moved = handling.assign(mine, replace(other, reason="vacaciones"), MONDAY, LEY_51)

    assert (same.responsible, moved.responsible) == ("agente-07", "agente-08")
