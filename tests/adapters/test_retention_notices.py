"""The archive's office is told of all that ends, in as many mails as it takes; a mailbox that refuses is an alarm."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from activities.ports import Contact
from activities.ports_mail import Mail, MailReceipt
from activities.retention import Desk, RetentionWatch
from adapters.alarms import AlarmTable
from adapters.database import Sessions
from adapters.facts import FactTables
from adapters.jsoning import to_json
from adapters.mail_log import MaildirLog
from adapters.retention_notices import IN_ONE, NoticeTable
from adapters.smtp import SmtpMailer
from adapters.tables import ExpedienteRow
from adapters.tables_archive import RetentionNoticeRow
from domain.letters import MessageNames
from domain.retention import PQRSD_SERIES
from local.smtp import SmtpSink

AT = datetime(2036, 11, 3, 12, tzinfo=UTC)
SENDER = "ICETEX <pqrsd@icetex.example>"


class OneOffice(FactTables):
    """Knows one official: the archive's office."""

    mail = "archivo@icetex.example"

    async def official(self, role: str, radicado: str) -> Contact:
        return Contact("Oficina de archivo", self.mail)


@dataclass
class Office:
    """The watch over a real mail server and a real database."""

    sessions: Sessions
    kept: SmtpSink
    facts: OneOffice = field(init=False)
    watch: RetentionWatch = field(init=False)

    def __post_init__(self) -> None:
        self.facts = OneOffice(self.sessions)
        self.watch = self.served_by(SmtpMailer(self.kept.url, SENDER))

    def served_by(self, mailer: SmtpMailer) -> RetentionWatch:
        names = MessageNames("pqrsd.example", b"secreto")
        log, alarms = MaildirLog(self.kept.maildir.as_uri()), AlarmTable(self.sessions)
        desk = Desk(facts=self.facts, mailer=mailer, mail_log=log, names=names, alarms=alarms)
        return RetentionWatch(NoticeTable(self.sessions), desk)

    async def closed(self, count: int) -> None:
        """So many expedientes whose retention ends in a month."""
        async with self.sessions.begin() as session:
            session.add_all(
                ExpedienteRow(radicado=f"2026-E-{n:06d}", cycle=1, sha256="0" * 64, closed_on=date(2026, 12, 1),
                              series=to_json(PQRSD_SERIES), retained_until=AT.date() + timedelta(days=30))
                for n in range(count)
            )  # fmt: skip

    async def untold(self) -> int:
        async with self.sessions() as session:
            fresh = select(func.count()).select_from(ExpedienteRow).where(ExpedienteRow.warned_at.is_(None))
            return int(await session.scalar(fresh) or 0)


@pytest.fixture
async def office(sessions: Sessions, tmp_path: Path) -> AsyncIterator[Office]:
    taking = SmtpSink(tmp_path / "correo")
    await taking.start()
    yield Office(sessions, taking)
    await taking.stop()


async def test_all_that_ends_is_told_in_one_run(office: Office) -> None:
    await office.closed(2 * IN_ONE + 1)

    told, again = await office.watch.warn(AT), await office.watch.warn(AT)

    assert (told, again, await office.untold()) == (2 * IN_ONE + 1, 0, 0)
    assert len({m["Message-ID"] for m in office.kept.messages}) == len(office.kept.messages) == 3


async def test_a_mailbox_that_refuses_is_an_alarm_until_the_same_notice_leaves(office: Office) -> None:
    await office.closed(2)
    office.facts.mail = "rebota5xx@icetex.example"

    told = await office.watch.warn(AT)
    [alarm] = await AlarmTable(office.sessions).standing()
    office.facts.mail = "archivo@icetex.example"
    told_later = await office.watch.warn(AT + timedelta(days=7))

    assert (told, told_later, await office.untold()) == (0, 2, 0)
    assert (alarm.radicado, alarm.due_on) == ("2026-E-000000", AT.date() + timedelta(days=30))
    assert "el buzón de la oficina de archivo rechaza" in alarm.reason
    assert await AlarmTable(office.sessions).standing() == []
    assert len(office.kept.messages) == 1


class Killed(Exception):
    """The worker died."""


class DiesAfterSending(SmtpMailer):
    """A real mailer whose process dies before it notes what it sent."""

    async def send(self, mail: Mail) -> MailReceipt:
        await super().send(mail)
        raise Killed


async def test_a_notice_whose_outcome_was_lost_is_not_sent_again(office: Office) -> None:
    await office.closed(2)
    with pytest.raises(Killed):
        await office.served_by(DiesAfterSending(office.kept.url, SENDER)).warn(AT)

    told = await office.watch.warn(AT)

    assert (told, len(office.kept.messages)) == (2, 1)


async def test_a_notice_of_what_was_eliminated_meanwhile_is_not_sent(office: Office) -> None:
    await office.closed(2)
    office.facts.mail = "rebota5xx@icetex.example"
    await office.watch.warn(AT)
    async with office.sessions.begin() as session:
        await session.execute(delete(ExpedienteRow))

    told = await office.watch.warn(AT)

    async with office.sessions() as session:
        statuses = list(await session.scalars(select(RetentionNoticeRow.status)))
    assert (told, statuses, office.kept.messages) == (0, ["anulada"], [])
