"""The ladder: who is told, when, once; never outside working hours; late rungs do not come in a burst."""

from datetime import date, datetime, timedelta

import pytest

from domain import acts, handling, ladder
from domain import petitions as p
from domain.case import Case, opened
from domain.colombia import LEY_51
from domain.letters import LetterKind
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

RULES = ladder.BEFORE_CATALOGS
CASE = opened(a_domain_filing())
"""Received on Monday 2025-02-03; lapses on 2025-02-24."""


def test_the_rungs_come_in_order_at_the_opening_of_their_day() -> None:
    rungs = [(x.rung.code, x.at) for x in ladder.pending(CASE, LEY_51, RULES)]

    assert rungs == [
        ("clasificacion", bogota(2025, 2, 5, 8)),
        ("traslado", bogota(2025, 2, 7, 8)),
        ("mitad", bogota(2025, 2, 12, 8)),
        ("tres_dias", bogota(2025, 2, 19, 8)),
        ("un_dia", bogota(2025, 2, 21, 8)),
        ("vencida", bogota(2025, 2, 25)),
        ("aviso_jefe", bogota(2025, 2, 25, 8)),
        ("control", bogota(2025, 2, 27, 8)),
    ]


def test_a_fired_rung_owes_its_letter_under_a_key_of_its_own_and_never_fires_again() -> None:
    first = ladder.pending(CASE, LEY_51, RULES)[0]

    fired = ladder.fired(CASE, first, first.at)
    again = ladder.fired(fired, first, first.at)

    assert first.key not in {x.key for x in ladder.pending(fired, LEY_51, RULES)}
    assert len(again.due_letters) == len(fired.due_letters) == 2


def test_after_an_outage_only_the_latest_rung_of_each_recipient_is_sent() -> None:
    firing, passed = ladder.due_now(CASE, LEY_51, bogota(2025, 2, 26, 9), RULES)

    assert sorted(x.rung.code for x in firing) == ["aviso_jefe", "mitad", "traslado", "tres_dias", "vencida"]
    assert sorted(x.rung.code for x in passed) == ["clasificacion", "un_dia"]


def test_a_late_reminder_that_waits_for_the_morning_does_not_hold_up_the_end_of_the_term() -> None:
    case = CASE
    for rung in ladder.pending(CASE, LEY_51, RULES)[:3]:
        case = ladder.skipped(case, rung, rung.at)
    back_at, midnight = bogota(2025, 2, 24, 23), bogota(2025, 2, 25)

    first = ladder.next_at(case, LEY_51, back_at, RULES)
    firing, passed = ladder.due_now(case, LEY_51, midnight, RULES)

    assert first is not None
    assert (first.rung.code, first.at) == ("vencida", midnight)
    assert ([x.rung.code for x in firing], passed) == (["vencida"], [])


def test_when_the_date_moves_the_rungs_of_the_new_date_are_armed() -> None:
    act = p.Prorroga(by="a", new_due_on=date(2025, 3, 17), reason="x")

    moved = acts.grant_prorroga(CASE, act, bogota(2025, 2, 17, 9), LEY_51)

    assert bogota(2025, 3, 14, 8) in {x.at for x in ladder.pending(moved, LEY_51, RULES)}
    assert bogota(2025, 2, 21, 8) not in {x.at for x in ladder.pending(moved, LEY_51, RULES)}


def test_a_suspended_case_waits_only_for_its_petitioner() -> None:
    waiting = acts.require_completion(
        CASE, p.RequireCompletion(by="a", missing_hash="h"), bogota(2025, 2, 4, 9), LEY_51
    )

    assert [(x.rung.code, x.at) for x in ladder.pending(waiting, LEY_51, RULES)] == [
        ("desistimiento", bogota(2025, 3, 5, 8)),
    ]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (bogota(2025, 2, 4, 7), bogota(2025, 2, 4, 8)),
        (bogota(2025, 2, 4, 10), bogota(2025, 2, 4, 10)),
        (bogota(2025, 2, 4, 17), bogota(2025, 2, 5, 8)),
        (bogota(2025, 2, 8, 10), bogota(2025, 2, 10, 8)),
    ],
)
def test_nothing_is_sent_outside_working_hours(now: datetime, then: datetime) -> None:
    assert ladder.working_instant(now, LEY_51) == then


def test_a_priority_case_climbs_sooner() -> None:
    urgent: Case = opened(a_domain_filing(priority="menor"))

    soonest = ladder.pending(urgent, LEY_51, RULES)[0]

    assert soonest.at < ladder.pending(CASE, LEY_51, RULES)[0].at
    assert soonest.at - urgent.filing.received_at < timedelta(days=2)


def test_when_nobody_confirms_the_shorter_proposal_stands_and_the_coordinator_is_told() -> None:
    mislabelled = opened(a_domain_filing(proposed=PqrsdType.PETICION_DOCUMENTOS))
    rung = ladder.pending(mislabelled, LEY_51, RULES)[0]

    stands = ladder.fired(mislabelled, rung, rung.at)

    assert (stands.type, stands.is_classified) == (PqrsdType.PETICION_DOCUMENTOS, True)
    assert stands.deadlines(LEY_51).due_on == date(2025, 2, 17)
    assert [x.recipient for x in stands.due_letters if x.kind == LetterKind.ESCALAMIENTO] == ["coordinador"]


def test_what_an_official_confirmed_stays_over_the_proposal() -> None:
    mislabelled = opened(a_domain_filing(proposed=PqrsdType.PETICION_DOCUMENTOS))
    confirm = p.Classify(type=PqrsdType.RECLAMO, by="agente")

    confirmed = handling.classify(mislabelled, confirm, bogota(2025, 2, 4, 9), LEY_51)

    assert "clasificacion" not in {x.rung.code for x in ladder.pending(confirmed, LEY_51, RULES)}
    assert confirmed.type == PqrsdType.RECLAMO
