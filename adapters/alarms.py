"""Alarms in PostgreSQL: raised once, shown until settled."""

from dataclasses import asdict

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from activities.ports_alarm import Alarm
from adapters.database import Sessions
from adapters.tables_alarm import AlarmRow


class AlarmTable:
    """Implements `Alarms`; also reads those that stand."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def raised(self, alarm: Alarm) -> bool:
        row = insert(AlarmRow).values(asdict(alarm)).on_conflict_do_nothing().returning(AlarmRow.key)
        async with self._sessions.begin() as session:
            return (await session.execute(row)).scalar() is not None

    async def settled(self, key: str) -> None:
        stands = (AlarmRow.key == key, AlarmRow.settled_at.is_(None))
        async with self._sessions.begin() as session:
            await session.execute(update(AlarmRow).where(*stands).values(settled_at=func.now()))

    async def standing(self) -> list[AlarmRow]:
        """The alarms nobody settled, what expires first on top."""
        query = select(AlarmRow).where(AlarmRow.settled_at.is_(None)).order_by(AlarmRow.due_on, AlarmRow.key)
        async with self._sessions() as session:
            return list(await session.scalars(query))
