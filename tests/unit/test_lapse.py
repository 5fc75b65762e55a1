"""A term that lapsed stays lapsed: what silence gave is not taken back by what is decided or published later."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain import acts, correspondence, handling, ladder, notices, orders, reprojection
from domain import errors as e
from domain import petitions as p
from domain.calendar import Calendar
from domain.case import Case, Sense, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_2578
from domain.explanation import explain
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.refusals_of_terms import ReclassificationAfterLapse
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

NOVEMBER_3, LAPSED = bogota(2026, 11, 3, 9), date(2026, 11, 18)
"""Received on Tuesday 2026-11-03, ten business days end on 2026-11-18: Monday the 16th is a holiday."""

RULES = ladder.BEFORE_CATALOGS
INFORMATION = PqrsdType.PETICION_INFORMACION
LATER = bogota(2026, 11, 25, 9)
TO_PARTICULAR = p.Classify(by="c", approved_by="c", type=PqrsdType.PETICION_INTERES_PARTICULAR)


def a_case(type: PqrsdType = INFORMATION, received_at: datetime = NOVEMBER_3) -> Case:
    return opened(a_domain_filing(received_at=received_at, type=type))


def overdue(case: Case) -> Case:
    """The case once the rung of the lapse has fired."""
    return replace(case, is_overdue=True)


def answer(sense: Sense) -> p.Answer:
    return p.Answer(by="a", sense=sense, signer="S", text_hash="h")


def due_on(case: Case, calendar: Calendar = LEY_2578) -> date | None:
    return case.deadlines(calendar).due_on


def suspended(case: Case, at: datetime, issued_on: date | None = None) -> Case:
    act = p.Suspend(by="s", from_on=date(2026, 11, 9), to_on=date(2026, 11, 24), act_number="R2", norm="Ley X",
                    issued_on=issued_on)  # fmt: skip
    return acts.suspend(case, act, at, LEY_2578)


def closing(*days: int) -> Calendar:
    closures = {**LEY_2578.closures, **{date(2026, 11, day): "Cierre por acto" for day in days}}
    return replace(LEY_2578, version="v2", closures=closures)


def reprojected(case: Case, at: datetime, published: Calendar) -> Case:
    return reprojection.reproject(
        case, p.Reproject(by="s", calendar_version="v2", reason="Acto"), at, LEY_2578, published
    )


@pytest.mark.parametrize("sense", [Sense.DENIED, Sense.PARTLY])
def test_nothing_of_what_silence_accepted_is_denied(sense: Sense) -> None:
    with pytest.raises(e.AcceptedBySilence, match="18/11/2026"):
        handling.answer(a_case(), answer(sense), bogota(2026, 11, 19), LEY_2578)


def test_what_silence_accepted_may_be_granted() -> None:
    assert handling.answer(a_case(), answer(Sense.GRANTED), LATER, LEY_2578).decision is not None


@pytest.mark.parametrize(
    ("type", "to", "received_at", "lapsed"),
    [
        (INFORMATION, PqrsdType.PETICION_INTERES_PARTICULAR, NOVEMBER_3, "18/11/2026"),
        (PqrsdType.HABEAS_DATA_FINANCIERO_RECLAMO, PqrsdType.CONSULTA, bogota(2026, 10, 1, 9), "23/10/2026"),
    ],
)
def test_no_longer_term_is_given_to_one_that_lapsed(
    type: PqrsdType, to: PqrsdType, received_at: datetime, lapsed: str
) -> None:
    act = p.Classify(by="c", approved_by="c", type=to)

    with pytest.raises(ReclassificationAfterLapse, match=lapsed):
        handling.classify(a_case(type, received_at), act, bogota(2026, 11, 20, 9), LEY_2578)


def test_a_longer_term_is_given_before_the_one_in_force_lapses() -> None:
    changed = handling.classify(a_case(), TO_PARTICULAR, bogota(2026, 11, 18, 23, 59), LEY_2578)

    assert due_on(changed) == date(2026, 11, 25)


def test_a_ledger_that_lengthens_a_lapsed_term_changes_nothing_of_it() -> None:
    event = LedgerEvent(EventKind.RECLASSIFIED, bogota(2026, 11, 20, 9), to_type=TO_PARTICULAR.type, approved_by="c")

    dates = a_case().noting(event).deadlines(LEY_2578)

    assert (dates.due_on, dates.lapse and dates.lapse.on) == (LAPSED, LAPSED)
    assert "el término ya venció y no se alarga" in " ".join(explain(dates, LEY_2578))


def test_an_equal_name_without_silence_does_not_take_back_what_the_lapse_gave() -> None:
    act = p.Classify(by="a", type=PqrsdType.PETICION_ENTRE_AUTORIDADES_INFORMACION)
    renamed = handling.classify(a_case(), act, bogota(2026, 11, 20, 9), LEY_2578)

    with pytest.raises(e.AcceptedBySilence):
        handling.answer(renamed, answer(Sense.DENIED), LATER, LEY_2578)


def test_a_mistaken_name_whose_day_was_already_behind_may_still_be_mended() -> None:
    reclamo, now = a_case(PqrsdType.RECLAMO), bogota(2026, 11, 20, 9)
    mistaken = handling.classify(reclamo, p.Classify(by="a", type=INFORMATION), now, LEY_2578)
    back = p.Classify(by="c", approved_by="c", type=PqrsdType.RECLAMO)

    mended = handling.classify(mistaken, back, bogota(2026, 11, 23, 9), LEY_2578)

    assert (due_on(mistaken), due_on(mended)) == (LAPSED, date(2026, 11, 25))


def test_an_act_of_after_the_lapse_does_not_bring_the_term_back() -> None:
    case = suspended(overdue(a_case()), LATER)

    assert due_on(case) == LAPSED
    assert ladder.flagged(case, LEY_2578, LATER).is_overdue
    assert LetterKind.PLAZO_MODIFICADO not in {x.kind for x in case.due_letters}
    with pytest.raises(e.AcceptedBySilence):
        handling.answer(case, answer(Sense.DENIED), LATER, LEY_2578)


def test_an_act_of_before_the_lapse_counts_however_late_the_case_is_told() -> None:
    case = suspended(overdue(a_case()), LATER, issued_on=date(2026, 11, 6))

    assert due_on(case) == date(2026, 12, 3)
    assert not ladder.flagged(case, LEY_2578, LATER).is_overdue


def test_an_act_of_before_the_lapse_that_begins_after_it_leaves_it() -> None:
    act = p.Suspend(by="s", from_on=date(2026, 11, 20), to_on=date(2026, 11, 30), act_number="R3", norm="Ley X",
                    issued_on=date(2026, 11, 17))  # fmt: skip

    assert due_on(acts.suspend(a_case(), act, LATER, LEY_2578)) == LAPSED


def test_closures_published_after_the_lapse_do_not_bring_the_term_back() -> None:
    published = closing(9, 10, 11, 12, 13)

    case = reprojected(overdue(a_case()), LATER, published)

    assert due_on(case, published) == LAPSED
    assert ladder.flagged(case, published, LATER).is_overdue
    assert LetterKind.PLAZO_MODIFICADO not in {x.kind for x in case.due_letters}


def test_closures_published_while_the_term_runs_move_it() -> None:
    published = closing(17, 18)

    assert due_on(reprojected(a_case(), bogota(2026, 11, 17, 8), published), published) == date(2026, 11, 20)


def test_a_proof_that_the_answer_was_known_in_time_still_clears_the_flag() -> None:
    answered_at = bogota(2026, 11, 10, 9)
    case = opened(a_domain_filing(received_at=NOVEMBER_3, type=INFORMATION, media=(Medium.POSTAL,)))
    case = handling.answer(case, answer(Sense.DENIED), answered_at, LEY_2578)
    letter = case.due_letters[-1]
    sent = SentLetter.of(letter, "impresa", answered_at, "2026-S-000001", "x")
    waiting = overdue(correspondence.letter_left(case, letter, sent, LEY_2578))

    act = p.RecordDelivery(by="r", evidence="entregado", at=bogota(2026, 11, 13, 10))
    proven = correspondence.record_delivery(waiting, act, LATER, LEY_2578)

    assert not ladder.flagged(proven, LEY_2578, LATER).is_overdue


def test_the_lapse_of_what_silence_accepts_is_told_once_to_who_must_know() -> None:
    lapses_at = bogota(2026, 11, 19)
    before = a_case()

    climbed = ladder.climb(before, LEY_2578, lapses_at, RULES).case
    told = ladder.flagged(climbed, LEY_2578, lapses_at)
    again = ladder.flagged(told, LEY_2578, LATER)

    letters = [x for x in told.due_letters if "/silencio/" in x.key]
    assert [(x.kind, x.recipient) for x in letters] == [
        (LetterKind.VENCIMIENTO, "coordinador"),
        (LetterKind.VENCIMIENTO, "control_interno"),
        (LetterKind.VENCIMIENTO, "juridica"),
    ]
    assert "se entiende aceptado por silencio desde el 18/11/2026 y no puede negarse" in letters[0].facts["motivo"]
    assert [x.text[:17] for x in notices.lines_of_silence(before, told)] == ["Silencio positivo"]
    assert (again, notices.lines_of_silence(told, again)) == (told, [])


@pytest.mark.parametrize("type", [PqrsdType.RECLAMO, PqrsdType.CONSULTA])
def test_no_other_lapse_speaks_of_silence(type: PqrsdType) -> None:
    at = bogota(2027, 2, 1)

    assert not any("/silencio/" in x.key for x in ladder.flagged(overdue(a_case(type)), LEY_2578, at).due_letters)


def test_a_case_that_comes_back_to_a_date_already_told_is_overdue_and_its_silence_is_told() -> None:
    """An order gave it a day more; it was a petition for documents, whose term had ended the day before."""
    told = a_case(PqrsdType.ENTE_CONTROL)
    told = ladder.climb(told, LEY_2578, bogota(2026, 11, 19, 9), RULES).case
    now = bogota(2026, 11, 19, 10)
    ordered = orders.set_term(told, p.SetTerm(by="a", due_on=date(2026, 11, 19), norm="Oficio 1"), now, LEY_2578)
    given = ladder.carried(ladder.flagged(ordered, LEY_2578, now), LEY_2578, now, RULES)

    documents = handling.classify(given, p.Classify(by="a", type=PqrsdType.PETICION_DOCUMENTOS), now, LEY_2578)
    back = ladder.carried(documents, LEY_2578, now, RULES)

    assert (told.is_overdue, given.is_overdue, back.is_overdue) == (True, False, True)
    assert len([x for x in back.due_letters if "/silencio/" in x.key]) == 3


def test_a_closure_inside_the_term_that_lapsed_does_not_bring_it_back_under_a_shorter_one() -> None:
    """Its fifteen days lapsed on the 25th; called information on the 26th, its ten had ended on the 18th."""
    at = bogota(2026, 11, 26, 9)
    short = handling.classify(a_case(PqrsdType.QUEJA), p.Classify(by="a", type=INFORMATION), at, LEY_2578)

    case, published = reprojected(short, at, closing(23)), closing(23)

    assert short.deadlines(LEY_2578).lapse == case.deadlines(published).lapse
    assert case.deadlines(published).lapse is not None
