"""Passing a published act to running cases, through the engine."""

import asyncio

from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from activities.messages_batch import Batch
from activities.ports_batch import CaseSilent, NoLongerApplies
from domain.errors import AlreadyDecided, SuspensionAlreadyApplied
from domain.petitions import Reproject
from domain.revocations import SuspensionNotRunning

PATIENCE_SECONDS = 20.0
REFUSALS = frozenset(kind.__name__ for kind in (AlreadyDecided, SuspensionAlreadyApplied, SuspensionNotRunning))


class TemporalCases:
    """Implements `RunningCases`: each act is an update whose id is the act's, so that a case takes it once."""

    def __init__(self, temporal: Client) -> None:
        self._temporal = temporal

    async def take(self, radicado: str, batch: Batch) -> None:
        update = "reproject" if isinstance(batch.act, Reproject) else "suspend"
        handle = self._temporal.get_workflow_handle(radicado)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await handle.execute_update(update, batch.act, id=batch.name)
        except WorkflowUpdateFailedError as failure:
            raise _refusal(failure) from failure
        except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError, TimeoutError) as silence:
            raise CaseSilent(radicado) from silence


def _refusal(failure: WorkflowUpdateFailedError) -> Exception:
    rule = failure.cause.type if isinstance(failure.cause, ApplicationError) else None
    return NoLongerApplies(rule) if rule in REFUSALS else CaseSilent(rule)
