"""The knowledge base: approved answers with their versions, found by words and by what a case is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import TSQUERY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.tables_answers import KnowledgeRow as Row
from adapters.tables_answers import KnowledgeUseRow as Use
from domain.knowledge import KnowledgeState, KnownAnswer, NotInForce, approved

WEIGHTS = {"types": 0.15, "products": 0.15, "motives": 0.45}
"""What sharing a type, a product or a motive is worth beside the words in common, whose rank stays under 1."""

LEAST = 0.05
"""An answer that scores less has nothing to do with the case."""

NORMALISED = 32
"""ts_rank_cd divides its rank by itself plus one, so that it stays under 1 (PostgreSQL, 12.3.3)."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What an answer is looked for by."""

    words: str = ""
    state: str | None = None
    type: str | None = None
    product: str | None = None
    motive: str | None = None
    limit: int = 50


class KnowledgeBase:
    """Reads and changes the knowledge base."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def write(self, answer: KnownAnswer, at: datetime) -> KnownAnswer:
        """Keep a new version, as a draft; the approved one stays in force meanwhile."""
        async with self._sessions.begin() as session:
            await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(answer.code, 8))))
            last = await session.scalar(select(func.max(Row.version)).where(Row.code == answer.code))
            row = Row(
                code=answer.code,
                version=(last or 0) + 1,
                title=answer.title,
                body=answer.body,
                state=KnowledgeState.DRAFT,
                types=list(answer.types),
                products=list(answer.products),
                motives=list(answer.motives),
                author=answer.author,
                written_at=at,
            )
            session.add(row)
        return _answer(row, 0)

    async def approve(self, code: str, by: str, at: datetime, *, version: int | None = None) -> KnownAnswer | None:
        """Put the latest version in force in place of the one before; *version* is the one that was read, if they say.

        Raises NotPending, OwnText or UnseenVersion.
        """
        async with self._sessions.begin() as session:
            row = await _latest(session, code)
            if row is None:
                return None
            approved(_answer(row, 0), by, version)
            await session.execute(
                update(Row)
                .where(Row.code == code, Row.state == KnowledgeState.APPROVED)
                .values(state=KnowledgeState.WITHDRAWN, withdrawn_by=by, withdrawn_at=at)
            )
            row.state, row.approved_by, row.approved_at = KnowledgeState.APPROVED, by, at
        return _answer(row, 0)

    async def withdraw(self, code: str, by: str, at: datetime) -> KnownAnswer | None:
        """Take the version in force out of use. Raises NotInForce."""
        async with self._sessions.begin() as session:
            if await _latest(session, code) is None:
                return None
            in_force = select(Row).where(Row.code == code, Row.state == KnowledgeState.APPROVED).with_for_update()
            row = await session.scalar(in_force)
            if row is None:
                raise NotInForce
            row.state, row.withdrawn_by, row.withdrawn_at = KnowledgeState.WITHDRAWN, by, at
        return _answer(row, 0)

    async def versions(self, code: str) -> list[KnownAnswer]:
        """Every version of an answer, the latest first."""
        return await self._read(_counted().where(Row.code == code).order_by(Row.version.desc()))

    async def listed(self, sought: Sought) -> list[KnownAnswer]:
        """The answers that match, by how well the words do and then by title."""
        query = _counted().where(*_equal(sought))
        if sought.words:
            words = func.websearch_to_tsquery("spanish", sought.words)
            query = query.where(Row.search.op("@@")(words)).order_by(func.ts_rank_cd(Row.search, words).desc())
        return await self._read(query.order_by(Row.title, Row.version.desc()).limit(sought.limit))

    async def suggested(self, sought: Sought) -> list[KnownAnswer]:
        """The approved answers that fit a case best: what it is about and the words it shares."""
        score = _score(sought)
        query = _counted().where(Row.state == KnowledgeState.APPROVED, score >= LEAST)
        return await self._read(query.order_by(score.desc(), Row.title).limit(sought.limit))

    async def used(self, answer: KnownAnswer, radicado: str, by: str, at: datetime) -> None:
        """Count the use of an answer: once a case."""
        row = {"code": answer.code, "version": answer.version, "radicado": radicado, "used_by": by, "used_at": at}
        async with self._sessions.begin() as session:
            await session.execute(insert(Use).values(row).on_conflict_do_nothing())

    async def _read(self, query: Select[Any]) -> list[KnownAnswer]:
        async with self._sessions() as session:
            return [_answer(row, uses) for row, uses in await session.execute(query)]


async def _latest(session: AsyncSession, code: str) -> Row | None:
    found = select(Row).where(Row.code == code).order_by(Row.version.desc()).limit(1)
    latest: Row | None = await session.scalar(found.with_for_update())
    return latest


def _counted() -> Select[Any]:
    uses = select(func.count()).where(Use.code == Row.code, Use.version == Row.version).scalar_subquery()
    return select(Row, uses)


def _equal(sought: Sought) -> list[ColumnElement[bool]]:
    """The conditions of a list."""
    conditions = [Row.state == sought.state] if sought.state else []
    return conditions + [_is_tagged(name, value) for name, value in _tags(sought).items() if value]


def _tags(sought: Sought) -> Mapping[str, str | None]:
    return {"types": sought.type, "products": sought.product, "motives": sought.motive}


def _is_tagged(name: str, value: str) -> ColumnElement[bool]:
    is_tagged: ColumnElement[bool] = getattr(Row, name).contains([value])
    return is_tagged


def _score(sought: Sought) -> ColumnElement[float]:
    """Any of the case's words counts, not all: its lexemes joined by «or»."""
    lexemes = func.replace(cast(func.plainto_tsquery("spanish", sought.words), Text), "&", "|")
    rank: ColumnElement[float] = func.ts_rank_cd(Row.search, cast(lexemes, TSQUERY), NORMALISED)
    for name, value in _tags(sought).items():
        if value:
            rank = rank + case((_is_tagged(name, value), literal(WEIGHTS[name])), else_=literal(0.0))
    return rank


def _answer(row: Row, uses: int) -> KnownAnswer:
    return KnownAnswer(
        code=row.code,
        version=row.version,
        title=row.title,
        body=row.body,
        state=KnowledgeState(row.state),
        types=tuple(row.types),
        products=tuple(row.products),
        motives=tuple(row.motives),
        author=row.author,
        written_at=row.written_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        withdrawn_at=row.withdrawn_at,
        uses=uses,
    )
