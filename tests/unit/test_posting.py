"""The printed copy of an aviso: its five days run from the later of the page and the place of public access."""

from dataclasses import replace
from datetime import date

import pytest

from domain import acts, correspondence, handling
from domain import petitions as p
from domain.case import Case, Sense, opened
from domain.case_letters import Medium, Posting, SentLetter
from domain.chronicle import line_of
from domain.colombia import LEY_51
from domain.errors import DomainError, LetterUnknown
from domain.paper import NoticeLetter, PaperState, may_travel, provable
from domain.petitions_told import PostAviso
from domain.posting import (
    AlreadyPosted,
    NotAnAviso,
    NotPosted,
    PostedOutOfTime,
    TakenDownOutOfTime,
    may_come_down,
    post_aviso,
    postable,
)
from tests.support import a_domain_filing, bogota

UP = bogota(2025, 2, 10, 9)
"""Published on a Monday: it takes effect when 2025-02-18 ends."""

NOW = bogota(2025, 2, 14, 9)


def left(case: Case) -> Case:
    letter = case.due_letters[-1]
    return correspondence.letter_left(
        case, letter, SentLetter.of(letter, "publicada", UP, "2025-S-000007", None), LEY_51
    )


def published() -> Case:
    """An answer published by aviso."""
    case = opened(a_domain_filing(media=(Medium.AVISO,)))
    return left(handling.answer(case, p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"), UP, LEY_51))


def up(day: int, letter: str = "2025-S-000007") -> PostAviso:
    return PostAviso(by="a", letter=letter, place="la cartelera", on=date(2025, 2, day))


@pytest.mark.parametrize(("day", "settles_on"), [(10, 19), (11, 20), (14, 25)])
def test_the_five_days_run_from_the_later_of_both_publications(day: int, settles_on: int) -> None:
    case = post_aviso(published(), up(day), NOW, LEY_51)

    assert correspondence.settles_at(case, LEY_51) == bogota(2025, 2, settles_on)
    assert case.posting == Posting(place="la cartelera", on=date(2025, 2, day))


def test_a_posting_noted_after_the_notification_moves_nothing() -> None:
    known = correspondence.settled(published(), LEY_51)

    case = post_aviso(known, up(14), NOW, LEY_51)

    assert (case.notified_at, case.aviso_from) == (known.notified_at, known.aviso_from)


def test_a_prorroga_told_by_aviso_counts_from_its_posting() -> None:
    case = opened(a_domain_filing(media=(Medium.AVISO,)))
    told = left(acts.grant_prorroga(case, p.Prorroga(by="a", new_due_on=date(2025, 3, 3), reason="F."), UP, LEY_51))

    same_day, late = (post_aviso(told, up(day), NOW, LEY_51) for day in (10, 14))

    assert (same_day.deadlines(LEY_51).due_on, late.deadlines(LEY_51).due_on) == (date(2025, 3, 3), date(2025, 2, 24))


@pytest.mark.parametrize(
    ("act", "refusal"),
    [(up(7), PostedOutOfTime), (up(17), PostedOutOfTime), (up(11, "2025-S-000009"), LetterUnknown)],
)
def test_a_posting_is_refused_by_its_rule(act: PostAviso, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal) as refused:
        post_aviso(published(), act, NOW, LEY_51)

    assert refused.value.norm


def test_only_an_aviso_goes_up_and_it_has_neither_guide_nor_proof() -> None:
    by_mail = replace(published().letters[-1], medium=Medium.EMAIL)

    with pytest.raises(NotAnAviso):
        post_aviso(replace(published(), letters=(by_mail,)), up(11), NOW, LEY_51)
    with pytest.raises(NotAnAviso):
        postable("x", Medium.POSTAL, PaperState.TO_HAND)
    with pytest.raises(AlreadyPosted):
        postable("x", Medium.AVISO, PaperState.POSTED)
    for rule in (provable, may_travel):
        with pytest.raises(NoticeLetter):
            rule("x", Medium.AVISO, PaperState.TO_POST)


def test_a_copy_comes_down_when_its_five_days_have_passed_and_not_before() -> None:
    today, posted_on = date(2025, 2, 28), date(2025, 2, 11)

    may_come_down("x", PaperState.POSTED, posted_on, date(2025, 2, 18), today, LEY_51)
    for day in (date(2025, 2, 17), date(2025, 3, 3)):
        with pytest.raises(TakenDownOutOfTime, match="18/02/2025"):
            may_come_down("x", PaperState.POSTED, posted_on, day, today, LEY_51)
    with pytest.raises(NotPosted):
        may_come_down("x", PaperState.TO_POST, None, today, today, LEY_51)


def test_the_log_keeps_the_constancia_of_both() -> None:
    went_up, came_down = up(11), replace(up(19), is_removal=True)

    assert post_aviso(published(), came_down, NOW, LEY_51) == published()
    assert line_of(went_up).text.endswith("aviso 2025-S-000007 fijada en la cartelera el 11/02/2025")
    assert line_of(came_down).text.endswith("aviso 2025-S-000007 retirada de la cartelera el 19/02/2025")
