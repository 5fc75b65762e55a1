"""What closing an expediente needs, as Protocols; see `ports.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from activities.ports import BlobStore
from activities.ports_mail import RenderedLetter
from domain.expediente import Document, ElectronicIndex
from domain.retention import TrdSeries
from domain.sheets import Sheet


@dataclass(frozen=True)
class Package:
    """A sealed expediente as it was stored: hash of the whole package, and of the signed index inside."""

    sha256: str
    index_sha256: str


@dataclass(frozen=True, kw_only=True)
class ClosedExpediente:
    """What the entity keeps of an expediente it closed: its package and how long it is retained.

    `reserved`: the package of the notebook with an identity under reserva, when there is one.
    """

    radicado: str
    cycle: int
    package: Package
    reserved: Package | None
    documents: int
    closed_on: date
    series: TrdSeries


class BlobLocked(Exception):
    """The archive does not let anybody delete this yet."""


class Keeping(BlobStore, Protocol):
    """An archive that can be told until when to keep, and asked to delete."""

    async def retain(self, sha256: str, until: datetime) -> None:
        """Keep at least until then; where the store has no lock of its own, the retention table is what holds."""

    async def locked_until(self, sha256: str) -> datetime | None:
        """Until when nobody can delete it, where the store itself sees to that."""

    async def delete(self, sha256: str) -> None:
        """Delete; what is not there is deleted already. Raises BlobLocked."""


class Expedientes(Protocol):
    """Reads a case's documents and keeps what was closed."""

    async def documents(self, radicado: str, until: datetime) -> tuple[Document, ...]:
        """The files of the case up to an instant, in the order they were incorporated."""

    async def sheets(self, radicado: str, until: datetime) -> tuple[Sheet, ...]:
        """What must be written of the case up to an instant: petition, later texts, proofs, log."""

    async def series(self, on: date) -> TrdSeries:
        """The series of the retention table in force on a day."""

    async def closed(self, expediente: ClosedExpediente) -> None: ...


class Sheets(Protocol):
    """Typesets the written documents; the same one always gives the same bytes."""

    def typeset(self, sheet: Sheet) -> RenderedLetter: ...


class Packager(Protocol):
    """Seals an expediente. Raises what the archive raises (a document missing or altered)."""

    async def package(self, index: ElectronicIndex) -> Package:
        """Sign the index, package the documents with it, store and hand over. Doing it again gives the same."""
