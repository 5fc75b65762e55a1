"""Acting on cases that are running, for what acts on many of them: a refusal is told apart from an absence."""

from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.ports_groups import CaseRefused
from adapters.database import Sessions
from adapters.snapshots import case_of
from adapters.tables import CaseRow
from domain.case import Case
from domain.errors import AlreadyDecided


class RunningCases:
    """Implements `Cases`."""

    def __init__(self, client: Client, sessions: Sessions) -> None:
        self._client = client
        self._sessions = sessions

    async def perform(self, radicado: str, act_name: str, act: object, key: str) -> None:
        handle = self._client.get_workflow_handle(radicado)
        try:
            await handle.execute_update(act_name, act, id=key)
        except WorkflowUpdateFailedError as refusal:
            cause = refusal.cause
            if not isinstance(cause, ApplicationError):
                raise
            raise CaseRefused(cause.type or "", cause.message) from refusal
        except RPCError as absence:
            if absence.status != RPCStatusCode.NOT_FOUND:
                raise
            await self._refuse_if_closed(radicado)
            raise

    async def stored(self, radicado: str) -> Case:
        async with self._sessions() as session:
            row = await session.get_one(CaseRow, radicado)
            return await case_of(session, self._sessions.keys, row)

    async def _refuse_if_closed(self, radicado: str) -> None:
        """A case that is over takes no act; one that has not started yet will."""
        case = await self.stored(radicado)
        if case.is_closed:
            refusal = AlreadyDecided(state=case.state)
            raise CaseRefused(type(refusal).__name__, str(refusal))
