"""Four eyes: what is reviewed is what was read, and nothing goes around a review that was asked for."""

from collections.abc import Callable
from typing import Any

import pytest

from domain import handling, recourse
from domain import petitions as p
from domain.case import Case, Sense, opened
from domain.colombia import LEY_51
from domain.deadlines import Policy
from domain.errors import DraftNotApproved, ReclassificationLengthens, ReviewRequired, UnseenVersion
from domain.knowledge import KnownAnswer, approved
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

MONDAY = bogota(2025, 2, 3, 10)
ANSWER = p.Answer(by="ana", sense=Sense.GRANTED, signer="S", text_hash="directo")
REJECTION = p.Reject(by="ana", norm="Ley 1266 de 2008, art. 5", text_hash="directo", signer="S")
DIRECT = [(handling.answer, ANSWER), (recourse.reject, REJECTION)]


def done(law: Callable[..., Case], case: Case, act: Any) -> Case:
    return law(case, act, MONDAY, LEY_51).next_version()


def written(case: Case | None = None, kind: str = "fondo") -> Case:
    return done(handling.draft, case or opened(a_domain_filing()), p.WriteDraft(by="ana", text_hash="h", kind=kind))


def version(case: Case) -> int:
    assert case.draft is not None
    return case.draft.version


@pytest.mark.parametrize("is_approved", [True, False])
def test_a_draft_written_after_the_one_that_was_read_is_not_decided(is_approved: bool) -> None:  # noqa: FBT001
    first = written()
    second = written(first)
    late = p.Review(by="eva", is_approved=is_approved, version=version(first))

    with pytest.raises(UnseenVersion):
        handling.review(second, late, MONDAY, LEY_51)
    assert done(handling.review, second, p.Review(by="eva", is_approved=True, version=version(second)))
    assert done(handling.review, second, p.Review(by="eva", is_approved=True))


def test_the_number_of_a_draft_that_left_is_not_that_of_the_next() -> None:
    partial = written(kind="parcial")
    left = done(handling.review, partial, p.Review(by="eva", is_approved=True))

    assert version(written(left)) > version(partial)


def test_an_approved_answer_is_the_one_that_was_read() -> None:
    answer = KnownAnswer(code="x", title="X", body="x", author="ana", version=3)

    assert approved(answer, "eva", 3) is answer
    with pytest.raises(UnseenVersion, match="versión 3"):
        approved(answer, "eva", 2)


@pytest.mark.parametrize(("law", "act"), DIRECT)
def test_no_text_leaves_around_a_draft_that_waits_or_was_returned(law: Any, act: Any) -> None:
    waiting = written()
    returned = done(handling.review, waiting, p.Review(by="eva", is_approved=False))

    for case in (waiting, returned):
        with pytest.raises(DraftNotApproved):
            law(case, act, MONDAY, LEY_51)


@pytest.mark.parametrize(("law", "act"), DIRECT)
def test_an_approved_draft_leaves_as_it_was_approved(law: Any, act: Any) -> None:
    case = done(handling.review, written(), p.Review(by="eva", is_approved=True))
    same = {"text_hash": "h"}

    with pytest.raises(DraftNotApproved):
        law(case, act, MONDAY, LEY_51)
    assert done(law, case, type(act)(**{**vars(act), **same})).decision is not None


@pytest.mark.parametrize(("law", "act"), DIRECT)
def test_who_leads_and_a_text_approved_for_a_group_wait_for_nobody(law: Any, act: Any) -> None:
    exempt = type(act)(**{**vars(act), "needs_review": False})

    assert done(law, written(), exempt).decision is not None
    assert done(law, at_a_level_with_review(), exempt).decision is not None


@pytest.mark.parametrize(("law", "act"), DIRECT)
def test_where_the_house_wants_review_an_agent_does_not_answer_directly(law: Any, act: Any) -> None:
    case = at_a_level_with_review()
    higher = done(handling.escalate, case, p.Escalate(by="ana", level=2, dependencia="GAU", reason="Estudio"))

    with pytest.raises(ReviewRequired, match="nivel 1"):
        law(case, act, MONDAY, LEY_51)
    assert done(law, higher, act).decision is not None


def at_a_level_with_review() -> Case:
    return opened(a_domain_filing(policy=Policy(levels_with_review=(1, 3))))


@pytest.mark.parametrize("signer", ["Carolina Mejía", ""])
def test_what_leaves_by_review_is_signed_by_a_name_and_never_by_a_login(signer: str) -> None:
    case = done(handling.review, written(kind="parcial"), p.Review(by="dev-c", is_approved=True, signer=signer))

    assert "dev-c" not in case.due_letters[-1].facts.values()
    assert case.due_letters[-1].facts.get("firmante", "") == signer


def test_reclassifying_with_an_empty_approval_is_without_one() -> None:
    longer = p.Classify(type=PqrsdType.CONSULTA, by="ana", approved_by="")

    with pytest.raises(ReclassificationLengthens):
        handling.classify(opened(a_domain_filing()), longer, MONDAY, LEY_51)
