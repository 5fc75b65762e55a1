"""Bulk windows are the same windows."""

from datetime import date

import pytest

from domain.colombia import LEY_2578
from domain.windows import Window


@pytest.mark.parametrize("term", [5, 10, 15, 30])
def test_a_window_in_bulk_is_each_window(term: int) -> None:
    window = Window(LEY_2578, term)

    found = [date.fromordinal(n) for n in window.due_ordinals(range(2400))]
    received = [date.fromordinal(window.first + n) for n in range(2400)]

    assert found == [LEY_2578.business_days_after(day, term) for day in received]
    assert list(window.due_dates(received)) == found


def test_none_and_one_are_sequences_too() -> None:
    window = Window(LEY_2578, 5)

    assert window.due_ordinals([]) == ()
    assert window.due_ordinals([0]) == (date(2024, 1, 9).toordinal(),)
    assert window.due_dates([]) == ()
    assert window.due_dates([date(2024, 1, 1)]) == (date(2024, 1, 9),)
    with pytest.raises(KeyError):
        window.due_dates([LEY_2578.last_on])
