"""A page of open cases at a time: which have not taken a published act, and having them take it."""

import asyncio
from datetime import timedelta

from temporalio import activity

from activities.beating import beating
from activities.messages_batch import Batch, Move, PageOrder, Taken, TakeOrder, Waiting
from activities.ports_batch import CaseSilent, NoLongerApplies, OpenCases, RunningCases, Standing

AT_ONCE = 10
"""Cases that take an act at a time: the engine goes on serving everybody else."""

BEAT = timedelta(seconds=2)


class Reprojecting:
    """A batch, over the read model and the running cases."""

    def __init__(self, cases: OpenCases, running: RunningCases) -> None:
        self._cases = cases
        self._running = running

    @activity.defn
    async def count_waiting(self, batch: Batch) -> int:
        """How many open cases have not taken the act."""
        return await self._cases.count(batch)

    @activity.defn
    async def waiting_page(self, order: PageOrder) -> tuple[Waiting, ...]:
        """The next cases that have not taken the act."""
        return await self._cases.page(order)

    @activity.defn
    async def take_act(self, order: TakeOrder) -> Taken:
        """Have a page take the act; done again after a failure, each case still takes it once."""
        gate = asyncio.Semaphore(AT_ONCE)
        async with beating(BEAT):
            refused = await asyncio.gather(*(self._refusal(x.radicado, order.batch, gate) for x in order.cases))
            standing = await self._cases.standing([x.radicado for x in order.cases])
        return _told(order, dict(zip((x.radicado for x in order.cases), refused, strict=True)), standing)

    async def _refusal(self, radicado: str, batch: Batch, gate: asyncio.Semaphore) -> Exception | None:
        async with gate:
            try:
                await self._running.take(radicado, batch)
            except (CaseSilent, NoLongerApplies) as refusal:
                return refusal
        return None


def _told(order: TakeOrder, refusals: dict[str, Exception | None], standing: dict[str, Standing]) -> Taken:
    """What became of each case; one that is over by now no longer applies, whatever it answered."""
    over = {x for x, how in standing.items() if how.is_closed}
    gone = {x for x, why in refusals.items() if isinstance(why, NoLongerApplies) or (why and x in over)}
    failed = tuple(x for x, why in refusals.items() if why and x not in gone)
    took = [x for x in order.cases if refusals[x.radicado] is None]
    moves = tuple(Move(x.radicado, x.due_on, standing[x.radicado].due_on) for x in took)
    moved = tuple(x for x in moves if x.before_on != x.after_on)
    return Taken(moves=moved, unmoved=len(took) - len(moved), gone=len(gone), failed=failed)
