"""What the petitioner said and what officials wrote since: read when a person opens the case, never kept elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database import Sessions
from adapters.tables import AttachmentRow, FilingRow, TextRow


@dataclass(frozen=True)
class WrittenText:
    """A text of the case: a draft, a note, what the petitioner added."""

    kind: str
    author: str
    at: datetime
    body: str


@dataclass(frozen=True)
class Petition:
    """A petition as it was filed."""

    subject: str
    description: str
    petitioner_class: str
    petitioner: dict[str, Any]
    files: tuple[AttachmentRow, ...]
    texts: tuple[WrittenText, ...]


class PetitionTable:
    """Reads petitions."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def asked(self, radicado: str, act: str) -> str:
        """The last text that asked the petitioner for what *act* brings; empty when there is none."""
        kind = {"complemento": "requerimiento"}.get(act, act)
        mine = TextRow.radicado == radicado, TextRow.kind == kind, TextRow.author != "peticionario"
        query = select(TextRow.body).where(*mine).order_by(TextRow.created_at.desc()).limit(1)
        async with self._sessions() as session:
            return (await session.execute(query)).scalar_one_or_none() or ""

    async def read(self, radicado: str) -> Petition | None:
        """The petition with its attachments and the texts written since, the latest last."""
        async with self._sessions() as session:
            filing = await session.get(FilingRow, radicado)
            if filing is None:
                return None
            files = select(AttachmentRow).where(AttachmentRow.radicado == radicado).order_by(AttachmentRow.ordinal)
            texts = select(TextRow).where(TextRow.radicado == radicado).order_by(TextRow.created_at)
            return Petition(
                filing.subject,
                filing.description,
                filing.petitioner_class,
                filing.petitioner,
                tuple(await session.scalars(files)),
                tuple(WrittenText(x.kind, x.author, x.created_at, x.body) for x in await session.scalars(texts)),
            )
