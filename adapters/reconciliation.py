"""All that left by e-mail under a name of ours, as reconciliation reads it, and the results it keeps."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.tables import LetterRowTable as Book
from adapters.tables_archive import RetentionNoticeRow
from adapters.tables_catalogs import DigestRow
from adapters.tables_mail import ReconciliationRow
from domain.reconciliation import BookedLetter, Discrepancy

SENT = "enviada"
AT_A_TIME = 5_000


class LedgerTable:
    """Implements `Ledger`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def booked(self, names: frozenset[str], since: datetime, until: datetime) -> Mapping[str, BookedLetter]:
        ordered = sorted(names)
        pages = [ordered[n : n + AT_A_TIME] for n in range(0, len(ordered), AT_A_TIME)] or [[]]
        found: dict[str, BookedLetter] = {}
        async with self._sessions() as session:
            for query in (query for page in pages for query in _books(page, since, until)):
                rows = await session.execute(query)
                found |= {name: BookedLetter(name, key, status == SENT) for name, key, status in rows}
        return found

    async def keep(self, at: datetime, since: datetime, sent: int, found: tuple[Discrepancy, ...]) -> None:
        row = {"at": at, "since": since, "sent": sent, "differences": [to_json(x) for x in found]}
        async with self._sessions.begin() as session:
            await session.execute(insert(ReconciliationRow).values(row).on_conflict_do_nothing())

    async def last(self) -> ReconciliationRow | None:
        """The latest comparison."""
        async with self._sessions() as session:
            query = select(ReconciliationRow).order_by(ReconciliationRow.at.desc()).limit(1)
            return (await session.execute(query)).scalar_one_or_none()


def _books(names: list[str], since: datetime, until: datetime) -> Iterator[Select[Any]]:
    """What was sent between two instants, and what has these names: letters, digests and notices of retention."""
    digest = literal("resumen/") + cast(DigestRow.digest_on, String) + "/" + DigestRow.recipient
    keys: list[tuple[Any, Any]] = [(Book, Book.key), (DigestRow, digest), (RetentionNoticeRow, RetentionNoticeRow.key)]
    for table, key in keys:
        sent = (table.status == SENT) & table.sent_at.between(since, until)
        named = table.message_id.in_(names)
        yield select(table.message_id, key, table.status).where(or_(sent, named))
