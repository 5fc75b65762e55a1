"""Telling the archive's office which expedientes come to the end of their retention, in time to decide on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Protocol

import structlog
from temporalio import activity

from activities.ports import Facts
from activities.ports_alarm import Alarm, Alarms
from activities.ports_mail import Mail, Mailer, MailLog, MailReceipt, MailRejected
from domain.disposal import Retained
from domain.instants import bogota_date
from domain.letters import MessageNames
from domain.retention import WARNED_AHEAD

OFFICE_ROLE = "archivo"
REFUSED = "el buzón de la oficina de archivo rechaza el aviso de que termina su retención"

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A list of expedientes for the office and how far it got: claimed, sending, then an outcome."""

    key: str
    message_id: str
    status: str
    cases: Sequence[Retained]


class Notices(Protocol):
    """The register of notices: one row each, claimed with its expedientes before anything leaves."""

    async def owed(self, until: date, at: datetime, named: Callable[[str], str]) -> Notice | None:
        """The notice that has not left, or a new one of what ends by then and nobody was told of; None if none."""

    async def sending(self, key: str) -> None: ...

    async def refused(self, key: str) -> None: ...

    async def left(self, key: str, at: datetime) -> None:
        """It was sent: its expedientes are told of."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """How a notice leaves, and where it is seen when it does not."""

    facts: Facts
    mailer: Mailer
    mail_log: MailLog
    names: MessageNames
    alarms: Alarms


class RetentionWatch:
    """Warns of the end of retention; it never eliminates anything."""

    def __init__(self, notices: Notices, desk: Desk) -> None:
        self._notices = notices
        self._desk = desk

    @activity.defn
    async def warn(self, at: datetime) -> int:
        """Mail the lists of all that ends within ninety days and nobody was told of; how many.

        Done again, what the mail server already took is not sent again. A mailbox that refuses it for good is an
        alarm, and the same notice is tried at the next run.
        """
        until, told = bogota_date(at) + WARNED_AHEAD, 0
        while (notice := await self._notices.owed(until, at, self._desk.names.of)) is not None:
            try:
                receipt = await self._sent(notice)
            except MailRejected as refusal:
                await self._alarmed(notice, at, refusal)
                break
            await self._notices.left(notice.key, receipt.sent_at)
            await self._desk.alarms.settled(notice.key)
            told += len(notice.cases)
        return told

    async def _sent(self, notice: Notice) -> MailReceipt:
        """What the server said of it, now or when it was sent before its outcome was lost."""
        taken = await self._desk.mail_log.find(notice.message_id) if notice.status == "sending" else None
        if taken is not None:
            return taken
        await self._notices.sending(notice.key)
        office = await self._desk.facts.official(OFFICE_ROLE, "")
        return await self._desk.mailer.send(_mail(notice.message_id, office.email or "", notice.cases))

    async def _alarmed(self, notice: Notice, at: datetime, refusal: MailRejected) -> None:
        await self._notices.refused(notice.key)
        first = notice.cases[0]
        alarm = Alarm(notice.key, first.radicado, first.until or bogota_date(at), REFUSED, at)
        if await self._desk.alarms.raised(alarm):
            log.error("retention_notice_refused", cases=len(notice.cases), reply=str(refusal)[:3])


def _mail(name: str, to: str, cases: Sequence[Retained]) -> Mail:
    opening = (
        "Termina la retención de estos expedientes. Nada se elimina sin un acto aprobado: decida su disposición "
        "final, o reténgalos si hay motivo (Acuerdo AGN 001 de 2024)."
    )
    lines = [_line(case) for case in cases]
    text = "\n\n".join([opening, "\n".join(f"- {line}" for line in lines)]) + "\n"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    html = f'<!doctype html><html lang="es"><body><p>{escape(opening)}</p><ul>{items}</ul></body></html>'
    return Mail(name, to, f"Expedientes que terminan su retención: {len(cases)}", text, html)


def _line(case: Retained) -> str:
    held = f"; retenido: {case.held_because}" if case.held_because else ""
    return f"{case.radicado}: hasta el {case.until:%d/%m/%Y}, {', '.join(sorted(set(case.dispositions)))}{held}"
