"""What Temporal starts by the calendar; made once, left as an operator may have changed it."""

import contextlib

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
)

from adapters.temporal import TASK_QUEUE

RECONCILIATION = "conciliacion"


async def schedule_reconciliation(client: Client) -> None:
    """Every day at 03:10 in Bogotá, before anybody works."""
    action = ScheduleActionStartWorkflow(
        "ReconciliationWorkflow", id=RECONCILIATION, task_queue=TASK_QUEUE, static_summary="Conciliación de cartas"
    )
    schedule = Schedule(
        action=action,
        spec=ScheduleSpec(cron_expressions=["10 3 * * *"], time_zone_name="America/Bogota"),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP),
    )
    with contextlib.suppress(ScheduleAlreadyRunningError):
        await client.create_schedule(RECONCILIATION, schedule)
