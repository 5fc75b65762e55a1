"""What is in force when a petition is received: its calendar, its catalogs and the suspensions of terms."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.calendars import LATEST, CalendarTable
from adapters.catalogs import IN_FORCE, CatalogTable, Governing
from adapters.database import Sessions
from adapters.suspensions import ending_from
from domain.calendar import Calendar
from domain.catalogs import GOVERNING, CatalogKind
from domain.matters import Matters
from domain.organization import Organization
from domain.suspensions import SuspensionAct

NAMED = text(
    f"SELECT ({LATEST.text}) AS calendar, "
    f"(SELECT jsonb_object_agg(kind, version) FROM ({IN_FORCE.text}) AS latest) AS catalogs, "
    "EXISTS (SELECT FROM suspension_act WHERE to_on >= :received_on) AS is_suspended"
)
"""One round trip names it all; what a version says never changes, and is read once for each process."""


@dataclass(frozen=True)
class InForce:
    """What a petition is counted under."""

    calendar: Calendar
    governing: Governing
    matters: Matters
    organization: Organization
    suspensions: tuple[SuspensionAct, ...]


class InForceTable:
    """Reads it inside the transaction of the filing."""

    def __init__(self, sessions: Sessions, calendars: CalendarTable) -> None:
        self._calendars = calendars
        self._catalogs = CatalogTable(sessions)

    async def read(self, session: AsyncSession, *, on: date, received_on: date, channel: str) -> InForce:
        """What is in force on a day for what was received by a channel. Raises ChannelUnknown."""
        found = (await session.execute(NAMED, {"day": on, "received_on": received_on})).one()
        await self._catalogs.check_channel(session, found.catalogs[CatalogKind.CHANNELS.value], channel)
        versions = {kind.value: found.catalogs[kind.value] for kind in GOVERNING if kind.value in found.catalogs}
        return InForce(
            await self._calendars.read(session, found.calendar),
            await self._catalogs.governing(session, versions),
            await self._catalogs.matters_of(session, versions),
            await self._catalogs.organization_of(session, found.catalogs[CatalogKind.DEPENDENCIAS.value]),
            await ending_from(session, received_on) if found.is_suspended else (),
        )
