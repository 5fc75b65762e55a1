"""What correspondence needs of the citizen's pages, as a Protocol; see `ports.py`."""

from datetime import date
from typing import Protocol


class CitizenLinks(Protocol):
    """One-time links by which a petitioner completes or clarifies."""

    async def open(self, letter_key: str, radicado: str, cycle: int, *, purpose: str, until_on: date) -> str:
        """The token of a letter's link; asking again gives the same one."""
