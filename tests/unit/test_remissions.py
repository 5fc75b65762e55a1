"""A traslado: the remission reaches the other authority whenever it comes back, and the petitioner has a copy of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain import acts, correspondence, handling, recourse
from domain import errors as e
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.chronicle import line_of
from domain.colombia import LEY_51
from domain.letters import LetterKind
from domain.remissions import copy_of_remission, goes_on_otherwise
from domain.returns import returned
from tests.support import a_domain_filing, bogota

MOVED_AT = bogota(2025, 2, 5, 10)
BACK_AT = MOVED_AT + timedelta(days=5)
ENTITY, CITIZEN = LetterKind.TRASLADO_ENTIDAD, LetterKind.TRASLADO_CIUDADANO
MEDIA = (Medium.EMAIL, Medium.POSTAL)


def act(entity: str = "Ministerio", *, is_partial: bool = False) -> p.Traslado:
    return p.Traslado(by="a", entity=entity, reason="Es suya.", mail="buzon@otra.example", is_partial=is_partial)


def moved(remission: p.Traslado, case: Case | None = None) -> Case:
    case = case or opened(a_domain_filing(media=MEDIA))
    return acts.transfer(replace(case, due_letters=()), remission, MOVED_AT, LEY_51).next_version()


def left(case: Case, status: str = "enviada", at: datetime = MOVED_AT) -> Case:
    """The case once the first letter it owes to somebody else left, under the next number."""
    letter = next(x for x in case.due_letters if not x.is_internal)
    number = len(case.letters) + 1
    sent = SentLetter.of(letter, status, at, f"2025-S-{number:06d}", f"{number:064x}")
    return correspondence.letter_left(case, letter, sent, LEY_51).next_version()


def closed(case: Case) -> Case:
    return handling.closed(case, MOVED_AT + timedelta(minutes=1))


def reopened(case: Case, key: str) -> Case:
    again = returned(case, key, by="correo")
    assert again is not None
    return recourse.reopen(case, again, BACK_AT, LEY_51).next_version()


def kind(case: Case, wanted: LetterKind) -> SentLetter:
    return next(x for x in reversed(case.letters) if x.kind == wanted)


def test_a_remission_that_comes_back_after_the_closing_goes_on_paper_and_the_coordinator_knows() -> None:
    case = closed(left(left(moved(act()))))

    again = reopened(case, kind(case, ENTITY).key)

    assert (again.cycle, again.state, again.closed_at) == (2, State.TRANSFERRED, None)
    assert [(x.kind, x.medium, x.recipient) for x in again.due_letters] == [
        (ENTITY, Medium.POSTAL, "entidad"),
        (LetterKind.ESCALAMIENTO, Medium.EMAIL, "coordinador"),
    ]
    assert again.due_letters[0].key.startswith("2025-E-000001/2/traslado_entidad/")


def test_the_petitioners_letter_that_comes_back_after_the_closing_goes_by_the_next_medium() -> None:
    case = closed(left(left(moved(act()))))

    again = reopened(case, "2025-S-000002")

    assert [(x.kind, x.medium) for x in again.due_letters] == [(CITIZEN, Medium.POSTAL)]


def test_both_letters_may_come_back_each_once() -> None:
    case = closed(left(left(moved(act()))))
    entity, citizen = (kind(case, x).key for x in (ENTITY, CITIZEN))
    bounced = p.RecordDelivery(by="correo", evidence="rebotado", key=citizen)
    running = reopened(case, entity)

    both = correspondence.record_delivery(running, bounced, BACK_AT, LEY_51)
    again = correspondence.record_delivery(both, bounced, BACK_AT, LEY_51)
    done = closed(left(left(both, "impresa"), "impresa"))

    assert {(x.kind, x.medium) for x in both.due_letters if not x.is_internal} == {
        (ENTITY, Medium.POSTAL),
        (CITIZEN, Medium.POSTAL),
    }
    assert again == both
    assert [returned(done, key, by="correo") for key in (entity, citizen)] == [None, None]


def test_a_remission_on_paper_that_comes_back_is_told_to_the_coordinator() -> None:
    case = closed(left(left(left(moved(act()), "rechazada"), "impresa")))
    told = [x.facts["motivo"] for x in reopened(case, kind(case, ENTITY).key).due_letters if x.is_internal]

    assert told[-1] == "la remisión a Ministerio no llegó: falta remitirla de otro modo"


def test_a_partial_remission_that_comes_back_leaves_the_answer_as_it_is() -> None:
    partial = moved(act("MEN", is_partial=True))
    other = left(left(moved(act("ICFES", is_partial=True), left(left(partial)))))
    answer = p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h")
    known = correspondence.settled(left(handling.answer(other, answer, MOVED_AT, LEY_51)), LEY_51)
    case = closed(known)

    again = reopened(case, "2025-S-000001")

    assert (again.state, again.notified_at, again.deadlines(LEY_51)) == (
        State.CLOSED, case.notified_at, case.deadlines(LEY_51),
    )  # fmt: skip
    assert [x.facts["entidad"] for x in again.due_letters if x.kind == ENTITY] == ["MEN"]
    assert not correspondence.awaits_notification(again)


def test_nothing_begins_again_for_what_is_no_letter_of_a_traslado() -> None:
    case = closed(left(left(moved(act()))))
    notice = replace(kind(case, CITIZEN), key="2025-E-000001/1/traslado_ciudadano/9/aviso", medium=Medium.AVISO)
    published = replace(case, letters=(*case.letters, notice))

    assert returned(case, "2025-E-000001/acuse", by="c") is None
    assert returned(case, None, by="c") is None
    with pytest.raises(e.NothingSent):
        reopened(published, notice.key)


def test_the_petitioner_receives_a_copy_of_the_remission_that_really_left() -> None:
    refused = left(moved(act()), "rechazada")
    first, second = [x for x in refused.due_letters if not x.is_internal]
    on_paper = left(refused, "impresa")
    [letter] = [x for x in on_paper.due_letters if x.kind == CITIZEN]

    copy = copy_of_remission(on_paper, letter)

    assert (first.kind, first.medium, second.kind) == (ENTITY, Medium.POSTAL, CITIZEN)
    assert copy is not None
    assert (copy.outgoing_radicado, copy.medium) == ("2025-S-000002", Medium.POSTAL)
    assert copy_of_remission(on_paper, replace(letter, medium=Medium.AVISO)) is None
    assert copy_of_remission(on_paper, first) is None
    assert goes_on_otherwise(on_paper, on_paper.letters[0])


def test_the_log_says_which_letter_came_back() -> None:
    case = closed(left(left(moved(act()))))
    again = returned(case, kind(case, ENTITY).key, by="correo")

    assert again is not None
    assert line_of(again).text == "La carta del traslado volvió después del cierre: sale por otro medio"
    assert line_of(replace(again, letter=None)).norm == "Ley 1437 de 2011, art. 69"
