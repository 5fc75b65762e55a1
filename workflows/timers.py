"""Waiting for people with a deadline that may move. One timer at a time; nothing polls."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.messages import Summary


async def met_before(
    deadline: Callable[[], datetime | None], met: Callable[[], bool], summary: Callable[[], str]
) -> bool:
    """Wait until *met* or until *deadline* passes, following the deadline when it moves.

    Without a deadline (None) it waits for as long as it takes. Tells whether *met* came first.
    """
    while not met():
        at = deadline()
        if at is not None and workflow.now() >= at:
            return False
        await _met_or_moved(at, deadline, met, summary())
    return True


async def _met_or_moved(
    at: datetime | None,
    deadline: Callable[[], datetime | None],
    met: Callable[[], bool],
    summary: str,
) -> None:
    """Wait for whichever comes first; the timer is a task of its own, so that every Python writes the same history."""
    if at is None:
        await workflow.wait_condition(lambda: met() or deadline() != at)
        return
    timer = asyncio.create_task(workflow.sleep(at - workflow.now(), summary=Summary(summary)))
    try:
        await workflow.wait_condition(lambda: timer.done() or met() or deadline() != at)
    finally:
        timer.cancel()
