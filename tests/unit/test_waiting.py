"""What may wait and what may not: the terms that nothing stops, and the petitioner's own time under an act."""

from datetime import date, datetime

import pytest

from domain import acts, awaiting, correspondence, handling
from domain import errors as e
from domain import petitions as p
from domain.case import Case, State, opened
from domain.case_letters import Medium, SentLetter
from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.deadlines import Policy
from domain.explanation import explain
from domain.ledger import EventKind, LedgerEvent
from domain.refusals_of_terms import ProrrogaNotOnLastDay, TermNeverWaits
from domain.suspensions import Scope, SuspensionAct, filed_under
from domain.terms import TERMS, PqrsdType
from tests.support import a_domain_filing, bogota

_ = PqrsdType
NEVER_WAIT = {
    _.TUTELA, _.ENTE_CONTROL, _.CONGRESISTA_INFORME, _.CONGRESO_DOCUMENTOS, _.CONGRESO_CUESTIONARIO_CITACION,
    _.DEFENSORIA_INFORMACION, _.RECURSO_REPOSICION, _.DCF_TRASLADO, _.DCF_QUEJA_RECIBIDA_EN_ENTIDAD,
    _.HABEAS_DATA_FINANCIERO_TRASLADO_OPERADOR,
}  # fmt: skip
NOVEMBER_3, NOVEMBER_4 = bogota(2026, 11, 3, 9), bogota(2026, 11, 4, 9)
REQUIRE = p.RequireCompletion(by="a", missing_hash="h")
YEAR_END = p.Suspend(by="s", from_on=date(2026, 12, 14), to_on=date(2027, 1, 8), act_number="R3", norm="Ley X")


def a_case(
    type: PqrsdType = _.RECLAMO,
    at: datetime = NOVEMBER_3,
    policy: Policy = Policy(),  # noqa: B008
    media: tuple[Medium, ...] = (Medium.EMAIL,),
) -> Case:
    return opened(a_domain_filing(type=type, received_at=at, policy=policy, media=media))


def required(case: Case, at: datetime, status: str = "enviada") -> Case:
    asked = acts.require_completion(case, REQUIRE, at, LEY_2578)
    letter = asked.due_letters[-1]
    return correspondence.letter_left(asked, letter, SentLetter.of(letter, status, at, "2026-S-1", "x"), LEY_2578)


def marks(case: Case) -> dict[str, date]:
    return dict(case.deadlines(LEY_2578).milestones)


# Terms that nothing stops


def test_what_another_authority_imposes_never_waits() -> None:
    assert {type for type, term in TERMS.items() if not term.may_wait} == NEVER_WAIT


@pytest.mark.parametrize("type", sorted(NEVER_WAIT))
def test_neither_the_petitioner_nor_an_act_stops_it(type: PqrsdType) -> None:
    case, returned = a_case(type), p.Clarify(by="a", text_hash="h", is_request=True)
    act = p.Suspend(by="s", from_on=date(2026, 11, 4), to_on=date(2026, 11, 20), act_number="R1", norm="Ley X")

    with pytest.raises(TermNeverWaits, match=type.label):
        acts.require_completion(case, REQUIRE, NOVEMBER_3, LEY_2578)
    with pytest.raises(TermNeverWaits):
        acts.clarify(case, returned, NOVEMBER_3, LEY_2578)
    with pytest.raises(TermNeverWaits):
        acts.suspend(case, act, NOVEMBER_3, LEY_2578)


def test_an_act_in_force_at_filing_leaves_it_as_it_is() -> None:
    act = SuspensionAct(act_number="R1", from_on=date(2026, 11, 4), to_on=date(2026, 11, 20), norm="Ley X",
                        published_by="s", published_at=NOVEMBER_3, scope=Scope())  # fmt: skip

    assert filed_under(a_case(_.CONGRESISTA_INFORME), (act,)).ledger == ()
    assert filed_under(a_case(_.RECLAMO), (act,)).ledger != ()


