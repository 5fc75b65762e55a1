"""The register of digests in PostgreSQL."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Update, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from activities.digests import FINAL
from activities.ports_digest import ClaimedDigest
from adapters.database import Sessions
from adapters.tables import CaseRow
from adapters.tables_catalogs import DigestLineRow as Line
from adapters.tables_catalogs import DigestRow as Row
from domain.case import DECIDED, ON_ITS_WAY
from domain.digest import Digest, DigestCase, DigestLine
from domain.terms import PqrsdType

TOLD = or_(CaseRow.state.not_in(DECIDED), CaseRow.state.in_(ON_ITS_WAY) & CaseRow.is_overdue)
"""Cases without a decision, and those whose answer lapsed before its addressee had it."""


class DigestTable:
    """Implements `DigestBook`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def open_cases(self) -> list[DigestCase]:
        """Every case whose term runs or waits, what lapses first on top."""
        query = select(CaseRow).where(TOLD).order_by(CaseRow.due_on, CaseRow.radicado)
        async with self._sessions() as session:
            return [_case(row) for row in await session.scalars(query)]

    async def waiting(self, on: date) -> list[DigestLine]:
        is_untold = or_(Line.digested_on == on, Row.status.is_(None), Row.status.not_in(FINAL))
        its_digest = (Row.digest_on == Line.digested_on) & (Row.recipient == Line.digested_to)
        query = select(Line).join(CaseRow, CaseRow.radicado == Line.radicado).outerjoin(Row, its_digest)
        async with self._sessions() as session:
            open_ones = query.where(TOLD, is_untold)
            rows = await session.scalars(open_ones.order_by(Line.due_at, Line.key))
            return [DigestLine(key=x.key, radicado=x.radicado, recipient=x.recipient, says=x.says) for x in rows]

    async def claim(self, digest: Digest, message_id: str, at: datetime) -> ClaimedDigest:
        day, code = digest.on, digest.official.code
        row = {"digest_on": day, "recipient": code, "message_id": message_id, "status": "claimed",
               "cases": digest.cases, "claimed_at": at}  # fmt: skip
        async with self._sessions.begin() as session:
            await session.execute(insert(Row).values(row).on_conflict_do_nothing())
            found = await session.get_one(Row, (day, code))
            return _claimed(found)

    async def uncertain(self, before: date) -> list[ClaimedDigest]:
        query = select(Row).where(Row.status == "sending", Row.digest_on < before)
        async with self._sessions() as session:
            rows = await session.scalars(query.order_by(Row.digest_on, Row.recipient))
            return [_claimed(row) for row in rows]

    async def sending(self, on: date, recipient: str, keys: Sequence[str]) -> None:
        told = update(Line).where(Line.key.in_(keys)).values(digested_on=on, digested_to=recipient)
        async with self._sessions.begin() as session:
            await session.execute(told)
            await session.execute(_row(on, recipient).values(status="sending"))

    async def finished(self, on: date, recipient: str, *, status: str, at: datetime) -> None:
        async with self._sessions.begin() as session:
            await session.execute(_row(on, recipient).values(status=status, sent_at=at))


def _claimed(row: Row) -> ClaimedDigest:
    return ClaimedDigest(row.digest_on, row.recipient, row.message_id, row.status)


def _row(on: date, recipient: str) -> Update:
    return update(Row).where(Row.digest_on == on, Row.recipient == recipient)


def _case(row: CaseRow) -> DigestCase:
    return DigestCase(
        radicado=row.radicado,
        type=PqrsdType(row.type).label,
        dependencia=row.dependencia,
        responsible=row.responsible,
        level=row.level,
        due_on=row.due_on,
        level_due_on=row.level_due_on,
        earliest_due_on=row.earliest_due_on,
    )
