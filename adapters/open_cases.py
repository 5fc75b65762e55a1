"""The cases in course: which have not taken a published act, and what it would do to them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from activities.messages_batch import Batch, Move, PageOrder, Waiting
from activities.ports import Calendars
from activities.ports_batch import Standing
from adapters.database import Sessions
from adapters.jsoning import from_json
from adapters.tables import CaseRow
from domain.acts import suspend
from domain.calendar import Calendar
from domain.case import DECIDED, Case
from domain.errors import DomainError
from domain.instants import start_of
from domain.ledger import EventKind
from domain.petitions import Reproject, Suspend
from domain.reprojection import reproject

REHEARSED = 500


@dataclass(frozen=True)
class _Seen:
    """A case as it was recorded and the calendar it was counted under."""

    waiting: Waiting
    case: Case
    calendar: Calendar


class OpenCaseTable:
    """Implements `OpenCases`, and rehearses an act on them."""

    def __init__(self, sessions: Sessions, calendars: Calendars) -> None:
        self._sessions = sessions
        self._calendars = calendars

    async def count(self, batch: Batch) -> int:
        query = select(func.count()).select_from(CaseRow).where(*_waiting(batch))
        async with self._sessions() as session:
            return int((await session.execute(query)).scalar_one())

    async def page(self, order: PageOrder) -> tuple[Waiting, ...]:
        query = select(CaseRow.radicado, CaseRow.due_on).where(*_paged(order))
        async with self._sessions() as session:
            rows = await session.execute(query.order_by(CaseRow.radicado).limit(order.limit))
            return tuple(Waiting(radicado, due_on) for radicado, due_on in rows)

    async def standing(self, radicados: Sequence[str]) -> dict[str, Standing]:
        query = select(CaseRow.radicado, CaseRow.due_on, CaseRow.closed_at).where(CaseRow.radicado.in_(radicados))
        async with self._sessions() as session:
            rows = await session.execute(query)
            return {x.radicado: Standing(x.due_on, is_closed=x.closed_at is not None) for x in rows}

    async def rehearsed(self, batch: Batch) -> AsyncIterator[Move]:
        """The cases that would move, and how; changes nothing."""
        after = ""
        while seen := await self._seen(PageOrder(batch=batch, after=after, limit=REHEARSED)):
            for one in seen:
                move = await self._moved(batch, one)
                if move is not None:
                    yield move
            after = seen[-1].waiting.radicado

    async def _seen(self, order: PageOrder) -> list[_Seen]:
        """A page of cases without their words: no date depends on them."""
        columns = select(CaseRow.radicado, CaseRow.due_on, CaseRow.snapshot, CaseRow.calendar_version)
        query = columns.where(*_paged(order)).order_by(CaseRow.radicado).limit(order.limit)
        async with self._sessions() as session:
            rows = list(await session.execute(query))
        return [
            _Seen(Waiting(x.radicado, x.due_on), from_json(Case, x.snapshot),
                  await self._calendars.get(x.calendar_version))
            for x in rows
        ]  # fmt: skip

    async def _moved(self, batch: Batch, seen: _Seen) -> Move | None:
        """What the law of the act does to a case: the same function that will do it."""
        at, act = start_of(seen.calendar.first_on), batch.act
        try:
            if isinstance(act, Suspend):
                after_on = suspend(seen.case, act, at, seen.calendar).deadlines(seen.calendar).due_on
            else:
                published = await self._calendars.get(act.calendar_version)
                after_on = reproject(seen.case, act, at, seen.calendar, published).deadlines(published).due_on
        except DomainError:
            return None
        before_on = seen.waiting.due_on
        return None if after_on == before_on else Move(seen.waiting.radicado, before_on, after_on)


def _waiting(batch: Batch) -> list[ColumnElement[bool]]:
    """What is true of the open cases in scope that have not taken the act."""
    known: list[ColumnElement[bool]] = [CaseRow.closed_at.is_(None)]
    if batch.scope.dependencia:
        known.append(CaseRow.dependencia == batch.scope.dependencia)
    if batch.scope.types:
        known.append(CaseRow.type.in_(batch.scope.types))
    if isinstance(batch.act, Reproject):
        return [*known, CaseRow.calendar_version != batch.act.calendar_version]
    has_it = CaseRow.snapshot["ledger"].contains([{"kind": EventKind.SUSPENDED, "act": batch.act.act_number}])
    return [*known, CaseRow.state.not_in(DECIDED), ~has_it]


def _paged(order: PageOrder) -> list[ColumnElement[bool]]:
    return [*_waiting(order.batch), CaseRow.radicado > order.after]
