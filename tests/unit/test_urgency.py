"""How urgent a case is, as people say it."""

from datetime import date

import pytest

from domain.colombia import LEY_2578
from domain.urgency import urgency

THURSDAY, FRIDAY, SATURDAY = date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 12)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 16)


@pytest.mark.parametrize(
    ("due_on", "today", "code", "says"),
    [
        (FRIDAY, THURSDAY, "pronto", "vence en un día hábil"),
        (MONDAY, THURSDAY, "pronto", "vence en 2 días hábiles"),
        (MONDAY, SATURDAY, "pronto", "vence en un día hábil"),
        (SATURDAY, FRIDAY, "pronto", "vence en menos de un día hábil"),
        (WEDNESDAY, THURSDAY, "a-tiempo", "vence en 4 días hábiles"),
        (FRIDAY, FRIDAY, "hoy", "vence hoy"),
        (FRIDAY, SATURDAY, "vencida", "vencida hace menos de un día hábil"),
        (FRIDAY, MONDAY, "vencida", "vencida hace un día hábil"),
        (FRIDAY, TUESDAY, "vencida", "vencida hace 2 días hábiles"),
        (None, FRIDAY, "espera", "sin término corriendo"),
    ],
)
def test_the_days_left_and_the_days_late_are_said_in_spanish(
    due_on: date | None, today: date, code: str, says: str
) -> None:
    found = urgency(due_on, today, LEY_2578)

    assert (found.code, found.text) == (code, says)
