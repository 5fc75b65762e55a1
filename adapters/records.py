"""The read model and the append-only log, one transaction an act."""

import uuid
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from activities.messages import CaseRecord
from activities.ports import Calendars
from adapters.database import Sessions
from adapters.jsoning import from_json, to_json
from adapters.tables import CaseRow, CrmDeliveryRow, LogRow, OutboxRow
from domain.calendar import Calendar
from domain.case import Case

NAMESPACE = uuid.UUID("6f1d7c1e-4f0a-5d6e-9a57-0c3b7d1a9e11")
WAKE = text("SELECT pg_notify('pqrsd_outbox', '')")


class CaseTables:
    """Implements `Records`."""

    def __init__(self, sessions: Sessions, calendars: Calendars) -> None:
        self._sessions = sessions
        self._calendars = calendars

    async def stored(self, radicado: str) -> Case | None:
        async with self._sessions() as session:
            found = await session.execute(select(CaseRow.snapshot).where(CaseRow.radicado == radicado))
            snapshot = found.scalar_one_or_none()
        return None if snapshot is None else from_json(Case, snapshot)

    async def record(self, record: CaseRecord) -> None:
        calendar = await self._calendars.get(record.calendar_version)
        async with self._sessions.begin() as session:
            await write(session, record, calendar)


async def write(session: AsyncSession, record: CaseRecord, calendar: Calendar) -> None:
    """Write a version of a case inside a transaction; the same one twice changes nothing."""
    case = record.case
    row = _row(case, calendar)
    upsert = insert(CaseRow).values(row)
    await session.execute(
        upsert.on_conflict_do_update(
            index_elements=[CaseRow.radicado], set_=row, where=CaseRow.version < upsert.excluded.version
        )
    )
    if not record.entries:
        return
    lines = [
        {"radicado": case.radicado, "version": case.version, "line": n, "at": e.at, "act": e.act,
         "actor": e.actor, "text": e.text, "norm": e.norm}
        for n, e in enumerate(record.entries)
    ]  # fmt: skip
    await session.execute(insert(LogRow).values(lines).on_conflict_do_nothing())
    await session.execute(insert(CrmDeliveryRow).values(_crm(record, row)).on_conflict_do_nothing())
    await _owe(session, case, record.follow_up)


async def _owe(session: AsyncSession, case: Case, follow_up: tuple[str, ...]) -> None:
    """What must be started because of this version, in the same transaction."""
    rows = [{"kind": "crm", "key": f"crm/{case.radicado}/{case.version}", "payload": {"radicado": case.radicado}}]
    if "encuesta" in follow_up and case.notified_at is not None:
        payload = {
            "radicado": case.radicado,
            "cycle": case.cycle,
            "delivered_at": case.notified_at.isoformat(),
        }
        rows.append({"kind": "encuesta", "key": f"encuesta/{case.radicado}/{case.cycle}", "payload": payload})
    await session.execute(insert(OutboxRow).values(rows).on_conflict_do_nothing())
    await session.execute(WAKE)


def _row(case: Case, calendar: Calendar) -> dict[str, Any]:
    dates = case.deadlines(calendar)
    return {
        "radicado": case.radicado,
        "state": case.state,
        "type": case.type,
        "channel": case.filing.channel,
        "level": case.level,
        "dependencia": case.dependencia,
        "responsible": case.responsible,
        "received_at": case.filing.received_at,
        "due_on": dates.due_on,
        "earliest_due_on": dates.earliest_due_on,
        "is_overdue": case.is_overdue,
        "is_suspended": dates.is_suspended,
        "priority": case.priority,
        "version": case.version,
        "calendar_version": calendar.version,
        "snapshot": to_json(case),
        "closed_at": case.closed_at,
    }


def _crm(record: CaseRecord, row: dict[str, Any]) -> dict[str, Any]:
    case, last = record.case, record.entries[-1]
    due_on = row["due_on"]
    return {
        "delivery_id": str(uuid.uuid5(NAMESPACE, f"{case.radicado}/{case.version}")),
        "radicado": case.radicado,
        "sequence": case.version,
        "event": last.act,
        "payload": {
            "radicado": case.radicado,
            "evento": last.act,
            "en": last.at.isoformat(),
            "estado": case.state,
            "tipo": case.type,
            "vence_el": due_on and due_on.isoformat(),
        },
    }
