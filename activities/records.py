"""Local activities: quick, idempotent reads and writes of the case in PostgreSQL."""

from temporalio import activity

from activities.messages import CaseRecord, OpenCase, Opening
from activities.ports import Calendars, Catalogs, Records
from domain.calendar import Calendar


class Recording:
    """The read model, the log and the calendar, as the workflow uses them."""

    def __init__(self, records: Records, calendars: Calendars, catalogs: Catalogs) -> None:
        self._records = records
        self._calendars = calendars
        self._catalogs = catalogs

    @activity.defn
    async def open_case(self, order: OpenCase) -> Opening:
        """The calendar in force and the rules of the case's receipt; for a later cycle, the earlier one's state."""
        earlier = await self._records.stored(order.radicado) if order.cycle > 1 else None
        rules = await self._catalogs.house_rules(order.catalogs)
        return Opening(await self._calendars.in_force(), earlier, rules)

    @activity.defn
    async def calendar(self, version: str) -> Calendar:
        """A published calendar version."""
        return await self._calendars.get(version)

    @activity.defn
    async def record(self, record: CaseRecord) -> None:
        """Store the case at its version; the same version twice is once."""
        await self._records.record(record)
