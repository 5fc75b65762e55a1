"""What a published act does to open cases, rehearsed and done, as the API and the pages tell it."""

from typing import Any

from activities.messages_batch import Batch, Move, Progress
from adapters.batches import Batches, BatchState, BatchStatus
from domain.calendar import Calendar
from domain.petitions import Reproject
from domain.suspensions import SuspensionAct
from schemas.calendar import Difference
from web.services import Services

PATIENCE_SECONDS = 20.0
"""How long a request waits for a batch; then it tells how far it got."""

NOTHING_YET = BatchStatus(BatchState.RUNNING, Progress())


def of_calendar(calendar: Calendar, by: str) -> Batch:
    """Count every open case under a version."""
    return Batch(Reproject(by=by, calendar_version=calendar.version, reason=calendar.norm))


def of_suspension(act: SuspensionAct) -> Batch:
    """Suspend the terms of every open case in scope; or, of a revoked act, take it back from whoever took it."""
    return Batch(act.order, act.scope) if act.revocation is None else Batch(act.lifting)


async def rehearsed(parts: Services, batch: Batch, draft: Calendar | None = None) -> list[Difference]:
    """The cases that would move, under a *draft* nobody published too, and those the act does not reach.

    Changes nothing.
    """
    return [difference(move) async for move in parts.open_cases.rehearsed(batch, parts.now(), draft)]


async def applied(parts: Services, batch: Batch) -> BatchStatus:
    """Start a batch, or join it, and wait a while for its end."""
    batches = Batches(parts.temporal)
    await batches.start(batch)
    ended = await batches.ended(batch.name, within_seconds=PATIENCE_SECONDS)
    return ended or await batches.status(batch.name) or NOTHING_YET


async def status_of(parts: Services, batch: Batch) -> BatchStatus | None:
    """How far a batch got; None when nobody began it."""
    return await Batches(parts.temporal).status(batch.name)


def is_over(status: BatchStatus) -> bool:
    return status.state != BatchState.RUNNING


def difference(move: Move) -> Difference:
    return Difference(radicado=move.radicado, de=move.before_on, a=move.after_on, omitido=move.skipped)


def figures(status: BatchStatus) -> dict[str, Any]:
    """The fields of `BatchOut`."""
    done = status.progress
    return {
        "estado": status.state,
        "total": done.total,
        "revisados": done.reviewed,
        "total_movidos": done.moved,
        "sin_cambio": done.unmoved,
        "ya_no_aplican": done.gone,
        "movidos": [difference(move) for move in done.moves],
        "fallidos": done.failed,
    }
