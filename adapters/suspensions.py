"""Published acts that suspend terms, in PostgreSQL."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.jsoning import from_json, to_json
from adapters.tables_suspension import SuspensionRow
from domain.petitions import Revocation
from domain.suspensions import Scope, SuspensionAct
from domain.terms import PqrsdType


class SuspensionTable:
    """Implements `Suspensions`, and publishes acts and what revokes them; a published one never changes."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def ending_from(self, day: date) -> tuple[SuspensionAct, ...]:
        async with self._sessions() as session:
            return await ending_from(session, day)

    async def published(self) -> tuple[SuspensionAct, ...]:
        """Every act, also those revoked, in the order they were published."""
        async with self._sessions() as session:
            return await _acts(session, date.min)

    async def get(self, act_number: str) -> SuspensionAct | None:
        async with self._sessions() as session:
            row = await session.get(SuspensionRow, act_number)
        return None if row is None else _act(row)

    async def publish(self, act: SuspensionAct) -> SuspensionAct:
        """Publish an act; the one kept under its number, which may say something else."""
        statement = insert(SuspensionRow).values(
            act_number=act.act_number,
            from_on=act.from_on,
            to_on=act.to_on,
            norm=act.norm,
            published_by=act.published_by,
            published_at=act.published_at,
            dependencia=act.scope.dependencia,
            types=[str(kind) for kind in act.scope.types],
        )
        async with self._sessions.begin() as session:
            await session.execute(statement.on_conflict_do_nothing())
            return _act(await session.get_one(SuspensionRow, act.act_number))

    async def revoke(self, act_number: str, revocation: Revocation) -> SuspensionAct:
        """Revoke an act that nobody revoked; the act as it is kept, which another may have revoked."""
        mine = update(SuspensionRow).where(SuspensionRow.act_number == act_number, SuspensionRow.revocation.is_(None))
        async with self._sessions.begin() as session:
            await session.execute(mine.values(revocation=to_json(revocation)))
            return _act(await session.get_one(SuspensionRow, act_number, populate_existing=True))


async def ending_from(session: AsyncSession, day: date) -> tuple[SuspensionAct, ...]:
    """The acts that suspend a day or a later one, read inside a transaction."""
    return tuple(act for act in await _acts(session, day) if act.ends_on >= day and not act.is_void)


async def _acts(session: AsyncSession, day: date) -> tuple[SuspensionAct, ...]:
    found = select(SuspensionRow).where(SuspensionRow.to_on >= day)
    order = found.order_by(SuspensionRow.published_at, SuspensionRow.act_number)
    return tuple(_act(row) for row in await session.scalars(order))


def _act(row: SuspensionRow) -> SuspensionAct:
    return SuspensionAct(
        act_number=row.act_number,
        from_on=row.from_on,
        to_on=row.to_on,
        norm=row.norm,
        published_by=row.published_by,
        published_at=row.published_at,
        scope=Scope(row.dependencia, tuple(PqrsdType(kind) for kind in row.types)),
        revocation=None if row.revocation is None else from_json(Revocation, row.revocation),
    )
