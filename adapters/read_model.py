"""Reading cases: one, many, and what the public may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.jsoning import from_json
from adapters.tables import AccessRow, CaseRow, CrmDeliveryRow, FilingRow, LetterRowTable, LogRow, OutboxRow
from adapters.tables_archive import DisposedCaseRow
from domain.case import FINISHED, Case
from domain.classification import Proposal
from domain.disposal import CaseEliminated
from domain.instants import bogota_date

FAR = date(9999, 12, 31)
"""Where cases without a running term stand in a list ordered by what expires first."""

ORDER = (func.coalesce(CaseRow.due_on, FAR), CaseRow.radicado)


@dataclass(frozen=True)
class StoredCase:
    """A case as it was last recorded, with its log and its letters."""

    row: CaseRow
    case: Case
    log: tuple[LogRow, ...]
    letters: tuple[LetterRowTable, ...]
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed by; `after` is the last (due date, radicado) of the page before.

    `inbox` is a dependencia and its level: its own cases, and those of its level that have no dependencia yet.
    """

    equal: Mapping[str, object]
    due_before: date | None = None
    words: str | None = None
    is_open: bool = False
    inbox: tuple[str, int] | None = None
    after: tuple[date, str] | None = None
    limit: int = 50


class ReadModel:
    """Reads the read model."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def case(self, radicado: str) -> StoredCase | None:
        """The case, or None. Raises CaseEliminated."""
        async with self._sessions() as session:
            row = await session.get(CaseRow, radicado)
            if row is None:
                return None
            await _check_kept(session, row)
            lines = select(LogRow).where(LogRow.radicado == radicado).order_by(LogRow.version, LogRow.line)
            letters = select(LetterRowTable).where(LetterRowTable.radicado == radicado)
            proposed = await session.scalar(select(FilingRow.proposal).where(FilingRow.radicado == radicado))
            return StoredCase(
                row,
                from_json(Case, row.snapshot),
                tuple(await session.scalars(lines)),
                tuple(await session.scalars(letters.order_by(LetterRowTable.claimed_at, LetterRowTable.key))),
                proposed and from_json(Proposal, proposed),
            )

    async def listed(self, filters: Filters) -> list[CaseRow]:
        """A page, by what expires first."""
        query = _narrowed(select(CaseRow), filters).order_by(*ORDER).limit(filters.limit)
        async with self._sessions() as session:
            return list(await session.scalars(query))

    async def query_code(self, radicado: str) -> str | None:
        """The code that lets its author see a case."""
        async with self._sessions() as session:
            found = select(FilingRow.query_code).where(FilingRow.radicado == radicado)
            return (await session.execute(found)).scalar_one_or_none()

    async def note_access(self, radicado: str, who: str, role: str, what: str) -> None:
        """Keep who read or acted on a case."""
        async with self._sessions.begin() as session:
            session.add(AccessRow(radicado=radicado, who=who, role=role, what=what))

    async def note_accesses(self, radicados: Iterable[str], who: str, role: str, what: str) -> None:
        """Keep who read a list that tells something of these cases."""
        rows = [AccessRow(radicado=x, who=who, role=role, what=what) for x in sorted(set(radicados))]
        async with self._sessions.begin() as session:
            session.add_all(rows)

    async def figures(self) -> dict[str, int]:
        """Counts for metrics: open, overdue, suspended cases and what waits to be started."""
        is_open = CaseRow.state.not_in(FINISHED)
        counts = {
            "abiertos": select(func.count()).select_from(CaseRow).where(is_open),
            "vencidos": select(func.count()).select_from(CaseRow).where(is_open, CaseRow.is_overdue),
            "suspendidos": select(func.count()).select_from(CaseRow).where(is_open, CaseRow.is_suspended),
            "crm_muertas": select(func.count()).select_from(CrmDeliveryRow).where(CrmDeliveryRow.status == "muerta"),
            "por_arrancar": select(func.count()).select_from(OutboxRow).where(OutboxRow.done_at.is_(None)),
        }
        async with self._sessions() as session:
            return {name: int(await session.scalar(query) or 0) for name, query in counts.items()}

    async def is_reachable(self) -> bool:
        async with self._sessions() as session:
            return bool(await session.scalar(text("SELECT 1")))


async def _check_kept(session: AsyncSession, row: CaseRow) -> None:
    gone = await session.get(DisposedCaseRow, row.radicado) if row.state in FINISHED else None
    if gone is not None:
        raise CaseEliminated(act=gone.act, on=bogota_date(gone.claimed_at))


def _narrowed(query: Select[Any], filters: Filters) -> Select[Any]:
    for name, value in filters.equal.items():
        query = query.where(getattr(CaseRow, name) == value)
    if filters.due_before is not None:
        query = query.where(CaseRow.due_on < filters.due_before)
    if filters.is_open:
        query = query.where(CaseRow.state.not_in(FINISHED))
    if filters.inbox is not None:
        code, level = filters.inbox
        unclaimed = and_(CaseRow.dependencia == "", CaseRow.level == level)
        query = query.where(or_(CaseRow.dependencia == code, unclaimed))
    if filters.words:
        matching = FilingRow.search.op("@@")(func.websearch_to_tsquery("spanish", filters.words))
        query = query.join(FilingRow, FilingRow.radicado == CaseRow.radicado).where(matching)
    if filters.after is not None:
        query = query.where(tuple_(*ORDER) > tuple_(*filters.after))
    return query
