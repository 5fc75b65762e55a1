"""The calculator's answer: the dates of a petition and the reasons for them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from domain.calendar import Calendar
from domain.clock import reckon
from domain.deadlines import ADOPTED, Policy
from domain.explanation import explain, skipped
from domain.ledger import LedgerEvent
from domain.terms import PqrsdType


def plazo_json(
    type: PqrsdType,
    received_at: datetime,
    events: Sequence[LedgerEvent],
    calendar: Calendar,
    policy: Policy = ADOPTED,
) -> dict[str, Any]:
    """Every date as JSON. Raises CalendarDoesNotCover."""
    dates = reckon(type, received_at, events, calendar, policy)
    return {
        "vence_el": _day(dates.due_on),
        "vence_el_mas_temprano": _day(dates.earliest_due_on),
        "maximo_con_prorroga": _day(dates.max_due_on),
        "estado": str(dates.status),
        "explicacion": explain(dates, calendar),
        "dias_que_no_cuentan": [
            {"desde": x.from_on.isoformat(), "hasta": x.to_on.isoformat(), "motivo": x.why}
            for x in skipped(dates, calendar)
        ],
        "hitos": {name: day.isoformat() for name, day in dates.milestones.items()},
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
