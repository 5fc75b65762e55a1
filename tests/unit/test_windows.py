"""Bulk windows are the same windows."""

from datetime import date

import pytest

from domain.colombia import LEY_2578
from domain.windows import Window


@pytest.mark.parametrize("term", [5, 10, 15, 30])
def test_a_window_in_bulk_is_each_window(term: int) -> None:
    window = Window(LEY_2578, term)

    found = [date.fromordinal(n) for n in window.due_ordinals(range(2400))]

    assert found == [LEY_2578.business_days_after(date.fromordinal(window.first + n), term) for n in range(2400)]


def test_none_and_one_are_sequences_too() -> None:
    window = Window(LEY_2578, 5)

    assert window.due_ordinals([]) == ()
    assert window.due_ordinals([0]) == (date(2024, 1, 9).toordinal(),)
