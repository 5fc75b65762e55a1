"""The digests through the real engine, the real database and real mail."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.client import ScheduleUpdate, ScheduleUpdateInput, WorkflowFailureError

from activities.digests import Digests, Post
from activities.ports_mail import Mail, MailReceipt, MailUnavailable
from adapters.calendars import CalendarTable
from adapters.catalogs import CatalogTable
from adapters.digest_mail import DigestLetters
from adapters.digests import DigestTable
from adapters.mail_log import MaildirLog
from adapters.schedules import DIGEST, digest_schedule, ensure
from adapters.smtp import SmtpMailer
from adapters.tables_catalogs import DigestLineRow, DigestRow
from adapters.temporal import TASK_QUEUE
from domain.colombia import LEY_2578
from domain.instants import bogota_date
from tests.support import World, now
from worker import TEMPLATES, names


def today() -> date:
    """The legal day, asked each time: a run of the tests may begin before a midnight and end after it."""
    return bogota_date(now())


@pytest.fixture
async def next_day(world: World) -> date:
    """A business day of which no test has sent the digests yet."""
    async with world.sessions() as session:
        taken = set(await session.scalars(select(DigestRow.digest_on)))
    days = (today() + timedelta(days=n) for n in range(1, 400))
    return next(day for day in days if LEY_2578.is_business_day(day) and day not in taken)


@pytest.fixture
async def scheduled(world: World) -> AsyncIterator[Any]:
    """The Schedule, gone afterwards."""
    await ensure(world.temporal, DIGEST, digest_schedule())
    handle = world.temporal.get_schedule_handle(DIGEST)
    yield handle
    await handle.delete()


async def sent_on(world: World, on: date) -> int:
    """Run the digests of a day."""
    ran: int = await world.temporal.execute_workflow("DigestWorkflow", on, id=f"resumen-{on}-{now().timestamp()}",
                                                     task_queue=TASK_QUEUE)  # fmt: skip
    return ran


def mails(world: World, to: str, about: str) -> list[str]:
    """The digests an official got that name a case."""
    found = [m for m in world.stack.smtp.messages if m["To"] == to and "Resumen del" in subject(m)]
    plain = [part for m in found for part in m.walk() if part.get_content_type() == "text/plain"]
    texts = [bytes(part.get_payload(decode=True)).decode() for part in plain]
    return [text for text in texts if about in text]


def subject(message: Any) -> str:
    return str(make_header(decode_header(message["Subject"])))


async def test_an_official_gets_one_mail_with_what_lapses(world: World, next_day: date) -> None:
    case = await world.filed("por vencer", tipo="congresista_informe")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-03"})
    strict_on = date.fromisoformat((await case.look())["vence_el_mas_temprano"])
    on = max(next_day, LEY_2578.business_days_before(strict_on, 2))

    await sent_on(world, on)
    again = await sent_on(world, on)

    told = mails(world, "agente-03@icetex.example", case.radicado)
    assert len(told) == 1
    assert "Vencen en los próximos tres días hábiles" in told[0]
    assert again >= 1


async def test_a_digested_rung_is_told_in_one_digest_and_no_more(world: World, next_day: date) -> None:
    case = await world.filed("nivel vencido", tipo="consulta")
    lapsed_on = date.fromisoformat(case.case["vence_nivel"])
    await case.skip_to(LEY_2578.business_days_after(lapsed_on, 1))
    await queued(world, case.radicado)

    await sent_on(world, next_day)
    later = LEY_2578.business_days_after(next_day, 1)
    await sent_on(world, later)

    letters = [x["clase"] for x in (await case.look())["cartas"]]
    told = mails(world, "coordinacion.gau@icetex.example", f"{case.radicado}: venció el término interno del nivel")
    assert [x for x in letters if x != "recordatorio"] == ["acuse", "escalamiento"]
    assert len(told) == 1


async def test_what_a_day_could_not_tell_is_told_on_the_next(world: World, next_day: date) -> None:
    """A mail server away until midnight loses no rung: it was in a digest that nobody got."""
    case = await world.filed("día sin correo", tipo="consulta")
    await case.skip_to(LEY_2578.business_days_after(date.fromisoformat(case.case["vence_nivel"]), 1))
    await queued(world, case.radicado)
    said = f"{case.radicado}: venció el término interno del nivel"
    await world.stack.smtp.stop()
    try:
        with pytest.raises(MailUnavailable):
            await a_hand(world, SmtpMailer(world.settings.smtp_url, world.settings.mail_from)).send_digests(next_day)
    finally:
        await world.stack.smtp.start()

    before = len(mails(world, "coordinacion.gau@icetex.example", said))
    await sent_on(world, LEY_2578.business_days_after(next_day, 1))
    await sent_on(world, LEY_2578.business_days_after(next_day, 2))

    assert before == 0
    assert len(mails(world, "coordinacion.gau@icetex.example", said)) == 1


async def test_a_digest_that_left_without_a_note_is_noted_the_next_day(world: World, next_day: date) -> None:
    case = await world.filed("sin anotar", tipo="consulta")
    await case.skip_to(LEY_2578.business_days_after(date.fromisoformat(case.case["vence_nivel"]), 1))
    await queued(world, case.radicado)
    real = SmtpMailer(world.settings.smtp_url, world.settings.mail_from)
    with pytest.raises(Killed):
        await a_hand(world, DiesAfterSending(real)).send_digests(next_day)
    left = [m["Message-ID"] for m in world.stack.smtp.messages if "Resumen del" in subject(m)]

    await sent_on(world, LEY_2578.business_days_after(next_day, 1))

    async with world.sessions() as session:
        rows = await session.execute(
            select(DigestRow.message_id, DigestRow.status).where(DigestRow.digest_on == next_day)
        )
        noted = {name: status for name, status in rows if name in left}
    assert set(noted.values()) == {"enviada"}


async def queued(world: World, radicado: str) -> None:
    """Wait until a rung of the case waits for the digest."""
    for _ in range(300):
        async with world.sessions() as session:
            if await session.scalar(select(DigestLineRow.key).where(DigestLineRow.radicado == radicado)):
                return
        await asyncio.sleep(0.1)
    raise AssertionError("no rung waits for the digest")


async def test_on_a_holiday_nobody_gets_a_digest(world: World) -> None:
    holiday = next(day for day in sorted(LEY_2578.holidays) if day > today())

    assert await sent_on(world, holiday) == 0


async def test_the_digest_of_a_day_that_passed_is_not_sent(world: World) -> None:
    assert await sent_on(world, LEY_2578.business_days_before(today(), 1)) == 0


async def test_the_schedule_runs_the_digests_of_today(world: World, scheduled: Any) -> None:
    received_at = now() - timedelta(days=20)
    await world.filed("vencida al llegar", tipo="congresista_informe", recibido_en=received_at.isoformat())

    first = today()
    await scheduled.trigger()
    started = await first_action(scheduled)
    ran = await world.temporal.get_workflow_handle(started).result()

    async with world.sessions() as session:
        run_today = select(DigestRow.recipient).where(DigestRow.digest_on.between(first, today()))
        of_today = list(await session.scalars(run_today))
    assert ran == len(of_today)
    assert (ran > 0) == any(map(LEY_2578.is_business_day, {first, today()}))


async def first_action(handle: Any) -> str:
    """The workflow a Schedule started first."""
    for _ in range(300):
        actions = (await handle.describe()).info.recent_actions
        if actions:
            return str(actions[0].action.workflow_id)
        await asyncio.sleep(0.1)
    raise AssertionError("the Schedule started nothing")


async def test_making_the_schedule_again_keeps_one_and_leaves_it_paused_if_it_was(world: World, scheduled: Any) -> None:
    await scheduled.update(changed)
    await scheduled.pause(note="Vacaciones colectivas")
    async with asyncio.timeout(30):
        while not (await scheduled.describe()).schedule.state.paused:
            await asyncio.sleep(0.1)

    await ensure(world.temporal, DIGEST, digest_schedule())
    found = (await scheduled.describe()).schedule

    assert found.state.paused
    assert found.spec.time_zone_name == "America/Bogota"
    assert [(x.hour[0].start, x.day_of_week[0].start, x.day_of_week[0].end) for x in found.spec.calendars] == [
        (8, 1, 5)]  # fmt: skip


def changed(found: ScheduleUpdateInput) -> ScheduleUpdate:
    schedule = found.description.schedule
    return ScheduleUpdate(replace(schedule, spec=replace(schedule.spec, time_zone_name="UTC")))


class Killed(Exception):
    """The worker died."""


class DiesAfterSending:
    """A real mailer whose process dies before it notes what it sent."""

    def __init__(self, mailer: SmtpMailer) -> None:
        self._mailer = mailer

    async def send(self, mail: Mail) -> MailReceipt:
        await self._mailer.send(mail)
        raise Killed


def a_hand(world: World, mailer: Any) -> Digests:
    post = Post(mailer=mailer, mail_log=MaildirLog(world.settings.mail_log_url), stationery=DigestLetters(TEMPLATES),
                names=names(world.settings), public_url=world.settings.public_url)  # fmt: skip
    sessions = world.sessions
    return Digests(DigestTable(sessions), CalendarTable(sessions), CatalogTable(sessions), post)


async def test_a_worker_killed_between_sending_and_noting_it_sends_no_second_digest(
    world: World, next_day: date
) -> None:
    case = await world.filed("muerte", tipo="congresista_informe")
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Cartera"})
    await case.act("asignacion", {"dependencia": "VCC", "responsable": "equipo.vcc"})
    on = max(next_day, LEY_2578.business_days_before(case.due_on, 1))
    real = SmtpMailer(world.settings.smtp_url, world.settings.mail_from)

    with pytest.raises(Killed):
        await a_hand(world, DiesAfterSending(real)).send_digests(on)
    await a_hand(world, real).send_digests(on)

    names = [m["Message-ID"] for m in world.stack.smtp.messages if "Resumen del" in subject(m)]
    assert len(names) == len(set(names))
    assert len(mails(world, "equipo.vcc@icetex.example", case.radicado)) == 1


async def test_a_recipient_that_is_refused_for_good_keeps_nobody_from_theirs(world: World, next_day: date) -> None:
    """And the refusal is noted, so that the day's digests end."""
    last = (await world.api.get("/api/v1/catalogos/dependencias", headers=SUPERVISOR)).json()
    before = last["contenido"]
    officials = [{**x, "correo": "rebota5xx@icetex.example"} if x["codigo"] == "agente-04" else x
                 for x in before["funcionarios"]]  # fmt: skip
    body = {"version_anterior": last["version"], "motivo": "Prueba", "contenido": {**before, "funcionarios": officials}}
    done = (await world.post("/api/v1/catalogos/dependencias", body, "supervisor")).json()
    case = await world.filed("rebotado", tipo="congresista_informe")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-04"})
    on = max(next_day, LEY_2578.business_days_before(case.due_on, 1))

    await sent_on(world, on)
    back = {"version_anterior": done["version"], "motivo": "Prueba", "contenido": before}
    await world.post("/api/v1/catalogos/dependencias", back, "supervisor")

    async with world.sessions() as session:
        status = await session.scalar(
            select(DigestRow.status).where(DigestRow.digest_on == on, DigestRow.recipient == "agente-04")
        )
    assert status == "rechazada"
    assert len(mails(world, "coordinacion.gau@icetex.example", case.radicado)) >= 1


SUPERVISOR = {"Authorization": "Bearer dev-supervisor"}


async def test_while_mail_is_down_the_digests_wait_and_leave_once_when_it_is_back(world: World, next_day: date) -> None:
    case = await world.filed("correo caído", tipo="congresista_informe")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-05"})
    on = max(next_day, LEY_2578.business_days_before(case.due_on, 1))
    await world.stack.smtp.stop()

    running = asyncio.create_task(sent_on(world, on))
    try:
        await asyncio.sleep(1.5)
        held = not running.done()
    finally:
        await world.stack.smtp.start()
    try:
        await asyncio.wait_for(running, 60)
    except WorkflowFailureError as failure:
        raise AssertionError("the digests failed instead of waiting") from failure

    assert held
    assert len(mails(world, "agente-05@icetex.example", case.radicado)) == 1
