"""Starting a batch, and looking at how far it got."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.messages import Summary
from activities.messages_batch import Batch, BatchRun, Progress
from adapters.temporal import TASK_QUEUE

PATIENCE = timedelta(seconds=10)


class BatchState(StrEnum):
    """Where a batch stands."""

    RUNNING = "en_curso"
    OVER = "terminada"
    STOPPED = "interrumpida"


@dataclass(frozen=True)
class BatchStatus:
    """A batch and how far it got."""

    state: BatchState
    progress: Progress


class Batches:
    """The batches of an engine; asked again while one runs, it is joined; after it, it looks for what is left."""

    def __init__(self, temporal: Client) -> None:
        self._temporal = temporal

    async def start(self, batch: Batch) -> None:
        await self._temporal.start_workflow(
            "ReprojectionWorkflow",
            BatchRun(batch),
            id=batch.name,
            task_queue=TASK_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            static_summary=Summary(batch.name.replace("-", " ", 1).capitalize()),
        )

    async def ended(self, name: str, *, within_seconds: float) -> BatchStatus | None:
        """How a batch ended, if it came to its end in time."""
        try:
            async with asyncio.timeout(within_seconds):
                progress: Progress = await self._handle(name).result()
        except (TimeoutError, WorkflowFailureError):
            return None
        return BatchStatus(BatchState.OVER, progress)

    async def status(self, name: str) -> BatchStatus | None:
        """How far a batch got; None when there never was one."""
        handle = self._handle(name)
        try:
            described = await handle.describe()
        except RPCError as failure:
            if failure.status == RPCStatusCode.NOT_FOUND:
                return None
            raise
        progress: Progress = await handle.query("progress", result_type=Progress, rpc_timeout=PATIENCE)
        return BatchStatus(_state(described.status), progress)

    def _handle(self, name: str) -> WorkflowHandle[object, Progress]:
        return self._temporal.get_workflow_handle(name, result_type=Progress)


def _state(status: WorkflowExecutionStatus | None) -> BatchState:
    match status:
        case WorkflowExecutionStatus.RUNNING | WorkflowExecutionStatus.CONTINUED_AS_NEW:
            return BatchState.RUNNING
        case WorkflowExecutionStatus.COMPLETED:
            return BatchState.OVER
        case _:
            return BatchState.STOPPED
