"""The levels a case went through, as rows: for inboxes, and for what the indicators say of the third level."""

from datetime import date
from typing import Any

from domain.case import Case


def levels_of(case: Case, due_on: date | None) -> list[dict[str, Any]]:
    """A row for each level of the present cycle, that of its last stay there; the present one is left when decided."""
    decided_at = (case.decision.at if case.decision else case.closed_at) if case.is_decided else None
    came_from = [None, *(stay.level for stay in case.stays)]
    rows: list[dict[str, Any]] = [
        {"radicado": case.radicado, "cycle": case.cycle, "level": stay.level, "from_level": came_from[n],
         "dependencia": stay.dependencia, "entered_at": stay.entered_at.isoformat(),
         "left_at": stay.left_at and stay.left_at.isoformat(), "due_on": None, "version": case.version}
        for n, stay in enumerate(case.stays)
    ]  # fmt: skip
    if rows:
        rows[-1] |= {
            "dependencia": case.dependencia,
            "left_at": decided_at and decided_at.isoformat(),
            "due_on": due_on and due_on.isoformat(),
        }
    return list({row["level"]: row for row in rows}.values())