def test_what_is_found_to_be_of_another_authority_is_counted_as_if_it_never_waited() -> None:
    waiting = required(a_case(), NOVEMBER_4)
    paused = acts.suspend(waiting, YEAR_END, NOVEMBER_4, LEY_2578)

    congress = handling.classify(
        paused, p.Classify(by="a", type=_.CONGRESISTA_INFORME), bogota(2026, 11, 6, 9), LEY_2578
    )

    dates = congress.deadlines(LEY_2578)
    assert (dates.due_on, dates.pauses, dates.is_suspended) == (date(2026, 11, 10), (), False)
    assert (paused.state, congress.state) == (State.SUSPENDED, State.IN_PROGRESS)


def test_a_ledger_that_stops_it_is_not_believed() -> None:
    asked = LedgerEvent(EventKind.COMPLETION_REQUIRED, NOVEMBER_4)
    act = LedgerEvent(EventKind.SUSPENDED, NOVEMBER_4, from_on=date(2026, 11, 5), to_on=date(2026, 11, 6), act="R1")

    dates = reckon(_.ENTE_CONTROL, NOVEMBER_3, (asked, act), LEY_2578)

    assert dates.due_on == date(2026, 11, 18)
    assert "este término no se detiene" in " ".join(explain(dates, LEY_2578))


# The petitioner's own time under an act that suspends terms


def test_an_act_suspends_the_month_of_who_was_required() -> None:
    waiting = required(a_case(at=bogota(2026, 11, 17, 9)), bogota(2026, 11, 20, 9))
    suspended = acts.suspend(waiting, YEAR_END, bogota(2026, 12, 1, 9), LEY_2578)
    tacit = p.Withdraw(by="c", is_tacit=True, act_number="R9", reason="No aportó.")

    assert marks(waiting)["complemento"] == date(2026, 12, 21)
    assert (marks(suspended)["complemento"], marks(suspended)["desistimiento_desde"]) == (
        date(2027, 1, 15),
        date(2027, 1, 18),
    )
    with pytest.raises(e.DesistimientoTooEarly, match="18/01/2027"):
        acts.withdraw(suspended, tacit, bogota(2026, 12, 22, 9), LEY_2578)


def test_an_act_suspends_the_ten_days_to_clarify() -> None:
    returned = p.Clarify(by="a", text_hash="h", is_request=True)
    waiting = acts.clarify(a_case(at=bogota(2026, 12, 1, 9)), returned, bogota(2026, 12, 10, 9), LEY_2578)

    suspended = acts.suspend(waiting, YEAR_END, bogota(2026, 12, 11, 9), LEY_2578)

    assert marks(waiting)["aclaracion"] == date(2026, 12, 24)
    assert (marks(suspended)["aclaracion"], marks(suspended)["archivo_desde"]) == (
        date(2027, 1, 22),
        date(2027, 1, 25),
    )


def test_an_act_suspends_the_ten_days_to_require() -> None:
    case = acts.suspend(a_case(at=bogota(2026, 12, 9, 9)), YEAR_END, bogota(2026, 12, 10, 9), LEY_2578)

    asked = acts.require_completion(case, REQUIRE, bogota(2027, 1, 12, 9), LEY_2578)

    assert marks(case)["requerimiento"] == date(2027, 1, 21)
    assert asked.deadlines(LEY_2578).is_suspended


def test_more_time_to_complete_is_asked_within_the_month_from_the_receipt() -> None:
    posted = required(a_case(media=(Medium.POSTAL,)), NOVEMBER_4, "impresa")
    proof = p.RecordDelivery(by="a", evidence="entregado", at=bogota(2026, 11, 17, 9), key=posted.letters[-1].key)
    known = correspondence.record_delivery(posted, proof, bogota(2026, 11, 18, 9), LEY_2578)
    ask, december_9 = p.ExtendCompletion(by="c"), bogota(2026, 12, 9, 9)

    owed = awaiting.awaited(known, LEY_2578, date(2026, 12, 9))
    extended = acts.extend_completion(known, ask, december_9, LEY_2578)

    assert owed is not None
    assert owed.is_extendable
    assert marks(extended)["desistimiento_desde"] == date(2027, 1, 19)
    with pytest.raises(e.CompletionExtensionOutOfTime, match="04/12/2026"):
        acts.extend_completion(posted, ask, december_9, LEY_2578)
    with pytest.raises(e.CompletionExtensionOutOfTime, match="17/12/2026"):
        acts.extend_completion(known, ask, bogota(2026, 12, 18, 9), LEY_2578)


