"""The mail door: reads the mailboxes, keeps every message before it moves it, and settles what waits. For ever."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

import structlog

from adapters.imap import ImapFolder, MailboxUnavailable
from adapters.incoming import arrived
from mail.filing import ORIGINAL
from mail.parts import Parts
from mail.sorting import sort_one
from schemas.files import FileContent

BATCH = 50
DONE = "Procesados"
ASIDE = "Ilegibles"
NOTICE = """Subject: Mensaje que el servidor no entrega

El servidor de correo no pudo entregar el mensaje {uid} de {mailbox}: está en su carpeta {folder}.
"""
FIRST_IDLE_SECONDS, IDLE_SECONDS = 1.0, 60.0
"""A server may not tell of what came between the look and the wait: after news the first waits are short."""

SWEEP_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 300.0
MOST_FAILURES = 3
"""From here it is not the messages: the server, the archive or the database is away."""

log = structlog.get_logger()


class Mailroom:
    """Any number may run over the same mailboxes."""

    def __init__(self, folders: Sequence[ImapFolder], parts: Parts) -> None:
        self._folders = folders
        self._parts = parts
        self._wake = asyncio.Event()
        self._failed: dict[tuple[str, int], int] = {}

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as working:
            working.create_task(self._sort())
            for folder in self._folders:
                working.create_task(self._watch(folder))

    async def gather(self, folder: ImapFolder) -> int:
        """Take in a batch from a folder; how many messages it held. Raises MailboxUnavailable."""
        uids = await folder.waiting(BATCH)
        failures = 0
        for uid in uids:
            try:
                await self._taken(folder, uid)
            except Exception as problem:  # one that cannot be handed over does not stop those behind it
                failures += 1
                log.warning("mail_not_taken", mailbox=folder.name, uid=uid, error=_name(problem))
                if failures == MOST_FAILURES:
                    raise
                await self._counted(folder, uid)
        return len(uids)

    async def _counted(self, folder: ImapFolder, uid: int) -> None:
        """Put aside, in sight of a person, a message that the server failed to hand over time and again."""
        count = self._failed[folder.name, uid] = self._failed.get((folder.name, uid), 0) + 1
        if count >= MOST_FAILURES:
            notice = NOTICE.format(folder=ASIDE, mailbox=folder.name, uid=uid).encode()
            await self._registered(folder, notice, self._parts.now())
            await folder.settle(uid, ASIDE)
            del self._failed[folder.name, uid]

    async def _taken(self, folder: ImapFolder, uid: int) -> None:
        """Archive a message, register it, and only then move it: killed anywhere, it is taken again and is the same."""
        received = await folder.read(uid)
        if received is None:
            await self._counted(folder, uid)
            return
        await self._registered(folder, received.content, received.received_at)
        self._wake.set()
        await folder.settle(uid, DONE)

    async def _registered(self, folder: ImapFolder, content: bytes, received_at: datetime) -> None:
        """Archive and register; of the same message by another path, what came first is the one that stays."""
        claimant = f"{folder.name}/{uuid4().hex}"
        [kept] = await self._parts.uploads.keep(claimant, [FileContent(ORIGINAL, "message/rfc822", content)])
        row = arrived(content, sha256_hex=kept.sha256, mailbox=folder.name, received_at=received_at)
        if not await self._parts.register.claim(row):
            await self._parts.uploads.drop(claimant)

    async def _watch(self, folder: ImapFolder) -> None:
        pause, patience = 1.0, FIRST_IDLE_SECONDS
        try:
            while True:
                try:
                    taken = await self.gather(folder)
                    patience = FIRST_IDLE_SECONDS if taken else min(patience * 2, IDLE_SECONDS)
                    if taken < BATCH:
                        await folder.changed(patience)
                    pause = 1.0
                except Exception as problem:  # the mailbox, the archive or the database is away
                    log.warning("mailbox_unavailable", mailbox=folder.name, error=_name(problem))
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        finally:
            await folder.close()

    async def _sort(self) -> None:
        while True:
            self._wake.clear()
            if not await self._sorted():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)

    async def _sorted(self) -> bool:
        try:
            return await sort_one(self._parts)
        except Exception as problem:  # the database is away: the sweep tries again
            log.warning("mail_register_unavailable", error=type(problem).__name__)
            return False


def _name(problem: Exception) -> str:
    return str(problem) if isinstance(problem, MailboxUnavailable) else type(problem).__name__
