"""The cases in course: which have not taken a published act, and what it would do to them."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from activities.messages_batch import Batch, Move, PageOrder, Waiting
from activities.ports import Calendars
from activities.ports_batch import Standing
from adapters.database import Sessions
from adapters.jsoning import from_json
from adapters.tables import CaseRow
from domain.calendar import Calendar
from domain.case import DECIDED, Case
from domain.errors import DomainError
from domain.ledger import EventKind
from domain.petitions import Reproject, Suspend
from domain.refusals_of_terms import TermNeverWaits
from domain.reprojection import reproject
from domain.revocations import take
from domain.terms import TERMS

REHEARSED = 500
MAY_WAIT = [str(kind) for kind, term in TERMS.items() if term.may_wait]
Which = Callable[[Batch], list[ColumnElement[bool]]]


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
        query = select(CaseRow.radicado, CaseRow.due_on).where(*_paged(order, _waiting))
        async with self._sessions() as session:
            rows = await session.execute(query.order_by(CaseRow.radicado).limit(order.limit))
            return tuple(Waiting(radicado, due_on) for radicado, due_on in rows)

    async def standing(self, radicados: Sequence[str]) -> dict[str, Standing]:
        query = select(CaseRow.radicado, CaseRow.due_on, CaseRow.closed_at).where(CaseRow.radicado.in_(radicados))
        async with self._sessions() as session:
            rows = await session.execute(query)
            return {x.radicado: Standing(x.due_on, is_closed=x.closed_at is not None) for x in rows}

    async def rehearsed(self, batch: Batch, at: datetime, draft: Calendar | None = None) -> AsyncIterator[Move]:
        """The cases that would move at an instant, and how, and those the act does not reach; changes nothing.

        *draft* is the version to count under when nobody has published it.
        """
        after = ""
        while seen := await self._seen(PageOrder(batch=batch, after=after, limit=REHEARSED)):
            for one in seen:
                move = await self._moved(batch, one, at, draft)
                if move is not None:
                    yield move
            after = seen[-1].waiting.radicado

    async def _seen(self, order: PageOrder) -> list[_Seen]:
        """A page of cases without their words: no date depends on them."""
        columns = select(CaseRow.radicado, CaseRow.due_on, CaseRow.snapshot, CaseRow.calendar_version)
        query = columns.where(*_paged(order, _named)).order_by(CaseRow.radicado).limit(order.limit)
        async with self._sessions() as session:
            rows = list(await session.execute(query))
        return [
            _Seen(Waiting(x.radicado, x.due_on), from_json(Case, x.snapshot),
                  await self._calendars.get(x.calendar_version))
            for x in rows
        ]  # fmt: skip

    async def _moved(self, batch: Batch, seen: _Seen, at: datetime, draft: Calendar | None) -> Move | None:
        """What the law of the act does to a case: the same function that will do it."""
        act, before_on, at = batch.act, seen.waiting.due_on, _not_before_its_lapse(seen, at)
        try:
            if isinstance(act, Suspend):
                after_on = take(seen.case, act, at, seen.calendar).deadlines(seen.calendar).due_on
            else:
                published = draft or await self._calendars.get(act.calendar_version)
                after_on = reproject(seen.case, act, at, seen.calendar, published).deadlines(published).due_on
        except TermNeverWaits as never:
            return Move(seen.waiting.radicado, before_on, before_on, str(never))
        except DomainError:
            return None
        return None if after_on == before_on else Move(seen.waiting.radicado, before_on, after_on)


def _not_before_its_lapse(seen: _Seen, at: datetime) -> datetime:
    """The instant, or that of a lapse already flagged: what comes now does not bring that term back."""
    lapses_at = seen.case.deadlines(seen.calendar).lapses_at
    return max(at, lapses_at) if seen.case.is_overdue and lapses_at else at


def _waiting(batch: Batch) -> list[ColumnElement[bool]]:
    """What is true of the open cases that the act reaches and have not taken it: a term that never waits is not."""
    is_suspension = isinstance(batch.act, Suspend) and batch.act.revocation is None
    return [*_named(batch), *([CaseRow.type.in_(MAY_WAIT)] if is_suspension else [])]


def _named(batch: Batch) -> list[ColumnElement[bool]]:
    """What is true of the open cases in scope that have not taken the act."""
    known: list[ColumnElement[bool]] = [CaseRow.closed_at.is_(None)]
    if batch.scope.dependencia:
        known.append(CaseRow.dependencia == batch.scope.dependencia)
    if batch.scope.types:
        known.append(CaseRow.type.in_(batch.scope.types))
    if isinstance(batch.act, Reproject):
        return [*known, CaseRow.calendar_version != batch.act.calendar_version]
    taken: dict[str, str] = {"kind": EventKind.SUSPENDED, "act": batch.act.act_number}
    if batch.act.revocation is not None:
        whole = {**taken, "to_on": batch.act.to_on.isoformat()}
        return [*known, CaseRow.snapshot["ledger"].contains([whole])]
    return [*known, CaseRow.state.not_in(DECIDED), ~CaseRow.snapshot["ledger"].contains([taken])]


def _paged(order: PageOrder, which: Which) -> list[ColumnElement[bool]]:
    return [*which(order.batch), CaseRow.radicado > order.after]
