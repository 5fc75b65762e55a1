"""The book of letters and of digests as reconciliation reads it, and the results it keeps."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, String, cast, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.tables import LetterRowTable as Book
from adapters.tables_catalogs import DigestRow as Digest
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
        ordered = sorted(names)
        pages = [ordered[n : n + AT_A_TIME] for n in range(0, len(ordered), AT_A_TIME)] or [[]]
        found: dict[str, BookedLetter] = {}
        async with self._sessions() as session:
            for page in pages:
                for query in (_letters(page, since, until), _digests(page, since, until)):
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


def _letters(names: Sequence[str], since: datetime, until: datetime) -> Select[str, str, str]:
    in_period = (Book.medium == Medium.EMAIL) & (Book.status == SENT) & Book.sent_at.between(since, until)
    return select(Book.message_id, Book.key, Book.status).where(or_(in_period, Book.message_id.in_(names)))


def _digests(names: Sequence[str], since: datetime, until: datetime) -> Select[str, str, str]:
    """The mornings' digests: they leave by the same server under names of the same kind."""
    key = literal("resumen/") + cast(Digest.digest_on, String) + "/" + Digest.recipient
    in_period = (Digest.status == SENT) & Digest.sent_at.between(since, until)
    return select(Digest.message_id, key, Digest.status).where(or_(in_period, Digest.message_id.in_(names)))
