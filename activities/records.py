"""Local activities: quick, idempotent reads and writes of the case in PostgreSQL."""

from dataclasses import replace

from temporalio import activity

from activities.messages import CaseRecord, OpenCase, Opening
from activities.ports import Calendars, Catalogs, Records, Stored, Suspensions
from domain.calendar import Calendar
from domain.instants import bogota_date
from domain.suspensions import missing


class Recording:
    """The read model, the log, the calendar and the suspensions of terms, as the workflow uses them."""

    def __init__(self, records: Records, calendars: Calendars, catalogs: Catalogs, suspensions: Suspensions) -> None:
        self._records = records
        self._calendars = calendars
        self._catalogs = catalogs
        self._suspensions = suspensions

    @activity.defn
    async def open_case(self, order: OpenCase) -> Opening:
        """The calendar in force, the rules of the receipt, the case as it was stored and what it lacks since."""
        rules = await self._catalogs.house_rules(order.catalogs)
        stored = await self._records.counted(order.radicado)
        if stored is None:
            return Opening(await self._calendars.in_force(), rules=rules)
        opening = await (self._again(order, stored) if order.cycle > 1 else self._first(stored))
        return replace(opening, rules=rules)

    async def _first(self, filed: Stored) -> Opening:
        """A first cycle goes on from its filing, unless an earlier run of it already went further."""
        calendar, case = await self._calendars.in_force(), filed.case
        acts = await self._suspensions.ending_from(bogota_date(case.filing.received_at))
        is_old = filed.calendar_version != calendar.version and case.version == 1
        return Opening(
            calendar,
            case if case.ledger and case.version == 1 else None,
            filed_under=await self._calendars.get(filed.calendar_version) if is_old else None,
            pending=missing(case, acts),
        )

    async def _again(self, order: OpenCase, stored: Stored) -> Opening:
        """A new cycle has a ledger of its own: what is in force today reaches it again."""
        acts = await self._suspensions.ending_from(bogota_date(order.at))
        pending = tuple(act.order for act in acts if act.scope.holds(stored.case))
        return Opening(await self._calendars.in_force(), stored.case, pending=pending)

    @activity.defn
    async def calendar_in_force(self) -> Calendar:
        """The calendar version published last."""
        return await self._calendars.in_force()

    @activity.defn
    async def record(self, record: CaseRecord) -> None:
        """Store the case at its version; the same version twice is once."""
        await self._records.record(record)
