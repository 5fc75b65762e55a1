"""Nobody is asked outside the hours of the law, however late a server comes back (Ley 2300 de 2023, art. 3)."""

import asyncio
from datetime import datetime, timedelta

from domain.colombia import LEY_2578
from domain.instants import BOGOTA, start_of
from domain.survey import contact_instant
from local.journey import Journey, subject_of
from local.situations import answer
from tests.support import World, filed_by, now, rewritten, until

HEARD, DEAF = "rosa@correo.example", "espera4xx@correo.example"


async def write_to(world: World, case: Journey, address: str) -> None:
    """Change where a case's petitioner reads mail."""
    who = (await filed_by(world.sessions, case.radicado)).petitioner
    await rewritten(world.sessions, case.radicado, {**who, "correo": address})


async def answered(world: World, title: str, *, reads_at: str | None = None) -> Journey:
    """A case whose answer was delivered, and whose survey waits for its hour or, in it, writes where it is told."""
    case = await world.filed(title)
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")
    if reads_at:
        await write_to(world, case, reads_at)
    await case.pass_days(1.1)
    await case.until("cerrada")
    await case.workflow_running(case.survey_id())
    return case


def mailed(world: World, case: Journey, about: str) -> int:
    return sum(case.radicado in subject_of(x) and about in subject_of(x) for x in world.stack.smtp.messages)


async def failures(world: World, case: Journey) -> list[str]:
    """With what the letters of a survey stopped being tried."""
    handle = world.temporal.get_workflow_handle(case.survey_id())
    events = [x.activity_task_failed_event_attributes async for x in handle.fetch_history_events()]
    return [x.failure.application_failure_info.type for x in events if x.scheduled_event_id]


async def test_an_invitation_that_does_not_leave_in_the_hours_of_a_day_waits_for_those_of_another(world: World) -> None:
    case = await answered(world, "servidor de noche", reads_at=DEAF)
    opens_at = contact_instant(now() + timedelta(days=1.1), LEY_2578)
    closes_at = datetime.combine(opens_at, datetime.min.time(), BOGOTA) + timedelta(hours=19)

    await case.pass_survey_days((closes_at + timedelta(hours=7) - now()) / timedelta(days=1))

    async def given_up() -> bool:
        return bool(await failures(world, case))

    await until(given_up)
    await write_to(world, case, HEARD)
    await asyncio.sleep(3)
    at_night = mailed(world, case, "Cómo le fue")
    await case.pass_survey_days(4)
    await until(lambda: asyncio.sleep(0, mailed(world, case, "Cómo le fue") > 0))

    assert set(await failures(world, case)) == {"LetterOvertaken"}
    assert at_night == 0
    assert mailed(world, case, "Cómo le fue") == 1


async def test_a_bad_rating_on_a_saturday_night_is_told_to_the_coordinator_in_office_hours(world: World) -> None:
    case = await answered(world, "mala nota en sábado")
    token, clock = await case.survey_token(), now() + timedelta(days=5)
    night = start_of((clock + timedelta(days=(5 - clock.weekday()) % 7 or 7)).date()) + timedelta(hours=20)
    await case.pass_survey_days((night - clock) / timedelta(days=1))

    rated = await world.api.post(f"/encuesta/{token}", data={"puntaje": "1"})
    await asyncio.sleep(3)
    at_night = mailed(world, case, "requiere su atenci")
    await case.until_survey_closed()

    assert rated.status_code == 200
    assert mailed(world, case, "requiere su atenci") == at_night + 1
