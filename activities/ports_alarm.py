"""What watching over answers needs from the outside world, as a Protocol; see `ports.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class Alarm:
    """An answer that has not left with less than one business day of its term left, or none."""

    key: str
    radicado: str
    due_on: date
    reason: str
    raised_at: datetime


class Alarms(Protocol):
    """The alarms that people see where the mail that fails is not needed."""

    async def raised(self, alarm: Alarm) -> bool:
        """Keep it; whether it is new. The same key twice is the same as once."""

    async def settled(self, key: str) -> None:
        """Nobody has to act on it any more."""
