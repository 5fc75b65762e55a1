"""An answer on paper that nobody could be given is published by aviso when an official orders it (art. 69)."""

from collections.abc import Callable
from datetime import datetime

import pytest

from domain import correspondence, handling
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.chronicle import line_of
from domain.colombia import LEY_51
from domain.errors import AvisoNotNeeded
from domain.petitions_told import PublishAviso
from tests.support import a_domain_filing, bogota

MONDAY, A_WEEK_LATER = bogota(2025, 2, 10, 9), bogota(2025, 2, 17, 9)
ORDER = PublishAviso(by="a")


def left(case: Case, status: str, at: datetime) -> Case:
    letter = case.due_letters[-1]
    return correspondence.letter_left(case, letter, SentLetter.of(letter, status, at, "2025-S-000007", None), LEY_51)


def answered() -> Case:
    case = opened(a_domain_filing(media=(Medium.POSTAL,)))
    said = p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h")
    return handling.answer(case, said, MONDAY, LEY_51).next_version()


def printed() -> Case:
    """An answer by post that waits for the proof of its delivery."""
    return left(answered(), "impresa", MONDAY)


def ordered() -> Case:
    return correspondence.publish_aviso(printed(), ORDER, A_WEEK_LATER, LEY_51)


def published() -> Case:
    return left(ordered(), "publicada", A_WEEK_LATER)


def known() -> Case:
    return correspondence.settled(published(), LEY_51)


def test_the_same_answer_is_owed_by_aviso() -> None:
    [owed] = ordered().due_letters

    assert owed.key == "2025-E-000001/1/respuesta/1/aviso"
    assert (owed.medium, owed.is_final, owed.text_hash) == (Medium.AVISO, True, "h")
    assert line_of(ORDER).text == "Se ordena publicar por aviso"


def test_ordered_twice_before_it_goes_up_it_goes_up_once() -> None:
    assert correspondence.publish_aviso(ordered(), ORDER, A_WEEK_LATER, LEY_51) == ordered()


def test_it_takes_effect_at_the_end_of_the_day_after_its_five_business_days() -> None:
    case = published()

    assert (case.state, case.notified_at) == (State.NOTIFYING, None)
    assert correspondence.settles_at(printed(), LEY_51) is None
    assert correspondence.settles_at(case, LEY_51) == bogota(2025, 2, 26)
    assert (known().state, known().notified_at) == (State.NOTIFIED, bogota(2025, 2, 26))


@pytest.mark.parametrize("case", [lambda: opened(a_domain_filing()), answered, published, known])
def test_an_aviso_is_refused_where_there_is_nothing_to_publish(case: Callable[[], Case]) -> None:
    with pytest.raises(AvisoNotNeeded) as refused:
        correspondence.publish_aviso(case(), ORDER, A_WEEK_LATER, LEY_51)

    assert "art. 69" in refused.value.norm
