"""What a message does to a case that runs: one update, idempotent by the message."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError, RPCStatusCode

from adapters.reopening import reopen
from domain.case import Case
from domain.petitions import Reopen

PATIENCE_SECONDS = 25


class CaseNotRunning(Exception):
    """The workflow of the case ended, or has not begun."""


class Refused(Exception):
    """A rule of the case refuses the act."""


class EngineSilent(Exception):
    """The engine does not answer now; the message waits."""


class Acts:
    """Passes acts to running cases."""

    def __init__(self, temporal: Client) -> None:
        self._temporal = temporal

    async def perform(self, radicado: str, update: str, act: Any, *, key: str) -> None:
        """Do it, once for each key. Raises CaseNotRunning, Refused or EngineSilent."""
        handle = self._temporal.get_workflow_handle(radicado)
        await _answered(handle.execute_update(update, act, id=f"{key}/{update}"))

    async def reopen(self, case: Case, act: Reopen, *, key: str) -> None:
        """Begin a closed case again, once for each key. Raises Refused or EngineSilent."""
        await _answered(reopen(self._temporal, case, act, update_id=f"{key}/reopen"))


async def _answered(update: Awaitable[Any]) -> None:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await update
    except WorkflowUpdateFailedError as refusal:
        raise Refused(getattr(refusal.cause, "type", None) or "") from refusal
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as silence:
        raise EngineSilent from silence
    except RPCError as failure:
        if failure.status == RPCStatusCode.NOT_FOUND:
            raise CaseNotRunning from failure
        raise EngineSilent from failure
