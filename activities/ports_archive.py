"""What closing an expediente needs, as a Protocol; see `ports.py`."""

from dataclasses import dataclass
from typing import Protocol

from domain.expediente import ElectronicIndex


@dataclass(frozen=True)
class Package:
    """A sealed expediente as it was stored: hash of the whole package, and of the signed index inside."""

    sha256: str
    index_sha256: str


class Packager(Protocol):
    """Seals an expediente. Raises what the archive raises (a document missing or altered)."""

    async def package(self, index: ElectronicIndex) -> Package:
        """Sign the index, package the documents with it, store and hand over. Doing it again gives the same."""
