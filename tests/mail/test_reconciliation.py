"""Reconciliation: every letter the book says left is in the log, and what is not is named."""

import asyncio
import mailbox
import os
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from activities.ports_mail import Mail, MailUnavailable
from activities.reconciliation import Period, Reconciled
from adapters.reconciliation import LedgerTable
from adapters.schedules import RECONCILIATION, ensure, reconciliation_schedule
from adapters.smtp import SmtpMailer
from adapters.tables import LetterRowTable
from adapters.tables_catalogs import DigestRow
from domain.letters import message_id
from domain.reconciliation import BookedLetter, Difference, compared
from tests.support import World, now
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
    for n in range(5):
        name = await a_letter_sent(world, f"conciliada {n}")

    before = await reconciled(world, now() - timedelta(days=1))
    delete(world, name)
    after = await reconciled(world, now() - timedelta(days=1))

    news = set(after.differences) - set(before.differences)
    assert before.sent == after.sent >= 5
    assert [(x.difference, x.message_id) for x in news] == [(Difference.MISSING, name)]
    last = await LedgerTable(world.sessions).last()
    assert last is not None
    assert len(last.differences) == len(after.differences)


async def test_the_digest_of_a_morning_is_no_difference_until_it_is_deleted(world: World) -> None:
    name = message_id("resumen/2027-06-01/agente-03", world.settings.mail_domain)
    row = {"digest_on": date(2027, 6, 1), "recipient": "agente-03", "message_id": name, "status": "enviada", "cases": 1,
           "claimed_at": now(), "sent_at": now()}  # fmt: skip
    async with world.sessions.begin() as session:
        await session.execute(insert(DigestRow).values(row))
    mailer = SmtpMailer(world.stack.smtp.url, world.settings.mail_from)
    await mailer.send(Mail(name, "agente-03@icetex.example", "Resumen", "x", "x"))

    before = await reconciled(world, now() - timedelta(days=1))
    delete(world, name)
    after = await reconciled(world, now() - timedelta(days=1))

    assert name not in {x.message_id for x in before.differences}
    assert (Difference.MISSING, "resumen/2027-06-01/agente-03") in {(x.difference, x.key) for x in after.differences}


async def test_a_message_of_ours_that_the_book_does_not_know_is_reported(world: World) -> None:
    name = f"<{'0' * 32}@{world.settings.mail_domain}>"
    await SmtpMailer(world.stack.smtp.url, world.settings.mail_from).send(Mail(name, "a@b.example", "x", "x", "x"))

    done = await reconciled(world, now() - timedelta(days=1))

    assert (Difference.UNKNOWN, name) in {(x.difference, x.message_id) for x in done.differences}


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

    async with asyncio.timeout(60):
        while (last := await LedgerTable(world.sessions).last()) is None or (before and last.at <= before.at):
            await asyncio.sleep(0.2)
    await handle.delete()
    assert last.sent >= 0


def delete(world: World, name: str) -> None:
    """Take a message out of what the server kept."""
    box = mailbox.Maildir(world.stack.smtp.maildir)
    [key] = [key for key, message in box.items() if message["Message-ID"] == name]
    box.remove(key)
