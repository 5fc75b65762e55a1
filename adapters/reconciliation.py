"""The book of letters as reconciliation reads it, and the results it keeps."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.tables import LetterRowTable as Book
from adapters.tables_mail import ReconciliationRow
from domain.case import Medium
from domain.reconciliation import BookedLetter, Discrepancy

SENT = "enviada"
AT_A_TIME = 5_000


class LedgerTable:
    """Implements `Ledger`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def booked(self, names: frozenset[str], since: datetime, until: datetime) -> Mapping[str, BookedLetter]:
        in_period = (Book.medium == Medium.EMAIL) & (Book.status == SENT) & Book.sent_at.between(since, until)
        ordered = sorted(names)
        pages = [ordered[n : n + AT_A_TIME] for n in range(0, len(ordered), AT_A_TIME)] or [[]]
        found: dict[str, BookedLetter] = {}
        async with self._sessions() as session:
            for page in pages:
                query = select(Book.message_id, Book.key, Book.status)
                rows = await session.execute(query.where(or_(in_period, Book.message_id.in_(page))))
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
