"""Before a retention ends the archive's office is told, once; the Schedule that does it is made once."""

import uuid
from datetime import timedelta

from sqlalchemy import text

from adapters.schedules import RETENTION, ensure, retention_schedule
from adapters.temporal import TASK_QUEUE
from local.journey import Journey
from tests.support import World, now
from tests.workflows.test_archive import closed

OFFICE = "archivo@icetex.example"


async def ending(world: World, title: str) -> Journey:
    """A closed case whose retention ends in thirty days."""
    case = await closed(world, title)
    async with world.sessions.begin() as session:
        soon = text("UPDATE expediente SET retained_until = :day WHERE radicado = :radicado")
        await session.execute(soon, {"radicado": case.radicado, "day": (now() + timedelta(days=30)).date()})
    return case


async def told(world: World) -> int:
    name = f"retencion-{uuid.uuid4()}"
    return await world.temporal.execute_workflow(  # type: ignore[no-any-return]
        "RetentionWorkflow", id=name, task_queue=TASK_QUEUE, result_type=int
    )


def notices(world: World, radicado: str) -> list[str]:
    """What the office was written about a case."""
    letters = [message for message in world.stack.smtp.messages if message["To"] == OFFICE]
    parts = [part for message in letters for part in message.walk() if part.get_content_type() == "text/plain"]
    texts = [part.get_payload(decode=True).decode() for part in parts]  # type: ignore[union-attr]
    return [said for said in texts if radicado in said]


async def test_the_office_is_told_once_what_ends_within_ninety_days(world: World) -> None:
    soon, later = await ending(world, "termina"), await closed(world, "no termina")

    first, second = await told(world), await told(world)

    [notice] = notices(world, soon.radicado)
    assert first >= 1
    assert second == 0
    assert "Nada se elimina sin un acto aprobado" in notice
    assert "Lucía" not in notice
    assert notices(world, later.radicado) == []


async def test_the_schedule_is_there_every_monday_morning_of_bogota(world: World) -> None:
    handle = world.temporal.get_schedule_handle(RETENTION)
    await ensure(world.temporal, RETENTION, retention_schedule())

    described = await handle.describe()
    await handle.delete()

    [at] = described.schedule.spec.calendars
    assert described.schedule.spec.time_zone_name == "America/Bogota"
    assert ([x.start for x in at.day_of_week], [x.start for x in at.hour]) == ([1], [7])