# The readings of the case's policy


def test_a_late_requerimiento_is_a_reading_but_never_after_the_lapse() -> None:
    case = a_case(policy=Policy(accepts_late_requerimiento=True))

    late = acts.require_completion(case, REQUIRE, bogota(2026, 11, 20, 9), LEY_2578)

    assert late.deadlines(LEY_2578).is_suspended
    with pytest.raises(e.RequerimientoOutOfTime, match="18/11/2026"):
        acts.require_completion(a_case(), REQUIRE, bogota(2026, 11, 20, 9), LEY_2578)
    with pytest.raises(e.RequerimientoOutOfTime, match="25/11/2026"):
        acts.require_completion(case, REQUIRE, bogota(2026, 11, 26, 9), LEY_2578)


def test_a_second_requerimiento_is_a_reading_with_a_month_and_an_extension_of_its_own() -> None:
    case = required(a_case(policy=Policy(accepts_second_requerimiento=True)), NOVEMBER_4)
    case = acts.extend_completion(case, p.ExtendCompletion(by="c"), bogota(2026, 11, 5, 9), LEY_2578)
    completed = acts.complete(case, p.Complete(by="c", text_hash="h"), bogota(2026, 11, 6, 9), LEY_2578)

    again = required(completed, bogota(2026, 11, 10, 9))
    extended = acts.extend_completion(again, p.ExtendCompletion(by="c"), bogota(2026, 11, 12, 9), LEY_2578)
    done = acts.complete(extended, p.Complete(by="c", text_hash="h"), bogota(2026, 11, 13, 9), LEY_2578)

    assert (marks(again)["complemento"], marks(extended)["complemento"]) == (date(2026, 12, 10), date(2027, 1, 12))
    assert done.deadlines(LEY_2578).due_on == date(2026, 12, 2)
    with pytest.raises(e.RequerimientoAlreadyMade):
        acts.require_completion(required(a_case(), NOVEMBER_4), REQUIRE, bogota(2026, 11, 5, 9), LEY_2578)


def test_a_second_prorroga_is_a_reading() -> None:
    case = a_case(policy=Policy(accepts_second_prorroga=True))
    first = p.Prorroga(by="a", new_due_on=date(2026, 12, 1), reason="Falta.")
    second = p.Prorroga(by="a", new_due_on=date(2026, 12, 11), reason="Falta.")
    once = acts.grant_prorroga(case, first, bogota(2026, 11, 20, 9), LEY_2578)

    twice = acts.grant_prorroga(once, second, bogota(2026, 11, 30, 9), LEY_2578)
    back = twice.noting(LedgerEvent(EventKind.PRORROGA_RETURNED, bogota(2026, 12, 1, 9)))

    assert [x.deadlines(LEY_2578).due_on for x in (once, twice, back)] == [
        date(2026, 12, 1),
        date(2026, 12, 11),
        date(2026, 12, 1),
    ]


def test_where_the_last_day_is_too_late_nobody_announces_a_date_then() -> None:
    act = p.Prorroga(by="a", approved_by="c", new_due_on=date(2026, 12, 11), reason="Falta.")
    last_day = bogota(2026, 11, 25, 9)

    with pytest.raises(ProrrogaNotOnLastDay, match="25/11/2026"):
        acts.grant_prorroga(a_case(policy=Policy(accepts_prorroga_on_last_day=False)), act, last_day, LEY_2578)
    assert acts.grant_prorroga(a_case(), act, last_day, LEY_2578).prorroga is not None
