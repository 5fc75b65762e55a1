"""Starting what the outbox owes: a case, its survey, its CRM deliveries. Each start is idempotent by its id."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.common import (
    ActivityIDConflictPolicy,
    ActivityIDReusePolicy,
    RetryPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import ActivityAlreadyStartedError, WorkflowAlreadyStartedError

from activities.messages import Summary, SurveyInvitation
from activities.messages_groups import GroupOrder
from adapters.jsoning import from_json
from adapters.outbox import NotNow, Starter
from adapters.temporal import TASK_QUEUE
from domain.case import Filing


def starters(workflows: Client, activities: Client) -> Mapping[str, Starter]:
    """The starters by kind of row."""

    async def case(payload: dict[str, Any]) -> None:
        filing = from_json(Filing, payload)
        await _start(workflows, "PqrsdWorkflow", filing, filing.radicado, f"PQRSD {filing.radicado}")

    async def survey(payload: dict[str, Any]) -> None:
        invitation = from_json(SurveyInvitation, payload)
        workflow_id = f"{invitation.radicado}-encuesta-{invitation.cycle}"
        await _start(workflows, "SurveyWorkflow", invitation, workflow_id, "Encuesta de satisfacción")

    async def group(payload: dict[str, Any]) -> None:
        order = from_json(GroupOrder, payload)
        summary = f"Grupo {order.group_id}: {order.step}"
        await _start(workflows, "MassAnswerWorkflow", order, f"grupo-{order.group_id}-{order.step}", summary)

    async def crm(payload: dict[str, Any]) -> None:
        try:
            await activities.start_activity(
                "deliver_crm",
                payload["radicado"],
                id=f"crm-{payload['radicado']}",
                task_queue=TASK_QUEUE,
                start_to_close_timeout=timedelta(minutes=2),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
                id_reuse_policy=ActivityIDReusePolicy.ALLOW_DUPLICATE,
                id_conflict_policy=ActivityIDConflictPolicy.FAIL,
            )
        except ActivityAlreadyStartedError as busy:
            raise NotNow from busy

    return {"caso": case, "encuesta": survey, "grupo": group, "crm": crm}


async def _start(client: Client, workflow: str, argument: object, workflow_id: str, summary: str) -> None:
    try:
        await client.start_workflow(
            workflow,
            argument,
            id=workflow_id,
            task_queue=TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            static_summary=Summary(summary),
        )
    except WorkflowAlreadyStartedError:
        return
