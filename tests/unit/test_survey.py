"""When a person may be asked, and what a rating may be."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.catalog_seeds import SURVEY
from domain.colombia import LEY_2578
from domain.measures import Question
from domain.survey import (
    QuestionUnanswered,
    Rating,
    RatingOutOfRange,
    UnknownSubItem,
    checked,
    contact_closes_at,
    contact_instant,
    expires_at,
    is_low,
    remind_at,
)
from tests.support import bogota


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (bogota(2026, 11, 24, 10), bogota(2026, 11, 24, 10)),
        (bogota(2026, 11, 24, 5), bogota(2026, 11, 24, 7)),
        (bogota(2026, 11, 24, 19), bogota(2026, 11, 25, 7)),
        (bogota(2026, 11, 28, 16), bogota(2026, 11, 30, 7)),
        (bogota(2026, 11, 29, 10), bogota(2026, 11, 30, 7)),
        (bogota(2026, 12, 8, 10), bogota(2026, 12, 9, 7)),
    ],
)
def test_nobody_is_asked_outside_the_hours_of_the_law(now: datetime, then: datetime) -> None:
    assert contact_instant(now, LEY_2578) == then


@pytest.mark.parametrize(
    ("now", "closes_at"),
    [
        (bogota(2026, 11, 24, 10), bogota(2026, 11, 24, 19)),
        (bogota(2026, 11, 28, 9), bogota(2026, 11, 28, 15)),
        (bogota(2026, 11, 25, 2), bogota(2026, 11, 25, 19)),
        (bogota(2026, 11, 29, 10), bogota(2026, 11, 29, 10)),
        (bogota(2026, 12, 8, 10), bogota(2026, 12, 8, 10)),
    ],
)
def test_the_hours_of_a_day_end_when_the_law_says_and_some_days_have_none(now: datetime, closes_at: datetime) -> None:
    assert contact_closes_at(now, LEY_2578) == closes_at


def test_it_reminds_once_and_then_expires() -> None:
    invited = bogota(2026, 11, 24, 10)

    assert remind_at(invited, LEY_2578, SURVEY) == bogota(2026, 11, 27, 9)
    assert expires_at(invited, LEY_2578, SURVEY) == bogota(2026, 12, 10)


def test_how_long_it_is_asked_and_what_is_low_are_what_the_catalog_says() -> None:
    invited = bogota(2026, 11, 24, 10)
    form = replace(SURVEY, remind_after_business_days=1, expires_after_business_days=2, low_score=3)

    assert remind_at(invited, LEY_2578, form) == bogota(2026, 11, 25, 9)
    assert expires_at(invited, LEY_2578, form) == bogota(2026, 11, 27)
    assert [is_low(Rating(score=3), x) for x in (SURVEY, form)] == [False, True]


@pytest.mark.parametrize(
    ("rating", "field"),
    [
        (Rating(score=0), "puntaje"),
        (Rating(score=6), "puntaje"),
        (Rating(score=3, effort=8), "esfuerzo"),
        (Rating(score=3, recommendation=11), "recomendacion"),
        (Rating(score=3, sub_scores={"claridad": 9}), "subpuntajes.claridad"),
    ],
)
def test_a_rating_out_of_range_names_its_field(rating: Rating, field: str) -> None:
    with pytest.raises(RatingOutOfRange, match=field):
        checked(rating, SURVEY)


def test_what_the_form_does_not_ask_is_refused_and_what_it_requires_is_missed() -> None:
    aspect = Question(code="limpieza", text="¿Cómo estaba la sala?", low=1, high=3, is_required=True)
    form = replace(SURVEY, questions=(SURVEY.questions[0], aspect))

    with pytest.raises(UnknownSubItem, match="«claridad»"):
        checked(Rating(score=4, sub_scores={"limpieza": 3, "claridad": 4}), form)
    with pytest.raises(UnknownSubItem, match="«esfuerzo»"):
        checked(Rating(score=4, effort=3, sub_scores={"limpieza": 3}), form)
    with pytest.raises(UnknownSubItem, match="«puntaje»"):
        checked(Rating(score=4, sub_scores={"puntaje": 3}), form)
    with pytest.raises(RatingOutOfRange, match=r"limpieza.*entre 1 y 3"):
        checked(Rating(score=4, sub_scores={"limpieza": 4}), form)
    with pytest.raises(QuestionUnanswered, match="«limpieza»"):
        checked(Rating(score=4), form)

    good = Rating(score=4, sub_scores={"limpieza": 3})
    assert checked(good, form) == good
