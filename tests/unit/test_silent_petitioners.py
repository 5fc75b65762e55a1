"""Whoever does not complete or clarify: what was asked must have arrived, and only an act closes the petition."""

from datetime import date

import pytest

from domain import acts, correspondence, handling, ladder, recourse
from domain import errors as e
from domain import petitions as p
from domain.case import Case, State, opened
from domain.case_letters import Medium, SentLetter
from domain.clock_waits import ART_19
from domain.colombia import LEY_51
from domain.ledger import EventKind
from domain.letters import LetterKind
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

MONDAY = bogota(2025, 2, 3, 9)
ACT = p.Withdraw(by="j", is_tacit=True, act_number="RES-1", reason="No respondió.")
RULES = ladder.BEFORE_CATALOGS


def sent(case: Case) -> Case:
    letter = case.due_letters[-1]
    record = SentLetter(key=letter.key, kind=letter.kind, medium=letter.medium, status="enviada", at=MONDAY,
                        text_hash=letter.text_hash, facts=letter.facts)  # fmt: skip
    return correspondence.letter_left(case, letter, record, LEY_51)


def required() -> Case:
    case = opened(a_domain_filing(media=(Medium.EMAIL, Medium.POSTAL)))
    return sent(acts.require_completion(case, p.RequireCompletion(by="a", missing_hash="h"), MONDAY, LEY_51))


def returned_for_clarification() -> Case:
    asked = p.Clarify(by="a", text_hash="h", is_request=True)
    return sent(acts.clarify(opened(a_domain_filing()), asked, MONDAY, LEY_51))


def test_no_desistimiento_rests_on_a_requerimiento_that_came_back() -> None:
    case = required()
    back = correspondence.record_delivery(
        case,
        p.RecordDelivery(by="correo", evidence="rebotado", key=case.letters[-1].key),
        bogota(2025, 2, 4, 9),
        LEY_51,
    )

    assert acts.withdraw(case, ACT, bogota(2025, 3, 6, 9), LEY_51).state == State.WITHDRAWN
    assert back.due_letters[-1].medium == Medium.POSTAL
    with pytest.raises(e.RequerimientoNotProven):
        acts.withdraw(back, ACT, bogota(2025, 3, 6, 9), LEY_51)


def test_its_arrival_by_post_lets_the_desistimiento_be_decreed_a_month_later() -> None:
    case = required()
    mailed = p.RecordDelivery(by="correo", evidence="rebotado", key=case.letters[-1].key)
    back = sent(correspondence.record_delivery(case, mailed, bogota(2025, 2, 4, 9), LEY_51))
    arrived = p.RecordDelivery(
        by="mensajero", evidence="entregado", key=back.letters[-1].key, at=bogota(2025, 2, 10, 9)
    )

    known = correspondence.record_delivery(back, arrived, bogota(2025, 2, 11, 9), LEY_51)

    assert known.deadlines(LEY_51).closable_from == date(2025, 3, 11)


def test_what_is_not_clarified_is_archived_by_an_act_with_its_recourse() -> None:
    case = returned_for_clarification()
    lapse = next(x for x in ladder.pending(case, LEY_51, RULES) if x.rung.code == "desistimiento")

    with pytest.raises(e.DesistimientoTooEarly, match="18/02/2025"):
        acts.withdraw(case, ACT, bogota(2025, 2, 17, 9), LEY_51)
    archived = acts.withdraw(case, ACT, bogota(2025, 2, 18, 9), LEY_51)

    assert lapse.at == bogota(2025, 2, 18, 8)
    event = archived.last(EventKind.DESISTIMIENTO_ACT_NOTIFIED)
    assert event is not None
    assert event.norm == ART_19
    assert (archived.due_letters[-1].kind, archived.due_letters[-1].facts["clase"]) == (
        LetterKind.DESISTIMIENTO,
        "archivo",
    )
    assert archived.deadlines(LEY_51).milestones["reposicion"] == date(2025, 3, 4)


def test_a_reposicion_is_heard_against_the_archive() -> None:
    archived = acts.withdraw(returned_for_clarification(), ACT, bogota(2025, 2, 18, 9), LEY_51)
    closed = handling.closed(archived, bogota(2025, 2, 19, 9))

    until = recourse.last_day(closed, p.Ground.REPOSICION, LEY_51)

    assert until == date(2025, 3, 5)


def test_a_longer_type_is_refused_without_approval_also_while_the_term_waits() -> None:
    with pytest.raises(e.ReclassificationLengthens):
        handling.classify(required(), p.Classify(by="a", type=PqrsdType.CONSULTA), bogota(2025, 2, 5, 9), LEY_51)


def test_a_draft_that_awaits_review_goes_on_awaiting_it_once_the_petition_is_complete() -> None:
    drafted = handling.draft(required(), p.WriteDraft(by="a", text_hash="t"), bogota(2025, 2, 4, 9), LEY_51)

    completed = acts.complete(drafted, p.Complete(by="c", text_hash="h"), bogota(2025, 2, 5, 9), LEY_51)

    assert (drafted.state, completed.state) == (State.SUSPENDED, State.IN_REVIEW)


def test_nobody_who_does_not_read_e_mail_is_owed_a_letter_of_courtesy() -> None:
    case = opened(a_domain_filing(media=(Medium.POSTAL,)))
    waiting = acts.require_completion(case, p.RequireCompletion(by="a", missing_hash="h"), MONDAY, LEY_51)

    completed = acts.complete(waiting, p.Complete(by="c", text_hash="h"), bogota(2025, 2, 5, 9), LEY_51)

    assert [x.kind for x in completed.due_letters] == [LetterKind.REQUERIMIENTO]


def test_a_date_that_moves_is_told_by_post_to_who_does_not_read_e_mail() -> None:
    case = opened(a_domain_filing(media=(Medium.POSTAL,)))
    act = p.Suspend(by="s", from_on=date(2025, 2, 10), to_on=date(2025, 2, 14), act_number="RES-9", norm="n")

    moved = acts.suspend(case, act, MONDAY, LEY_51)

    told = moved.due_letters[-1]
    assert (told.kind, told.medium, told.kind.is_official) == (LetterKind.PLAZO_MODIFICADO, Medium.POSTAL, True)
