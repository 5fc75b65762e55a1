"""A published act reaches every open case: page by page, each case once, as long as it takes."""

from dataclasses import replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.messages import Summary
    from activities.messages_batch import Batch, BatchRun, PageOrder, Progress, Taken, TakeOrder, Waiting
    from activities.reprojection import Reprojecting

PAGE = 100
PAGES_PER_RUN = 100
"""About 1 200 events; then the batch goes on as a new run."""

MOST_LISTED = 2_000
"""Moves told one by one; beyond, the log of each case tells them."""

QUICK = timedelta(seconds=30)
SLOW, SILENCE = timedelta(minutes=30), timedelta(seconds=10)
PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))


@workflow.defn(name="ReprojectionWorkflow")
class ReprojectionWorkflow:
    """Resumes where it was after any failure; what fails is tried again at the end, and then told."""

    @workflow.init
    def __init__(self, start: BatchRun) -> None:
        self._progress = start.progress or Progress()

    @workflow.run
    async def run(self, start: BatchRun) -> Progress:
        if start.progress is None:
            self._become(replace(self._progress, total=await self._total(start.batch)))
        await self._round(start)
        if self._progress.failed and not start.is_second_round:
            self._become(replace(self._progress, failed=()))
            await self._round(BatchRun(start.batch, self._progress, is_second_round=True))
        self._become(replace(self._progress, is_over=True))
        return self._progress

    @workflow.query
    def progress(self) -> Progress:
        return self._progress

    async def _round(self, start: BatchRun) -> None:
        """Every open case that has not taken the act, by radicado."""
        after = start.after
        for _ in range(PAGES_PER_RUN):
            cases = await self._page(PageOrder(batch=start.batch, after=after, limit=PAGE))
            if not cases:
                return
            self._become(_adding(self._progress, await self._taken(TakeOrder(start.batch, cases))))
            after = cases[-1].radicado
        workflow.continue_as_new(BatchRun(start.batch, self._progress, after, start.is_second_round))

    async def _total(self, batch: Batch) -> int:
        return await workflow.execute_local_activity_method(
            Reprojecting.count_waiting, batch, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )

    async def _page(self, order: PageOrder) -> tuple[Waiting, ...]:
        return await workflow.execute_local_activity_method(
            Reprojecting.waiting_page, order, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )

    async def _taken(self, order: TakeOrder) -> Taken:
        return await workflow.execute_activity_method(
            Reprojecting.take_act,
            order,
            start_to_close_timeout=SLOW,
            heartbeat_timeout=SILENCE,
            retry_policy=PATIENT,
            summary=Summary(f"{len(order.cases)} casos desde {order.cases[0].radicado}"),
        )

    def _become(self, progress: Progress) -> None:
        self._progress = progress
        workflow.set_current_details(told(progress))


def _adding(progress: Progress, page: Taken) -> Progress:
    return replace(
        progress,
        moved=progress.moved + len(page.moves),
        moves=(*progress.moves, *page.moves)[:MOST_LISTED],
        unmoved=progress.unmoved + page.unmoved,
        gone=progress.gone + page.gone,
        failed=(*progress.failed, *page.failed),
    )


def told(progress: Progress) -> str:
    """How far it got, for the Temporal UI."""
    failed = f"; sin poder pasar: {', '.join(progress.failed[:20])}" if progress.failed else ""
    return (
        f"**{progress.reviewed} de {progress.total}** casos: {progress.moved} se movieron, "
        f"{progress.unmoved} sin cambio de fecha, {progress.gone} ya no aplican{failed}"
    )
