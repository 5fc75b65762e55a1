"""Reconciliation: every letter the book says left is in the log, and what is not is named."""

import asyncio
import mailbox
import os
import sys
import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from sqlalchemy import select, update

from activities.ports_mail import Mail, MailUnavailable
from activities.reconciliation import Period, Reconciled
from adapters.reconciliation import LedgerTable
from adapters.schedules import RECONCILIATION, ensure, reconciliation_schedule
from adapters.smtp import SmtpMailer
from adapters.tables import LetterRowTable
from adapters.temporal import TASK_QUEUE
from domain.colombia import LEY_2578
from domain.reconciliation import BookedLetter, Difference, compared
from tests.support import World, now
from tests.workflows.test_retention import ending
from worker import reconciliation

ROOT = Path(__file__).parents[2]


def test_a_letter_in_only_one_of_both_is_a_difference_of_its_own_kind() -> None:
    book = {
        "<igual@x>": BookedLetter("<igual@x>", "a", is_sent=True),
        "<falta@x>": BookedLetter("<falta@x>", "b", is_sent=True),
        "<sin-anotar@x>": BookedLetter("<sin-anotar@x>", "c", is_sent=False),
        "<rechazada@x>": BookedLetter("<rechazada@x>", "d", is_sent=False),
    }

    found = compared(book, frozenset({"<igual@x>", "<sin-anotar@x>", "<ajena@x>"}))

    assert {(x.difference, x.message_id, x.key) for x in found} == {
        (Difference.MISSING, "<falta@x>", "b"),
        (Difference.UNNOTED, "<sin-anotar@x>", "c"),
        (Difference.UNKNOWN, "<ajena@x>", None),
    }


async def reconciled(world: World, since: datetime) -> Reconciled:
    at = now()
    days = max((at - since).days, 0)
    return await reconciliation(world.settings, world.sessions).reconcile(Period(at, days=days or 1, grace_seconds=0))


async def a_letter_sent(world: World, title: str) -> str:
    """The Message-ID of an acknowledgement that left and was noted."""
    case = await world.filed(title)
    found = select(LetterRowTable.message_id).filter_by(radicado=case.radicado, kind="acuse", status="enviada")
    async with asyncio.timeout(30):
        while True:
            async with world.sessions() as session:
                name = await session.scalar(found)
            if name is not None:
                return str(name)
            await asyncio.sleep(0.1)


async def test_nothing_differs_until_one_message_is_deleted_and_then_it_is_the_one_reported(world: World) -> None:
    names = [await a_letter_sent(world, f"conciliada {n}") for n in range(5)]

    before = await reconciled(world, now() - timedelta(days=1))
    delete(world, names[-1])
    after = await reconciled(world, now() - timedelta(days=1))

    assert min(before.sent, after.sent) >= 5
    assert about(before, names) == []
    assert about(after, names) == [(Difference.MISSING, names[-1])]
    last = await LedgerTable(world.sessions).last()
    assert last is not None
    assert len(last.differences) == len(after.differences)


def about(done: Reconciled, names: Collection[str]) -> list[tuple[Difference, str]]:
    """The differences of some letters: those of other tests leave meanwhile."""
    return [(x.difference, x.message_id) for x in done.differences if x.message_id in names]


async def test_a_message_of_ours_that_the_book_does_not_know_is_reported(world: World) -> None:
    name = f"<{'0' * 32}@{world.settings.mail_domain}>"
    await SmtpMailer(world.stack.smtp.url, world.settings.mail_from).send(Mail(name, "a@b.example", "x", "x", "x"))

    done = await reconciled(world, now() - timedelta(days=1))

    assert (Difference.UNKNOWN, name) in {(x.difference, x.message_id) for x in done.differences}


async def test_digests_and_notices_of_retention_are_ours_too(world: World) -> None:
    """The mail that no case owes is in the book as well: only what is missing differs."""
    case = await world.filed("en el resumen", tipo="congresista_informe")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-06"})
    await case.until_letter("acuse")
    over = await ending(world, "en el aviso de retención")
    await over.survey_token()
    before = await reconciled(world, now() - timedelta(days=1))
    known = ours(world)

    digests = await ran(world, "DigestWorkflow", LEY_2578.business_days_before(case.due_on, 1))
    notices = await ran(world, "RetentionWorkflow")
    done = await reconciled(world, now() - timedelta(days=1))
    sent = sorted(ours(world) - known)
    delete(world, sent[0])
    after = await reconciled(world, now() - timedelta(days=1))

    assert digests >= 1
    assert notices >= 1
    assert done.sent - before.sent >= len(sent) > digests
    assert about(done, sent) == []
    assert about(after, sent) == [(Difference.MISSING, sent[0])]
    assert all(x.key for x in after.differences if x.message_id == sent[0])


async def ran(world: World, workflow: str, *on: date) -> int:
    """Run what a Schedule runs."""
    return await world.temporal.execute_workflow(  # type: ignore[no-any-return]
        workflow, args=on, id=f"{workflow}-{uuid.uuid4()}", task_queue=TASK_QUEUE, result_type=int
    )


def ours(world: World) -> set[str]:
    """The names of the digests and notices that the server took."""
    subjects = {m["Message-ID"]: str(make_header(decode_header(m["Subject"]))) for m in world.stack.smtp.messages}
    return {name for name, subject in subjects.items() if subject.startswith(("Resumen del", "Expedientes que"))}


async def test_a_letter_taken_and_never_noted_is_reported_once_it_is_not_fresh(world: World) -> None:
    name = await a_letter_sent(world, "sin anotar")
    async with world.sessions.begin() as session:
        await session.execute(update(LetterRowTable).filter_by(message_id=name).values(status="sending"))

    stale = await reconciled(world, now() - timedelta(days=1))
    fresh = await reconciliation(world.settings, world.sessions).reconcile(Period(now(), days=1, grace_seconds=600))

    assert name in {x.message_id for x in stale.differences if x.difference == Difference.UNNOTED}
    assert name not in {x.message_id for x in fresh.differences}


async def test_a_log_that_cannot_be_read_is_no_reconciliation(world: World) -> None:
    away = replace(world.settings, mail_log_url="imap://a:b@127.0.0.1:9/INBOX")

    with pytest.raises(MailUnavailable):
        await reconciliation(away, world.sessions).reconcile(Period(now()))


async def test_the_command_says_what_differs_and_ends_so(world: World) -> None:
    name = await a_letter_sent(world, "por la consola")
    delete(world, name)

    command = [sys.executable, "-m", "cli", "conciliar", "--dias", "1", "--gracia-minutos", "0"]
    environment = {**os.environ, **world.stack.environment(), "COLUMNS": "200"}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()

    assert process.returncode == 1, said.decode()
    assert name in said.decode()


async def test_the_schedule_runs_it_every_day(world: World) -> None:
    await ensure(world.temporal, RECONCILIATION, reconciliation_schedule())
    await ensure(world.temporal, RECONCILIATION, reconciliation_schedule())
    handle = world.temporal.get_schedule_handle(RECONCILIATION)
    before = await LedgerTable(world.sessions).last()

    await handle.trigger()

    async with asyncio.timeout(180):
        while (last := await LedgerTable(world.sessions).last()) is None or (before and last.at <= before.at):
            await asyncio.sleep(0.2)
    await handle.delete()
    assert before is None or last.at > before.at


def delete(world: World, name: str) -> None:
    """Take a message out of what the server kept."""
    box = mailbox.Maildir(world.stack.smtp.maildir)
    [key] = [key for key, message in box.items() if message["Message-ID"] == name]
    box.remove(key)
