"""What a batch needs from the outside world: the open cases, and passing an act to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from activities.messages_batch import Batch, PageOrder, Waiting


@dataclass(frozen=True)
class Standing:
    """Where a case stands: its due date, and whether it is over."""

    due_on: date | None
    is_closed: bool


class OpenCases(Protocol):
    """The cases in course, as they were recorded last."""

    async def count(self, batch: Batch) -> int:
        """How many have not taken an act."""

    async def page(self, order: PageOrder) -> tuple[Waiting, ...]: ...

    async def standing(self, radicados: Sequence[str]) -> dict[str, Standing]: ...


class CaseSilent(Exception):
    """A running case did not take an act in time, or nobody runs it."""


class NoLongerApplies(Exception):
    """The law of the case refuses: it was decided meanwhile, or has the act already."""


class RunningCases(Protocol):
    """Passes acts to running cases; the same one twice is once. Raises `CaseSilent` or `NoLongerApplies`."""

    async def take(self, radicado: str, batch: Batch) -> None: ...
