"""Published calendar versions in PostgreSQL."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.tables import CalendarRow
from domain.calendar import Calendar, CalendarMoved, VersionTaken

LATEST = text("SELECT version FROM calendar_version ORDER BY published_at DESC, version DESC LIMIT 1")


class CalendarTable:
    """Reads and publishes versions; a published one never changes."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._known: dict[str, Calendar] = {}

    async def in_force(self) -> Calendar:
        """The version published last."""
        async with self._sessions() as session:
            return await self.read(session, (await session.execute(LATEST)).scalar_one())

    async def get(self, version: str) -> Calendar:
        """A version. Raises LookupError."""
        if version in self._known:
            return self._known[version]
        async with self._sessions() as session:
            return await self.read(session, version)

    async def published(self) -> list[CalendarRow]:
        """Every version, the last one published first."""
        order = select(CalendarRow).order_by(CalendarRow.published_at.desc(), CalendarRow.version.desc())
        async with self._sessions() as session:
            return list(await session.scalars(order))

    async def read(self, session: AsyncSession, version: str) -> Calendar:
        """A version, read inside a transaction. Raises LookupError."""
        if version not in self._known:
            row = await session.get(CalendarRow, version)
            if row is None:
                raise LookupError(f"no calendar version {version}")
            self._known[version] = _calendar(row)
        return self._known[version]

    async def check_free(self, version: str) -> None:
        """Raises VersionTaken when a version has that name."""
        async with self._sessions() as session:
            await _check_free(session, version)

    async def publish(self, calendar: Calendar, *, base: str) -> None:
        """Publish the version made over *base*; who publishes at the same time over it waits, and is refused.

        Raises VersionTaken, or CalendarMoved when *base* is not in force any more.
        """
        async with self._sessions.begin() as session:
            built_on = select(CalendarRow.version).where(CalendarRow.version == base)
            await session.execute(built_on.with_for_update(key_share=True))
            await _check_free(session, calendar.version)
            present = (await session.execute(LATEST)).scalar_one()
            if present != base:
                raise CalendarMoved(present=present, given=base)
            values = _values(calendar) | {"published_at": func.clock_timestamp()}
            await session.execute(insert(CalendarRow).values(values))


async def _check_free(session: AsyncSession, version: str) -> None:
    if await session.get(CalendarRow, version) is not None:
        raise VersionTaken(version=version)


_PLAIN = ("version", "valid_from", "norm", "published_by", "first_on", "last_on")


def _values(calendar: Calendar) -> dict[str, Any]:
    plain = {name: getattr(calendar, name) for name in _PLAIN}
    return plain | {name: _days(getattr(calendar, name)) for name in ("holidays", "closures")}


def _days(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): why for day, why in days.items()}


def _calendar(row: CalendarRow) -> Calendar:
    plain = {name: getattr(row, name) for name in _PLAIN}
    holidays = {date.fromisoformat(day): why for day, why in row.holidays.items()}
    closures = {date.fromisoformat(day): why for day, why in row.closures.items()}
    return Calendar(**plain, holidays=holidays, closures=closures)
