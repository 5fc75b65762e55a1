"""The mail door of the tests: the embedded mailbox, read and settled until nothing waits."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select, update

from adapters.imap import ImapFolder
from adapters.tables_mail import IncomingRow
from mail.mailroom import Mailroom
from mail.parts import Parts
from mail.sorting import sort_one
from tests.support import World
from worker import mail_parts


class Door:
    """Takes in what is delivered."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.parts: Parts = mail_parts(world.temporal, world.settings, world.sessions)
        self.folder = ImapFolder(world.stack.imap.url())
        self.room = Mailroom([self.folder], self.parts)

    async def deliver(self, *messages: bytes, at: datetime | None = None) -> None:
        """Have messages received and settled."""
        for content in messages:
            self.world.stack.imap.deliver(content, at=at)
        while await self.room.gather(self.folder):
            pass
        await self.settle()

    async def settle(self) -> None:
        """Settle all that waits, now."""
        while True:
            async with self.world.sessions.begin() as session:
                waiting = update(IncomingRow).where(IncomingRow.settled_at.is_(None))
                changed = await session.execute(
                    waiting.values(not_before=IncomingRow.claimed_at).returning(IncomingRow.fingerprint)
                )
                if not changed.all():
                    return
            while await sort_one(self.parts):
                pass

    async def is_settled(self, content: bytes) -> bool:
        """Whether somebody, be it another mailroom, has ended with a message."""
        async with self.world.sessions() as session:
            found = select(IncomingRow.settled_at).where(IncomingRow.sha256 == digest(content))
            return (await session.execute(found)).scalar() is not None

    async def row(self, content: bytes) -> IncomingRow:
        """What became of a message."""
        async with self.world.sessions() as session:
            found = select(IncomingRow).where(IncomingRow.sha256 == digest(content))
            return (await session.execute(found)).scalar_one()


def digest(content: bytes) -> str:
    """The hash under which a message is kept: as IMAP hands it out, with the line breaks of mail."""
    return sha256(content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")).hexdigest()
