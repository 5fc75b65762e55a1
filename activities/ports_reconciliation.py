"""What reconciling the letters needs: the book, and a place to keep the result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.reconciliation import BookedLetter, Discrepancy


class Ledger(Protocol):
    """The book of letters as it is compared, and the comparisons made."""

    async def booked(self, names: frozenset[str], since: datetime, until: datetime) -> Mapping[str, BookedLetter]:
        """The letters by e-mail sent between two instants, and those of these names whenever they were."""

    async def keep(self, at: datetime, since: datetime, sent: int, found: tuple[Discrepancy, ...]) -> None: ...
