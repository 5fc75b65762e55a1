"""Closed expedientes: how long they are kept, who holds them, which are about to end."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.tables import CaseRow, ExpedienteRow
from adapters.tables_archive import DisposedCaseRow, HoldRow
from domain.case import FINISHED
from domain.disposal import HoldKind, HoldUnchanged, Retained
from domain.retention import Disposition

LOCK = text("SELECT state FROM pqrsd_case WHERE radicado = :radicado FOR UPDATE")
HELD = {HoldKind.HOLD: "retenido", HoldKind.RELEASE: "sin retención especial"}
ENDING = 200
"""Rows of one page of what is about to end."""


class RetentionRegister:
    """Reads closed expedientes; holds and releases them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def closed(self, radicado: str, cycle: int | None = None) -> ExpedienteRow | None:
        """The expediente of a cycle, or of the last one that closed."""
        mine = select(ExpedienteRow).where(ExpedienteRow.radicado == radicado)
        if cycle is not None:
            mine = mine.where(ExpedienteRow.cycle == cycle)
        async with self._sessions() as session:
            found: ExpedienteRow | None = await session.scalar(mine.order_by(ExpedienteRow.cycle.desc()).limit(1))
        return found

    async def of(self, radicado: str) -> Retained:
        """A case as retention sees it."""
        async with self._sessions() as session:
            [found] = await retained(session, [radicado])
        return found

    async def ending(self, until: date) -> list[Retained]:
        """Cases whose retention ends on *until* or before and that nobody eliminated, the first to end first."""
        async with self._sessions() as session:
            return await retained(session, await ending(session, until, ENDING))

    async def hold(self, radicado: str, kind: HoldKind, *, reason: str, who: str, at: datetime) -> None:
        """Hold or release a case, with its reason. Raises HoldUnchanged."""
        async with self._sessions.begin() as session:
            await session.execute(LOCK, {"radicado": radicado})
            current = (await _holds(session, [radicado])).get(radicado)
            if (current is not None) == (kind == HoldKind.HOLD):
                raise HoldUnchanged(state=HELD[kind])
            session.add(HoldRow(radicado=radicado, kind=kind, reason=reason, who=who, at=at))


async def ending(session: AsyncSession, until: date, limit: int) -> list[str]:
    """The radicados whose retention ends on *until* or before and that no act eliminated."""
    return list(await session.scalars(_ending(until, limit)))


async def ending_untold(session: AsyncSession, until: date, limit: int) -> list[str]:
    """Of those, the ones that nobody was told of: a cycle that closed later makes it news again."""
    fresh = select(ExpedienteRow.radicado).where(ExpedienteRow.warned_at.is_(None))
    return list(await session.scalars(_ending(until, limit).where(ExpedienteRow.radicado.in_(fresh))))


def _ending(until: date, limit: int) -> Select[str]:
    last = func.max(ExpedienteRow.retained_until)
    gone = select(DisposedCaseRow.radicado).where(DisposedCaseRow.disposed_at.is_not(None))
    query = select(ExpedienteRow.radicado).where(ExpedienteRow.radicado.not_in(gone)).group_by(ExpedienteRow.radicado)
    return query.having(last <= until).order_by(last, ExpedienteRow.radicado).limit(limit)


async def retained(session: AsyncSession, radicados: Sequence[str]) -> list[Retained]:
    """These cases as retention sees them, in the order given; one that does not exist is not closed."""
    states = {row.radicado: row.state for row in await session.execute(_states(radicados))}
    holds = await _holds(session, radicados)
    rows: dict[str, list[ExpedienteRow]] = {}
    query = select(ExpedienteRow).where(ExpedienteRow.radicado.in_(radicados)).order_by(ExpedienteRow.cycle)
    for row in await session.scalars(query):
        rows.setdefault(row.radicado, []).append(row)
    return [_retained(x, states.get(x), rows.get(x, []), holds.get(x)) for x in radicados]


def _states(radicados: Iterable[str]) -> Any:
    return select(CaseRow.radicado, CaseRow.state).where(CaseRow.radicado.in_(radicados))


async def _holds(session: AsyncSession, radicados: Iterable[str]) -> dict[str, str]:
    """The reasons of the holds in force."""
    query = select(HoldRow).where(HoldRow.radicado.in_(radicados)).order_by(HoldRow.id)
    last = {row.radicado: row for row in await session.scalars(query)}
    return {radicado: row.reason for radicado, row in last.items() if row.kind == HoldKind.HOLD}


def _retained(radicado: str, state: str | None, rows: list[ExpedienteRow], held_because: str | None) -> Retained:
    return Retained(
        radicado=radicado,
        is_closed=state in FINISHED,
        until=max((row.retained_until for row in rows), default=None),
        dispositions=tuple(Disposition(row.series["disposition"]) for row in rows),
        held_because=held_because,
        indexes=tuple(row.index_sha256 or row.sha256 for row in rows),
    )
