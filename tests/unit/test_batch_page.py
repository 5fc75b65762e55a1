"""A page of a batch: what each case answered decides whether it moved, no longer applies or failed."""

from collections.abc import Sequence
from datetime import date

from temporalio.testing import ActivityEnvironment

from activities.messages_batch import Batch, Move, PageOrder, Taken, TakeOrder, Waiting
from activities.ports_batch import CaseSilent, NoLongerApplies, Standing
from activities.reprojection import Reprojecting
from domain.petitions import Reproject

WAS, IS = date(2026, 12, 16), date(2026, 12, 17)
BATCH = Batch(Reproject(by="s", calendar_version="v2", reason="Ley 1"))


class Cases:
    """Cases that stand as they are told to."""

    def __init__(self, **standing: Standing) -> None:
        self._standing = standing

    async def count(self, batch: Batch) -> int:
        return len(self._standing)

    async def page(self, order: PageOrder) -> tuple[Waiting, ...]:
        return tuple(Waiting(name, WAS) for name in self._standing)

    async def standing(self, radicados: Sequence[str]) -> dict[str, Standing]:
        return self._standing


class Running:
    """Cases that answer as they are told to."""

    def __init__(self, **refusals: Exception) -> None:
        self._refusals = refusals

    async def take(self, radicado: str, batch: Batch) -> None:
        if radicado in self._refusals:
            raise self._refusals[radicado]


async def taken(running: Running, **standing: Standing) -> Taken:
    order = TakeOrder(BATCH, tuple(Waiting(name, WAS) for name in standing))
    return await ActivityEnvironment().run(Reprojecting(Cases(**standing), running).take_act, order)


async def test_a_case_whose_date_changed_moved_and_the_others_only_took_the_act() -> None:
    page = await taken(Running(), one=Standing(IS, is_closed=False), two=Standing(WAS, is_closed=False))

    assert page == Taken(moves=(Move("one", WAS, IS),), unmoved=1)


async def test_a_case_decided_meanwhile_no_longer_applies() -> None:
    page = await taken(Running(one=NoLongerApplies("AlreadyDecided")), one=Standing(WAS, is_closed=False))

    assert page == Taken(gone=1)


async def test_a_silent_case_failed_unless_it_is_closed_by_now() -> None:
    running = Running(one=CaseSilent("one"), two=CaseSilent("two"))

    page = await taken(running, one=Standing(WAS, is_closed=False), two=Standing(WAS, is_closed=True))

    assert page == Taken(gone=1, failed=("one",))
