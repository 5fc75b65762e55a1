"""What officials are writing, version by version, one series a case and author."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text

from adapters.database import Sessions
from adapters.personal import DRAFT
from adapters.sealing import Seal
from adapters.tables_answers import DraftRow
from domain.drafts import DraftChanged, DraftVersion

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:place, 8))")


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A text to save; *over* is the version it was written over, if the writer says."""

    radicado: str
    author: str
    body: str
    kind: str
    at: datetime
    over: int | None = None
    is_automatic: bool = False


class DraftTable:
    """Keeps drafts. Saving the same text again is not another version; an automatic save replaces the last one."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def save(self, writing: Writing) -> DraftVersion:
        """The version that holds this text now. Raises DraftChanged when another window saved meanwhile."""
        async with self._sessions.begin() as session:
            await session.execute(LOCK, {"place": f"{writing.radicado}/{writing.author}"})
            mine = DraftRow.radicado == writing.radicado, DraftRow.author == writing.author
            last = await session.scalar(select(DraftRow).where(*mine).order_by(DraftRow.version.desc()).limit(1))
            if last is not None and writing.over is not None and writing.over != last.version:
                raise DraftChanged(version=last.version)
            seal = await self._sessions.keys.seal_of(session, writing.radicado)
            row = _version(last, writing, seal)
            session.add(row)
        return _opened(row, seal)

    async def of_case(self, radicado: str, author: str | None = None) -> Sequence[DraftVersion]:
        """Every version, the latest first; of one author or of all."""
        found = select(DraftRow).where(DraftRow.radicado == radicado)
        if author is not None:
            found = found.where(DraftRow.author == author)
        async with self._sessions() as session:
            rows = list(await session.scalars(found.order_by(DraftRow.saved_at.desc(), DraftRow.version.desc())))
            if not rows:
                return []
            seal = await self._sessions.keys.seal_of(session, radicado)
        return [_opened(row, seal) for row in rows]


def _version(last: DraftRow | None, writing: Writing, seal: Seal) -> DraftRow:
    """The row that keeps a text: the last one when it says the same or both were saved by themselves.

    A text that a person saved once is theirs: no automatic save replaces it.
    """
    if last is not None and (seal.open(DRAFT, last.sealed), last.kind) == (writing.body, writing.kind):
        last.is_automatic = last.is_automatic and writing.is_automatic
        return last
    if last is not None and last.is_automatic and writing.is_automatic:
        last.sealed, last.kind, last.saved_at = seal.close(DRAFT, writing.body), writing.kind, writing.at
        return last
    return DraftRow(
        radicado=writing.radicado,
        author=writing.author,
        version=last.version + 1 if last else 1,
        sealed=seal.close(DRAFT, writing.body),
        kind=writing.kind,
        is_automatic=writing.is_automatic,
        saved_at=writing.at,
    )


def _opened(row: DraftRow, seal: Seal) -> DraftVersion:
    return DraftVersion(row.author, row.version, seal.open(DRAFT, row.sealed), row.kind, row.is_automatic, row.saved_at)
