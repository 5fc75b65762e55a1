"""When a person may be asked, and what a rating may be."""

from datetime import datetime

import pytest

from domain.colombia import LEY_2578
from domain.survey import Rating, RatingOutOfRange, checked, contact_instant, expires_at, remind_at
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


def test_it_reminds_once_and_then_expires() -> None:
    invited = bogota(2026, 11, 24, 10)

    assert remind_at(invited, LEY_2578) == bogota(2026, 11, 27, 9)
    assert expires_at(invited, LEY_2578) == bogota(2026, 12, 10)


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
        checked(rating)
