"""The messages of a case, both ways: the way to talk with who gave no address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.personal import TEXT
from adapters.tables import TextRow
from adapters.tables_portal import MessageRow


@dataclass(frozen=True)
class Message:
    """One message, with its text."""

    author: str
    is_from_entity: bool
    at: datetime
    body: str


class Mailbox:
    """Reads and writes messages."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def write(
        self, radicado: str, key: str, author: str, text_sha256: str, at: datetime, *, is_from_entity: bool
    ) -> None:
        """Add a message; the same key twice is once."""
        row = {"radicado": radicado, "key": key, "at": at, "author": author, "is_from_entity": is_from_entity,
               "text_sha256": text_sha256}  # fmt: skip
        async with self._sessions.begin() as session:
            await session.execute(insert(MessageRow).values(row).on_conflict_do_nothing())

    async def take_back(self, radicado: str, key: str) -> None:
        """Take out a message that the case did not accept."""
        mine = MessageRow.radicado == radicado, MessageRow.key == key
        async with self._sessions.begin() as session:
            await session.execute(delete(MessageRow).where(*mine))

    async def of_case(self, radicado: str) -> list[Message]:
        """The messages of a case, in order."""
        text = (TextRow.radicado == MessageRow.radicado) & (TextRow.sha256 == MessageRow.text_sha256)
        columns = MessageRow.author, MessageRow.is_from_entity, MessageRow.at, TextRow.sealed
        query = select(*columns).join(TextRow, text).where(MessageRow.radicado == radicado)
        async with self._sessions() as session:
            rows = (await session.execute(query.order_by(MessageRow.at))).all()
            if not rows:
                return []
            seal = await self._sessions.keys.seal_of(session, radicado)
        return [Message(author, is_ours, at, seal.open(TEXT, sealed)) for author, is_ours, at, sealed in rows]

    async def read(self, radicado: str, at: datetime) -> None:
        """Note that an official has read what the petitioner wrote."""
        async with self._sessions.begin() as session:
            await session.execute(update(MessageRow).where(_unread(), MessageRow.radicado == radicado)
                                  .values(read_at=at))  # fmt: skip

    async def unread(self, radicados: Iterable[str]) -> frozenset[str]:
        """Those cases whose petitioner wrote something that nobody has read."""
        query = select(MessageRow.radicado).where(_unread(), MessageRow.radicado.in_(list(radicados)))
        async with self._sessions() as session:
            return frozenset(await session.scalars(query))


def _unread() -> ColumnElement[bool]:
    return and_(MessageRow.is_from_entity.is_(False), MessageRow.read_at.is_(None))
