"""Heartbeats: an activity that lasts says now and then that its worker lives; if it dies, another goes on soon."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio import activity


@asynccontextmanager
async def beating(every: timedelta) -> AsyncIterator[None]:
    """Say so for as long as the block lasts; one that ends sooner says nothing."""
    beat = asyncio.create_task(_beat(every))
    try:
        yield
    finally:
        beat.cancel()


async def _beat(every: timedelta) -> None:
    while True:
        await asyncio.sleep(every.total_seconds())
        activity.heartbeat()
