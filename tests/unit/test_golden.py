"""Every dated example of the law, by name. The file is data: one case, one test."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.clock import reckon
from domain.colombia import calendar_in_force
from domain.deadlines import ADOPTED, Deadlines, Policy
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType

CASES = json.loads((Path(__file__).parent / "golden_deadlines.json").read_text())
MILESTONES = {
    "citizen_completion": "complemento",
    "transfer_out": "traslado",
    "copies_delivery": "copias",
    "reposicion_deadline": "reposicion",
}
CHECKS = {
    "copies_due_if_silent": "copias",
    "requirement_deadline": "requerimiento",
    "citizen_deadline": "complemento",
    "earliest_desistimiento": "desistimiento_desde",
    "clarification_deadline": "aclaracion",
    "legend_due": "leyenda",
    "transfer_if_not_competent": "traslado",
    "inform_operator_due": "informe_operador",
    "positive_silence_from": "silencio_positivo_desde",
}
READINGS = {
    "B roll-to-next-business-day": Policy(rolls_receipt_out_of_hours=True),
    "B roll (after 17:00 => deemed Mon 04-14)": Policy(rolls_receipt_out_of_hours=True),
    "B roll": Policy(rolls_receipt_out_of_hours=True),
    "strict reading of 'antes del vencimiento': notice must be out by the business day BEFORE the due date"
    " => extension invalid": Policy(accepts_prorroga_on_last_day=False),
    "restart: full 15bd from completion": Policy(restarts_on_completion=True),
    "requirement day not consumed": Policy(counts_requerimiento_day=False),
    "tolerant: suspend anyway": Policy(accepts_late_requerimiento=True),
    "new term from clarification": Policy(restarts_on_clarification=True),
    "usual reading: day after receipt": Policy(counts_receipt_day_in_habeas_data=False),
    "if the SFC term configured is 8bd (DCF-style)": Policy(sfc_business_days=8),
    "if queja exprés 5bd": Policy(sfc_business_days=5),
    "calendar days (some entities)": Policy(counts_calendar_days_for_congress=True),
    "second requirement made on radication+11 tolerated -> suspended, no due date until answered": Policy(
        accepts_second_requerimiento=True
    ),
}
NOT_SETTINGS = {
    "calendar without Ley 2578/2026 (WRONG, regression guard)": "another calendar",
    "calendar version at receipt (earliest)": "unsuspended_due_on",
    "practical filing day": "earliest_due_on",
}


def dates_of(case: dict[str, Any], policy: Policy = ADOPTED, *, until: int | None = None) -> Deadlines:
    received_at = datetime.fromisoformat(case["received_at"])
    events = [LedgerEvent.from_json(e, received_at) for e in case["events"]][:until]
    calendar = calendar_in_force(bogota_date(received_at))
    return reckon(PqrsdType(case["type"]), received_at, events, calendar, policy)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_due_date_is_the_golden_one(case: dict[str, Any]) -> None:
    dates = dates_of(case)

    if case["milestone"] in MILESTONES:
        assert dates.milestones[MILESTONES[case["milestone"]]] == day(case["due_date"])
    else:
        assert dates.due_on == day(case["due_date"])
        assert dates.earliest_due_on == day(case["safest_due_date"])


@pytest.mark.parametrize("case", [c for c in CASES if c.get("checks")], ids=lambda c: c["name"])
def test_the_secondary_dates_are_the_golden_ones(case: dict[str, Any]) -> None:
    dates, initial = dates_of(case), dates_of(case, until=0)

    for name, expected in case["checks"].items():
        if name in {"initial_due", "due_before_change", "previous_due"}:
            found = initial.due_on
        elif name == "max_extended_due":
            found = initial.max_due_on
        else:
            found = dates.milestones[CHECKS[name]]
        assert found == day(expected), name


ALTERNATIVES = [
    (case, other) for case in CASES for other in case.get("alternatives", ()) if other["policy"] in READINGS
]


@pytest.mark.parametrize(("case", "other"), ALTERNATIVES, ids=lambda x: x.get("name") or x["policy"])
def test_each_other_reading_is_one_setting_away(case: dict[str, Any], other: dict[str, Any]) -> None:
    dates = dates_of(case, READINGS[other["policy"]])

    assert dates.due_on == day(other["due_date"])


def test_no_reading_is_left_out() -> None:
    named = {other["policy"] for case in CASES for other in case.get("alternatives", ())}

    assert named == {*READINGS, *NOT_SETTINGS}


def test_the_date_before_a_calendar_change_and_the_practical_one_are_kept_beside_the_due_date() -> None:
    changed = dates_of(next(c for c in CASES if c["name"].startswith("G35")))
    calendar_days = dates_of(next(c for c in CASES if c["name"].startswith("G51")))

    assert changed.unsuspended_due_on == date(2026, 7, 15)
    assert calendar_days.earliest_due_on == date(2025, 7, 25)


def test_the_calendar_without_the_nineteenth_holiday_gives_the_wrong_date() -> None:
    case = next(c for c in CASES if c["name"].startswith("G09"))
    received_at = datetime.fromisoformat(case["received_at"])

    dates = reckon(PqrsdType(case["type"]), received_at, (), calendar_in_force(date(2026, 5, 31)))

    assert dates.due_on == date(2026, 7, 21)


def test_a_holiday_already_in_the_calendar_is_not_skipped_twice() -> None:
    case = next(c for c in CASES if c["name"].startswith("G35"))
    received_at = datetime.fromisoformat(case["received_at"])
    event = LedgerEvent.from_json(case["events"][0], received_at)
    assert event.kind == EventKind.CALENDAR_CHANGED

    dates = reckon(PqrsdType(case["type"]), received_at, [event, replace(event)], calendar_in_force(date(2026, 6, 1)))

    assert dates.due_on == day(case["due_date"])
