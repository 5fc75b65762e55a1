"""A worker that kills itself, as an accident would, once given letters have all reached a point of their sending."""

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

import worker
import workflows.pqrsd
import workflows.survey
from activities.letters import Correspondence
from activities.messages import LetterOrder
from activities.ports import LetterBook, LetterRow
from activities.ports_mail import Mail, Mailer, MailReceipt
from adapters.database import connect_database
from adapters.mail_log import MaildirLog
from adapters.smtp import compose
from adapters.temporal import connect
from domain.letters import MessageNames
from settings import Settings
from workflows.pqrsd import PqrsdWorkflow
from workflows.survey import SurveyWorkflow

POINTS = (UNCLAIMED, CLAIMED, WRITTEN, HALF_SAID, UNHEARD, UNNOTED, UNREPORTED) = (
    "antes de reclamarla",
    "reclamada",
    "escrita y archivada, sin anotarlo",
    "en la mitad de DATA",
    "aceptada, sin oír la respuesta",
    "con la respuesta, sin anotarla",
    "anotada, sin terminar la actividad",
)
LOST_AFTER = timedelta(seconds=4)
"""How soon the engine takes the activity of a dead worker for lost: two minutes in production."""


@dataclass
class Fate:
    """Where a worker dies: when each victim, a beginning of a letter's key, has arrived at the point."""

    point: str
    victims: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)
    arrived: set[str] = field(default_factory=set)

    def takes(self, point: str, key: str) -> bool:
        return point == self.point and any(key.startswith(victim) for victim in self.victims)

    async def at(self, point: str, key: str) -> None:
        """Say that a letter is at a point. Whoever is to die there does not return."""
        if self.takes(point, key):
            self.arrived |= {victim for victim in self.victims if key.startswith(victim)}
            if self.arrived == self.victims:
                os.kill(os.getpid(), signal.SIGKILL)
            await asyncio.Event().wait()


@dataclass
class MortalBook:
    """The register of letters, with the fate before and after its entries."""

    book: LetterBook
    fate: Fate
    message_names: MessageNames

    async def claim(self, order: LetterOrder, name: str, *, series: str | None) -> LetterRow:
        await self.fate.at(UNCLAIMED, order.letter.key)
        row = await self.book.claim(order, name, series=series)
        await self.fate.at(CLAIMED, order.letter.key)
        return row

    async def issued(self, key: str, **known: Any) -> None:
        await self.fate.at(WRITTEN, key)
        await self.book.issued(key, **known)

    async def sending(self, key: str) -> None:
        await self.fate.at(WRITTEN, key)
        self.fate.names[self.message_names.of(key)] = key
        await self.book.sending(key)

    async def finished(self, key: str, *, status: str, at: datetime, evidence: str) -> LetterRow:
        await self.fate.at(UNNOTED, key)
        row = await self.book.finished(key, status=status, at=at, evidence=evidence)
        await self.fate.at(UNREPORTED, key)
        return row


@dataclass
class MortalMailer:
    """A mailer whose conversation the fate may cut: within the message, or before the answer is heard."""

    mailer: Mailer
    fate: Fate
    settings: Settings
    open: list[asyncio.StreamWriter] = field(default_factory=list)

    async def send(self, mail: Mail) -> MailReceipt:
        key = self.fate.names[mail.message_id]
        if self.fate.takes(HALF_SAID, key):
            await self._said(mail, is_whole=False)
            await self.fate.at(HALF_SAID, key)
        if self.fate.takes(UNHEARD, key):
            await self._said(mail, is_whole=True)
            await self._is_kept(mail.message_id)
            await self.fate.at(UNHEARD, key)
        return await self.mailer.send(mail)

    async def _said(self, mail: Mail, *, is_whole: bool) -> None:
        """The message, or half of it, in a conversation that nobody ends."""
        url = urlsplit(self.settings.smtp_url)
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        for command in ("HELO prueba", "MAIL FROM:<pqrsd@icetex.example>", f"RCPT TO:<{mail.to}>", "DATA"):
            await reader.readline()
            writer.write(f"{command}\r\n".encode())
        await reader.readline()
        text = compose(mail, self.settings.mail_from).as_bytes()
        writer.write(text + b"\r\n.\r\n" if is_whole else text[: len(text) // 2])
        await writer.drain()
        self.open.append(writer)

    async def _is_kept(self, name: str) -> None:
        log = MaildirLog(self.settings.mail_log_url)
        while await log.find(name) is None:
            await asyncio.sleep(0.02)


def live(environment: dict[str, str], queue: str, point: str, victims: frozenset[str]) -> None:
    """Work until killed: the whole of a process."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    for module in (workflows.pqrsd, workflows.survey):
        vars(module)["SLOW"] = LOST_AFTER
    asyncio.run(_worked(Settings.read(environment), queue, Fate(point, victims)))


async def _worked(settings: Settings, queue: str, fate: Fate) -> None:
    _, sessions = connect_database(settings.database_url, settings.payload_key)
    await worker.install_templates(sessions)
    activities = worker.activities(settings, sessions)
    for one in (getattr(each, "__self__", None) for each in activities):
        if isinstance(one, Correspondence):
            one._book = MortalBook(one._book, fate, worker.names(settings))
            one._mailer = MortalMailer(one._mailer, fate, settings)
    client = await connect(settings.temporal, settings.payload_key, sessions.keys)
    await Worker(
        client,
        task_queue=queue,
        workflows=[PqrsdWorkflow, SurveyWorkflow],
        activities=activities,
        activity_executor=ThreadPoolExecutor(8),
        workflow_runner=UnsandboxedWorkflowRunner(),
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=1),
    ).run()
