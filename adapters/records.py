"""The read model and the append-only log, one transaction an act."""

import uuid
from typing import Any

from activities.messages import CaseRecord, SurveyInvitation
from activities.ports import Calendars, Stored
from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.personal import LOG
from adapters.rows import Rows, store
from adapters.sealing import Seal, in_json
from adapters.snapshots import case_of, kept
from adapters.stays import levels_of
from adapters.tables import CaseRow, CrmDeliveryRow, LogRow, OutboxRow
from adapters.tables_catalogs import CaseLevelRow, DigestLineRow
from domain.calendar import Calendar
from domain.case import Case
from domain.service_levels import ServiceLevels, level_due_on

NAMESPACE = uuid.UUID("6f1d7c1e-4f0a-5d6e-9a57-0c3b7d1a9e11")
"""Makes the delivery of a version the same for ever."""


class CaseTables:
    """Implements `Records`."""

    def __init__(self, sessions: Sessions, calendars: Calendars) -> None:
        self._sessions = sessions
        self._calendars = calendars
        self._catalogs = CatalogTable(sessions)

    async def stored(self, radicado: str) -> Case | None:
        counted = await self.counted(radicado)
        return None if counted is None else counted.case

    async def counted(self, radicado: str) -> Stored | None:
        async with self._sessions() as session:
            row = await session.get(CaseRow, radicado)
            if row is None:
                return None
            return Stored(await case_of(session, self._sessions.keys, row), row.calendar_version)

    async def record(self, record: CaseRecord) -> None:
        calendar = await self._calendars.get(record.calendar_version)
        rules = await self._catalogs.house_rules(record.case.filing.catalogs)
        async with self._sessions.begin() as session:
            seal = await self._sessions.keys.seal_of(session, record.case.radicado)
            await store(session, rows_of(record, calendar, rules.levels, seal))


def rows_of(record: CaseRecord, calendar: Calendar, levels: ServiceLevels, seal: Seal) -> Rows:
    """What a version of a case is in the tables; the same one twice changes nothing."""
    case = record.case
    due_on = level_due_on(case, levels, calendar)
    row = {**_row(case, calendar, seal), "level_due_on": due_on and due_on.isoformat()}
    of_case: Rows = {CaseRow: [row], CaseLevelRow: levels_of(case, due_on)}
    if not record.entries:
        return of_case
    lines = [
        {"radicado": case.radicado, "version": case.version, "line": n, "at": x.at.isoformat(), "act": x.act,
         "actor": x.actor, "sealed_text": in_json(seal.close(LOG, x.text)), "norm": x.norm}
        for n, x in enumerate(record.entries)
    ]  # fmt: skip
    return {**of_case, LogRow: lines, CrmDeliveryRow: [_crm(record, row)], OutboxRow: _owed(record),
            DigestLineRow: [{"radicado": case.radicado, **to_json(x)} for x in record.reminders]}  # fmt: skip


def _owed(record: CaseRecord) -> list[dict[str, Any]]:
    """What must be started because of this version, in the same transaction."""
    case = record.case
    rows = [{"kind": "crm", "key": f"crm/{case.radicado}/{case.version}", "payload": {"radicado": case.radicado}}]
    if "encuesta" in record.follow_up and case.notified_at is not None:
        invitation = SurveyInvitation(case.radicado, case.cycle, case.notified_at)
        rows.append({"kind": "encuesta", "key": f"encuesta/{case.radicado}/{case.cycle}",
                     "payload": to_json(invitation)})  # fmt: skip
    return rows


def _row(case: Case, calendar: Calendar, seal: Seal) -> dict[str, Any]:
    dates, columns = case.deadlines(calendar), kept(case, seal)
    words = columns["sealed_words"]
    return {
        "radicado": case.radicado,
        "state": case.state,
        "type": case.type,
        "channel": case.filing.channel,
        "level": case.level,
        "dependencia": case.dependencia,
        "responsible": case.responsible,
        "received_at": case.filing.received_at.isoformat(),
        "due_on": dates.due_on and dates.due_on.isoformat(),
        "earliest_due_on": dates.earliest_due_on and dates.earliest_due_on.isoformat(),
        "is_overdue": case.is_overdue,
        "is_suspended": dates.is_suspended,
        "priority": case.priority,
        "version": case.version,
        "calendar_version": calendar.version,
        "snapshot": columns["snapshot"],
        "sealed_words": words and in_json(words),
        "closed_at": case.closed_at and case.closed_at.isoformat(),
    }


def _crm(record: CaseRecord, row: dict[str, Any]) -> dict[str, Any]:
    case, last = record.case, record.entries[-1]
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
            "vence_el": row["due_on"],
        },
    }
