"""Filings for the tests of what keeps them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from activities.messages import CaseRecord, LogEntry
from adapters.calendars import CalendarTable
from adapters.database import Sessions
from adapters.intake import Intake
from domain.case import Case, PetitionerClass
from domain.case_letters import Medium
from domain.intake import Filed, NewFiling
from domain.terms import PqrsdType
from tests.support import bogota

MORNING = bogota(2026, 11, 24, 9)


def a_new_filing(**changes: Any) -> NewFiling:
    """A complaint by mail, received on Tuesday 24 November 2026 at 09:00."""
    given: dict[str, Any] = {
        "type": PqrsdType.QUEJA,
        "channel": "web",
        "subject": "Cobro repetido en mi crédito",
        "description": "Me cobraron dos veces la misma cuota.",
        "received_at": MORNING,
        "petitioner_class": PetitionerClass.NATURAL,
        "petitioner": {"nombres": "Lucía Ríos", "correo": "lucia@correo.example"},
        "media": (Medium.EMAIL,),
    }
    return NewFiling(**{**given, **changes})


def intake(sessions: Sessions) -> Intake:
    """Intake over a database."""
    return Intake(sessions, CalendarTable(sessions))


async def filed(sessions: Sessions, *, at: datetime = MORNING, **changes: Any) -> Filed:
    """A filing that nobody filed before."""
    return await intake(sessions).file(a_new_filing(**changes), key=None, fingerprint="", at=at)


def acted(case: Case, act: str, *, follow_up: tuple[str, ...] = (), **changes: Any) -> CaseRecord:
    """The record of an act: the next version of a case and its line."""
    after = replace(case.next_version(), **changes)
    return CaseRecord(after, "2026-06-01", (LogEntry(MORNING, act, "agente", f"Se hizo: {act}"),), follow_up)
