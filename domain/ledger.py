"""The ledger of a case: what happened that the legal clock must know, in the order it happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.terms import PqrsdType


class EventKind(StrEnum):
    """What may happen to a term. The values are the names used in files of events."""

    PRORROGA_NOTIFIED = "extension_notified"
    PRORROGA_RETURNED = "extension_returned"
    PRORROGA_UNPROVEN = "extension_unproven"
    COMPLETION_REQUIRED = "completion_required"
    REQUIREMENT_DELIVERED = "requirement_delivered"
    REQUIREMENT_RETURNED = "requirement_returned"
    COMPLETION_EXTENDED = "completion_extended"
    CITIZEN_COMPLETED = "citizen_completed"
    CLARIFICATION_REQUIRED = "clarification_required"
    CLARIFIED = "clarified"
    TRANSFERRED_IN = "transferred_in"
    TRANSFERRED_OUT = "transferred_out"
    PARTIALLY_TRANSFERRED = "partially_transferred"
    RECLASSIFIED = "reclassified"
    CALENDAR_CHANGED = "calendar_changed"
    SUSPENDED = "suspended"
    TERM_SET = "term_set"
    GROUPED = "grouped"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_DISOWNED = "withdrawal_disowned"
    DESISTIMIENTO_ACT_NOTIFIED = "desistimiento_act_notified"
    REJECTED_FOR_RESERVA = "rejected_for_reserva"
    INSISTENCIA = "insistencia"
    REMITTED_TO_COURT = "remitted_to_court"
    COURT_DECIDED = "court_decided"
    REPLICA = "replica"
    NO_RESPONSE = "no_response"
    DELIVERED = "delivered"
    ANSWER_RETURNED = "answer_returned"


@dataclass(frozen=True)
class LedgerEvent:
    """One event. Only the fields its kind needs are set."""

    kind: EventKind
    at: datetime
    new_due_on: date | None = None
    to_type: PqrsdType | None = None
    from_on: date | None = None
    to_on: date | None = None
    added_holiday: date | None = None
    reason: str = ""
    act: str = ""
    norm: str = ""
    approved_by: str = ""
    members: tuple[datetime, ...] = ()
    issued_on: date | None = None
    """When an act that suspends terms was issued; None is the day of the event."""

    @classmethod
    def from_json(cls, event: Mapping[str, Any], received_at: datetime) -> "LedgerEvent":
        """Read an event as files write it; one without a time happened at *received_at*.

        Raises ValueError or KeyError for what is not an event.
        """
        return cls(
            kind=EventKind(event["kind"]),
            at=_instant(event.get("at")) or received_at,
            new_due_on=_day(event.get("new_due_date")),
            to_type=PqrsdType(event["to_type"]) if "to_type" in event else None,
            from_on=_day(event.get("from")),
            to_on=_day(event.get("to")),
            added_holiday=_day(event.get("added_holiday")),
            reason=str(event.get("reason", "")),
            act=str(event.get("act", "")),
            norm=str(event.get("norm", "")),
            approved_by=str(event.get("approved_by", "")),
            members=tuple(datetime.fromisoformat(m["received_at"]) for m in event.get("members", ())),
            issued_on=_day(event.get("issued_on")),
        )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
