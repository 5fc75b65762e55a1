"""What a petitioner filed, opened with the key of the case."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.sealing import Seal
from adapters.tables import AttachmentRow, LogRow
from domain.case import PetitionerClass
from domain.sheets import LogLine

FILING, ATTACHMENT, TEXT, SENSITIVE, DRAFT = "filing", "attachment", "text", "sensitive", "draft"
REPLY, RECEIVER, REVIEW, CONTACT, LOG, TOKEN = "reply", "receiver", "review", "contact", "log", "token"
"""The places of what is sealed: what was closed for one opens in no other."""

ENTITIES = frozenset({PetitionerClass.LEGAL, PetitionerClass.AUTHORITY})

IDENTIFYING = ("nombres", "numero_documento", "correo", "telefono", "direccion")
"""What a petition holds that tells who its petitioner is."""


@dataclass(frozen=True)
class Personal:
    """What was filed and by whom; the code that lets its author see it, where it came from and what was proposed."""

    subject: str
    description: str
    petitioner: dict[str, Any]
    query_code: str = ""
    origin: str = ""
    proposal: dict[str, Any] | None = None

    @property
    def identifiers(self) -> tuple[str, ...]:
        """What tells who the petitioner is, and who speaks for them."""
        people = self.petitioner, self.petitioner.get("apoderado") or {}
        return tuple(str(who[name]) for who in people for name in IDENTIFYING if who.get(name))

    @property
    def said(self) -> str:
        """What is looked for when cases are searched."""
        return f"{self.subject} {self.description}"

    def person(self, petitioner_class: str) -> str:
        """The words that name a natural person: of an entity or an authority, none (Ley 1581 de 2012, art. 3, c)."""
        return "" if petitioner_class in ENTITIES else " ".join(self.identifiers)

    def closed(self, seal: Seal) -> bytes:
        """Sealed, as the table keeps it."""
        return seal.close(FILING, asdict(self))


def personal_of(seal: Seal, sealed: bytes) -> Personal:
    """What a filing has sealed. Raises SealBroken."""
    return Personal(**seal.open(FILING, sealed))


@dataclass(frozen=True)
class Attached:
    """A file of a case, under the name it came with; `received_at` is None when it came with the petition."""

    ordinal: int
    name: str
    mime_type: str
    size_bytes: int
    sha256: str
    kind: str
    received_at: datetime | None


async def attached_to(session: AsyncSession, seal: Seal, radicado: str) -> tuple[Attached, ...]:
    """The files of a case, in order."""
    mine = select(AttachmentRow).where(AttachmentRow.radicado == radicado).order_by(AttachmentRow.ordinal)
    return tuple(
        Attached(x.ordinal, seal.open(ATTACHMENT, x.sealed_name), x.mime_type, x.size_bytes, x.sha256, x.kind,
                 x.received_at)
        for x in await session.scalars(mine)
    )  # fmt: skip


async def log_of(session: AsyncSession, seal: Seal, radicado: str) -> tuple[LogLine, ...]:
    """The log of a case, in order."""
    mine = select(LogRow).where(LogRow.radicado == radicado).order_by(LogRow.version, LogRow.line)
    return tuple(
        LogLine(at=x.at, act=x.act, actor=x.actor, text=seal.open(LOG, x.sealed_text), norm=x.norm)
        for x in await session.scalars(mine)
    )
