"""Reading cases: one, many, and what the public may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, cast, func, not_, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.jsoning import from_json
from adapters.personal import log_of, personal_of
from adapters.snapshots import case_of
from adapters.tables import AccessRow, CaseRow, CrmDeliveryRow, FilingRow, LetterRowTable, OutboxRow
from adapters.tables_archive import DisposedCaseRow
from domain.case import FINISHED, Case, State
from domain.classification import Proposal
from domain.disposal import CaseEliminated
from domain.instants import bogota_date
from domain.priorities import FIRST, ORDINARY, PREFERENTIAL, GivenPriority
from domain.sheets import LogLine

FAR = date(9999, 12, 31)
"""Where cases without a running term stand in a list ordered by what expires first."""

ORDER: tuple[ColumnElement[Any], ...] = (func.coalesce(CaseRow.due_on, FAR), CaseRow.radicado.expression)
PINNED = (
    case(
        (CaseRow.priority == GivenPriority.LIFE, FIRST), (CaseRow.priority.is_not(None), PREFERENTIAL), else_=ORDINARY
    ),
    *ORDER,
)
"""The order of an inbox: `priorities.group_of`, then what expires first."""


@dataclass(frozen=True)
class StoredCase:
    """A case as it was last recorded, with its log and its letters."""

    row: CaseRow
    case: Case
    log: tuple[LogLine, ...]
    letters: tuple[LetterRowTable, ...]
    proposal: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed by; `after` is the last (due date, radicado) of the page before.

    With `is_pinned` what has priority goes first, and `after` begins with the group of that case. `inbox` is a
    dependencia and its level: its own cases, and those of its level that have no dependencia yet.
    """

    equal: Mapping[str, object]
    due_before: date | None = None
    words: str | None = None
    is_open: bool = False
    inbox: tuple[str, int] | None = None
    is_pinned: bool = False
    after: tuple[Any, ...] | None = None
    limit: int = 50

    @property
    def order(self) -> tuple[ColumnElement[Any], ...]:
        return PINNED if self.is_pinned else ORDER


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
            seal = await self._sessions.keys.seal_of(session, radicado)
            letters = select(LetterRowTable).where(LetterRowTable.radicado == radicado)
            filing = await session.get(FilingRow, radicado)
            proposed = personal_of(seal, filing.sealed).proposal if filing is not None else None
            return StoredCase(
                row,
                await case_of(session, self._sessions.keys, row),
                await log_of(session, seal, radicado),
                tuple(await session.scalars(letters.order_by(LetterRowTable.claimed_at, LetterRowTable.key))),
                from_json(Proposal, proposed) if proposed else None,
            )

    async def listed(self, filters: Filters) -> list[CaseRow]:
        """A page, in the order asked for."""
        query = _narrowed(select(CaseRow), filters).order_by(*filters.order).limit(filters.limit)
        async with self._sessions() as session:
            if filters.words:
                wanted = await self._sessions.marks.query(session, filters.words)
                matching = FilingRow.search.op("@@")(cast(wanted, TSQUERY))
                query = query.join(FilingRow, FilingRow.radicado == CaseRow.radicado).where(matching)
            return list(await session.scalars(query))

    async def unopened(self, radicados: Iterable[str]) -> frozenset[str]:
        """Those of these that were filed and whose workflow is still to begin."""
        keys = {f"caso/{radicado}/1": radicado for radicado in radicados}
        if not keys:
            return frozenset()
        owed = select(OutboxRow.key).where(OutboxRow.key.in_(keys), OutboxRow.done_at.is_(None))
        async with self._sessions() as session:
            return frozenset(keys[key] for key in await session.scalars(owed))

    async def query_code(self, radicado: str) -> str | None:
        """The code that lets its author see a case."""
        async with self._sessions() as session:
            row = await session.get(FilingRow, radicado)
            if row is None:
                return None
            return personal_of(await self._sessions.keys.seal_of(session, radicado), row.sealed).query_code

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


UNOPENED = (
    select(OutboxRow.key)
    .where(OutboxRow.key == func.concat("caso/", CaseRow.radicado, "/1"), OutboxRow.done_at.is_(None))
    .exists()
)
"""Filed, and its workflow still to begin."""


def _in_state(state: str) -> ColumnElement[bool]:
    """The cases of a state. One that was filed and no more is kept as its workflow will find it: in classification."""
    if state not in {State.FILED, State.CLASSIFYING}:
        return CaseRow.state == state
    is_only_filed = and_(CaseRow.version == 1, UNOPENED)
    return and_(CaseRow.state == State.CLASSIFYING, is_only_filed if state == State.FILED else not_(is_only_filed))


def _narrowed(query: Select[Any], filters: Filters) -> Select[Any]:
    for name, value in filters.equal.items():
        query = query.where(_in_state(str(value)) if name == "state" else getattr(CaseRow, name) == value)
    if filters.due_before is not None:
        query = query.where(CaseRow.due_on < filters.due_before)
    if filters.is_open:
        query = query.where(CaseRow.state.not_in(FINISHED))
    if filters.inbox is not None:
        code, level = filters.inbox
        unclaimed = and_(CaseRow.dependencia == "", CaseRow.level == level)
        query = query.where(or_(CaseRow.dependencia == code, unclaimed))
    if filters.after is not None:
        query = query.where(tuple_(*filters.order) > tuple_(*filters.after))
    return query
