"""What the morning's digest needs: the open cases, the rungs that waited, the register of digests, its stationery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.digest import Digest, DigestCase, DigestLine


@dataclass(frozen=True)
class ClaimedDigest:
    """A digest of a day and a recipient, and how far it got: claimed, sending, then an outcome."""

    on: date
    recipient: str
    message_id: str
    status: str


class DigestBook(Protocol):
    """The register of digests: one row a day and recipient, claimed before anything leaves."""

    async def open_cases(self) -> list[DigestCase]: ...

    async def waiting(self, on: date) -> list[DigestLine]:
        """The rungs of open cases that no digest has told yet, or that this day's has.

        One in a digest without an outcome was told to nobody: that day ended before it could leave.
        """

    async def uncertain(self, before: date) -> list[ClaimedDigest]:
        """The digests of earlier days that may have left without a note of it."""

    async def claim(self, digest: Digest, message_id: str, at: datetime) -> ClaimedDigest:
        """The row of this day and recipient, made if new."""

    async def sending(self, on: date, recipient: str, keys: Sequence[str]) -> None:
        """It is about to leave, telling these rungs."""

    async def finished(self, on: date, recipient: str, *, status: str, at: datetime) -> None: ...


class DigestStationery(Protocol):
    def digest(self, digest: Digest, inbox_url: str) -> tuple[str, str, str]:
        """Subject, plain text and HTML."""
