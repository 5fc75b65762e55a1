"""Bulk windows are the same windows."""

from datetime import date, timedelta

import pytest

from domain.colombia import LEY_2578
from domain.windows import Window


@pytest.mark.parametrize("term", [5, 10, 15, 30])
def test_a_window_in_bulk_is_each_window(term: int) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(2400)]

    assert Window(LEY_2578, term).due_dates(days) == [LEY_2578.business_days_after(d, term) for d in days]
