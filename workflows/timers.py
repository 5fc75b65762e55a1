"""Waiting for people with a deadline that may move. One timer at a time; nothing polls."""

from collections.abc import Callable
from datetime import datetime

from temporalio import workflow


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
    timeout = None if at is None else at - workflow.now()
    try:
        await workflow.wait_condition(lambda: met() or deadline() != at, timeout=timeout, timeout_summary=summary)
    except TimeoutError:
        return
