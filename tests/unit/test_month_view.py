"""The month view says the same as the clock, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.deadlines import ADOPTED, Policy
from domain.instants import start_of
from domain.month_view import Day, months
from domain.terms import TERMS, PqrsdType, Unit

COUNTED = [kind for kind in PqrsdType if TERMS[kind].unit == Unit.BUSINESS]


def laid_out(kind: PqrsdType, received_on: date, policy: Policy = ADOPTED) -> list[Day]:
    """The days of the term as they are shown, in order."""
    due_on = reckon(kind, start_of(received_on), (), LEY_2578, policy).due_on
    assert due_on is not None
    shown = months(kind, received_on, due_on, LEY_2578, policy)
    return [day for month in shown for week in month.weeks for day in week if day and day.code != "fuera"]


@given(st.sampled_from(COUNTED), st.dates(date(2026, 6, 1), date(2028, 6, 1)))
def test_every_day_is_shown_once_and_the_numbers_run_to_the_last(kind: PqrsdType, received_on: date) -> None:
    days = laid_out(kind, received_on)

    numbers = [int(day.says.split("día ")[1].split(":")[0]) for day in days if "día " in day.says]
    assert [day.on for day in days] == [received_on + timedelta(n) for n in range(len(days))]
    assert numbers == list(range(1, TERMS[kind].days + 1))
    assert days[-1].says == f"día {TERMS[kind].days}: vence"


def test_a_skipped_day_says_why_and_not_by_colour_alone() -> None:
    days = {day.on: day.says for day in laid_out(PqrsdType.PETICION_INTERES_PARTICULAR, date(2026, 11, 24))}

    assert days[date(2026, 11, 24)] == "recibo: no cuenta"
    assert days[date(2026, 12, 8)] == "no cuenta: Inmaculada Concepción"
    assert days[date(2026, 12, 12)] == "no cuenta: sábado"
    assert days[date(2026, 12, 16)] == "día 15: vence"


@pytest.mark.parametrize("kind", [kind for kind in PqrsdType if kind not in COUNTED])
def test_a_term_not_in_business_days_has_no_numbers_and_still_ends(kind: PqrsdType) -> None:
    days = laid_out(kind, date(2026, 11, 24))

    assert days[-1].says == "vence"
    assert not any("no cuenta: s" in day.says for day in days)


def test_the_shorter_term_of_the_sfc_is_numbered_by_its_own_days() -> None:
    kind, eight = PqrsdType.QUEJA_CONSUMIDOR_FINANCIERO, Policy(sfc_business_days=8)

    days = {day.on: day.says for day in laid_out(kind, date(2026, 9, 14), eight)}

    assert days[date(2026, 9, 14)] == "recibo: no cuenta"
    assert days[date(2026, 9, 15)] == "día 1"
    assert days[date(2026, 9, 24)] == "día 8: vence"
    assert max(days) == date(2026, 9, 24)


def test_days_of_the_congress_counted_by_the_calendar_have_no_numbers() -> None:
    days = laid_out(PqrsdType.CONGRESISTA_INFORME, date(2026, 9, 14), Policy(counts_calendar_days_for_congress=True))

    assert days[-1].says == "vence"
    assert not any("día" in day.says for day in days)
