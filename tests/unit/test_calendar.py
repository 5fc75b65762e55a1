"""The calendar, day by day, against an independent package and an independent count (2024–2030)."""

from dataclasses import replace
from datetime import date, timedelta

import holidays as published
import pytest

from domain.calendar import (
    CalendarDoesNotCover,
    CalendarMoved,
    CalendarNotInForce,
    add_months,
    assert_covers,
    assert_follows,
)
from domain.colombia import LEY_51, LEY_2578, calendar_in_force, easter
from domain.errors import CalendarShrinks
from schemas.calendar import CalendarIn

TODAY = date(2026, 12, 1)
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range((date(2030, 12, 31) - date(2024, 1, 1)).days + 1)]


def test_every_holiday_is_the_one_the_package_knows() -> None:
    known = published.country_holidays("CO", years=range(2024, 2031))

    assert {d for d in DAYS if d in LEY_2578.holidays} == {d for d in DAYS if d in known}


def easter_by_gauss(year: int) -> date:
    """Gauss's own rule, valid from 1900 to 2099; the calendar computes Easter by another."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
    is_exception = d + e == 35 or (d == 28 and e == 6 and year % 19 > 10)
    return date(year, 3, 22) + timedelta(days=d + e - (7 if is_exception else 0))


@pytest.mark.parametrize("year", range(1900, 2100))
def test_easter_is_the_same_by_two_rules(year: int) -> None:
    assert easter(year) == easter_by_gauss(year)


@pytest.mark.parametrize(
    ("year", "count", "business"), [(2024, 18, 246), (2025, 17, 245), (2026, 19, 242), (2027, 19, 245)]
)
def test_each_year_has_its_count(year: int, count: int, business: int) -> None:
    days = [d for d in DAYS if d.year == year]

    assert sum(d in LEY_2578.holidays for d in days) == count
    assert sum(LEY_2578.is_business_day(d) for d in days) == business


@pytest.mark.parametrize("term", [5, 10, 15, 30])
def test_every_window_equals_counting_day_by_day(term: int) -> None:
    def slowly(day: date) -> date:
        left = term
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5 and day not in LEY_2578.holidays
        return day

    wrong = [d for d in DAYS[:-90] if LEY_2578.business_days_after(d, term) != slowly(d)]

    assert wrong == []


def test_counting_and_going_back_undo_going_forward() -> None:
    for day in DAYS[60:-90:7]:
        later = LEY_2578.business_days_after(day, 12)

        assert LEY_2578.count_business_days(day, later) == 12
        assert LEY_2578.business_days_before(later, 12) == LEY_2578.roll(day) or not LEY_2578.is_business_day(day)


def test_the_nineteenth_holiday_enters_with_its_own_version() -> None:
    assert calendar_in_force(date(2026, 5, 31)) is LEY_51
    assert calendar_in_force(date(2026, 6, 1)) is LEY_2578
    assert LEY_51.is_business_day(date(2026, 7, 13))
    assert LEY_2578.why_not(date(2026, 7, 13)) == "Nuestra Señora del Rosario de Chiquinquirá"


def test_a_closure_by_act_is_not_a_business_day() -> None:
    closed = replace(LEY_2578, closures={date(2026, 12, 24): "Resolución 1 de 2026"})

    assert closed.why_not(date(2026, 12, 24)) == "Resolución 1 de 2026"
    assert closed.business_days_after(date(2026, 12, 23), 1) == date(2026, 12, 28)


@pytest.mark.parametrize("day", [date(2023, 12, 30), date(2031, 1, 3)])
def test_outside_its_years_a_calendar_refuses_to_guess(day: date) -> None:
    with pytest.raises(CalendarDoesNotCover):
        LEY_2578.business_days_after(day, 1)
    with pytest.raises(CalendarDoesNotCover):
        LEY_2578.business_days_before(day, 1)
    with pytest.raises(CalendarDoesNotCover):
        LEY_2578.is_business_day(day)


def test_the_judicial_vacancy_does_not_stop_petitions() -> None:
    assert LEY_2578.is_business_day(date(2025, 12, 22))
    assert LEY_2578.is_business_day(date(2026, 3, 30))


def test_it_refuses_to_start_with_a_calendar_about_to_run_out() -> None:
    assert_covers(LEY_2578, date(2029, 9, 1))

    with pytest.raises(CalendarDoesNotCover):
        assert_covers(LEY_2578, date(2029, 11, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 15), 2, date(2026, 2, 15)),
    ],
)
def test_a_month_ends_on_its_own_day_number_or_the_last(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_a_version_may_lengthen_the_calendar_with_the_holidays_that_the_law_fixes_by_rule() -> None:
    asked = {"version": "2031", "vigente_desde": "2026-12-01", "norma": "Ley 51 de 1983", "cubre_hasta": "2032-12-31"}

    longer = CalendarIn.model_validate(asked).to_domain(LEY_2578, "supervisora", TODAY)

    assert (longer.last_on, longer.why_not(date(2031, 12, 25))) == (date(2032, 12, 31), "Navidad")
    assert longer.why_not(date(2032, 7, 12)) is not None
    assert len([day for day in longer.holidays if day.year == 2031]) in {18, 19}


@pytest.mark.parametrize("until", ["2029-12-31", "2041-01-01"])
def test_no_version_shortens_the_calendar_nor_lengthens_it_without_measure(until: str) -> None:
    asked = {"version": "x", "vigente_desde": "2026-12-01", "norma": "Ley 51 de 1983", "cubre_hasta": until}

    with pytest.raises(CalendarShrinks, match="31/12/2030"):
        CalendarIn.model_validate(asked).to_domain(LEY_2578, "supervisora", TODAY)


def test_a_version_made_over_one_that_is_not_in_force_is_refused() -> None:
    asked = {"version": "x", "version_anterior": "2024-01-01", "vigente_desde": "2026-12-01", "norma": "Ley 51 de 1983"}

    with pytest.raises(CalendarMoved, match=f"rige el calendario {LEY_2578.version}, no el 2024-01-01"):
        CalendarIn.model_validate(asked).to_domain(LEY_2578, "supervisora", TODAY)


def test_a_version_rules_from_its_publication_and_never_later() -> None:
    assert_follows(LEY_2578, given=LEY_2578.version, valid_from=TODAY, today=TODAY)

    with pytest.raises(CalendarNotInForce, match="02/12/2026 no ha llegado"):
        assert_follows(LEY_2578, given=None, valid_from=TODAY + timedelta(days=1), today=TODAY)
