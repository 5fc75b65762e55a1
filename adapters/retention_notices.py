"""The notices to the archive's office in PostgreSQL: each claimed with its expedientes before it leaves."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from activities.retention import Notice
from adapters.database import Sessions
from adapters.retention import ending_untold, retained
from adapters.tables import ExpedienteRow
from adapters.tables_archive import RetentionNoticeRow as Row

SENT, VOID = "enviada", "anulada"
IN_ONE = 200
"""Expedientes of one notice."""


class NoticeTable:
    """Implements `Notices`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def owed(self, until: date, at: datetime, named: Callable[[str], str]) -> Notice | None:
        async with self._sessions.begin() as session:
            while (row := await _claimed(session, until, at, named)) is not None:
                cases = [x for x in await retained(session, row.radicados) if x.until is not None]
                if cases:
                    return Notice(key=row.key, message_id=row.message_id, status=row.status, cases=cases)
                row.status = VOID  # all of them were eliminated while it waited
                await session.flush()
        return None

    async def sending(self, key: str) -> None:
        await self._set(key, status="sending")

    async def refused(self, key: str) -> None:
        await self._set(key, status="rechazada")

    async def left(self, key: str, at: datetime) -> None:
        async with self._sessions.begin() as session:
            row = await session.get_one(Row, key)
            row.status, row.sent_at = SENT, at
            told = ExpedienteRow.radicado.in_(row.radicados), ExpedienteRow.warned_at.is_(None)
            await session.execute(update(ExpedienteRow).where(*told).values(warned_at=at))

    async def _set(self, key: str, *, status: str) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(Row).where(Row.key == key).values(status=status))


async def _claimed(session: AsyncSession, until: date, at: datetime, named: Callable[[str], str]) -> Row | None:
    """The oldest notice that has not left, or a new one."""
    waiting = select(Row).where(Row.status.not_in((SENT, VOID))).order_by(Row.claimed_at, Row.key).limit(1)
    found: Row | None = await session.scalar(waiting.with_for_update())
    if found is not None:
        return found
    radicados = await ending_untold(session, until, IN_ONE)
    if not radicados:
        return None
    key = f"retencion/{at.isoformat()}/{radicados[0]}"
    row = Row(key=key, message_id=named(key), radicados=radicados, status="claimed", claimed_at=at)
    session.add(row)
    return row
