"""The Schedules of the engine: made at the start of a worker, once, and brought up to date if they were there."""

from dataclasses import replace
from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleUpdate,
    ScheduleUpdateInput,
)

from activities.messages import Summary
from adapters.temporal import TASK_QUEUE

DIGEST, RECONCILIATION, RETENTION = "resumen-diario", "conciliacion", "retencion"
ZONE = "America/Bogota"
LATE = timedelta(hours=8)
"""What the engine could not start at its hour still goes the same working day, not later."""


def digest_schedule() -> Schedule:
    """Monday to Friday at 08:00 of Bogotá; the digest itself looks whether the day is a business day."""
    morning = ScheduleCalendarSpec(
        hour=[ScheduleRange(8)], day_of_week=[ScheduleRange(1, 5)], comment="Cada día hábil a las 08:00"
    )
    policy = SchedulePolicy(overlap=ScheduleOverlapPolicy.BUFFER_ONE, catchup_window=LATE)
    return _made("DigestWorkflow", DIGEST, "Resumen diario a cada funcionario", morning, policy)


def reconciliation_schedule() -> Schedule:
    """Every day at 03:10 of Bogotá, before anybody works."""
    night = ScheduleCalendarSpec(hour=[ScheduleRange(3)], minute=[ScheduleRange(10)], comment="Cada día a las 03:10")
    policy = SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=LATE)
    return _made("ReconciliationWorkflow", RECONCILIATION, "Conciliación de cartas", night, policy)


def retention_schedule() -> Schedule:
    """Every Monday at 07:00 of Bogotá; one that was missed is made up for within the week."""
    monday = ScheduleCalendarSpec(
        hour=[ScheduleRange(7)], day_of_week=[ScheduleRange(1)], comment="Cada lunes a las 07:00"
    )
    policy = SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(days=7))
    return _made("RetentionWorkflow", RETENTION, "Aviso de fin de retención", monday, policy)


def _made(workflow: str, name: str, summary: str, at: ScheduleCalendarSpec, policy: SchedulePolicy) -> Schedule:
    action = ScheduleActionStartWorkflow(workflow, id=name, task_queue=TASK_QUEUE, static_summary=Summary(summary))
    return Schedule(action=action, spec=ScheduleSpec(calendars=[at], time_zone_name=ZONE), policy=policy)


async def ensure_all(client: Client) -> None:
    """Every Schedule of the product."""
    await ensure(client, DIGEST, digest_schedule())
    await ensure(client, RECONCILIATION, reconciliation_schedule())
    await ensure(client, RETENTION, retention_schedule())


async def ensure(client: Client, schedule_id: str, wanted: Schedule) -> None:
    """Make a Schedule, or bring the one there is up to date; one that somebody paused stays paused."""

    def updated(found: ScheduleUpdateInput) -> ScheduleUpdate:
        return ScheduleUpdate(replace(wanted, state=found.description.schedule.state))

    try:
        await client.create_schedule(schedule_id, wanted)
    except ScheduleAlreadyRunningError:
        await client.get_schedule_handle(schedule_id).update(updated)
