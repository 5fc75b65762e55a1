"""What the petitioner said and what officials wrote since: read when a person opens the case, never kept elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database import Sessions
from adapters.jsoning import from_json
from adapters.personal import TEXT, Attached, attached_to, personal_of
from adapters.tables import CaseRow, FilingRow, TextRow
from domain.case import Case
from domain.case_letters import DueLetter, SentLetter
from domain.letters import LetterKind

ASKED_BY = {"complemento": LetterKind.REQUERIMIENTO, "aclaracion": LetterKind.ACLARACION}


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
    files: tuple[Attached, ...]
    texts: tuple[WrittenText, ...]


class PetitionTable:
    """Reads petitions."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def asked(self, radicado: str, act: str) -> str:
        """What the letter that asked the petitioner for what *act* brings says; empty when there is none."""
        async with self._sessions() as session:
            row = await session.get(CaseRow, radicado)
            case = from_json(Case, row.snapshot) if row is not None else None
            letters: Sequence[SentLetter | DueLetter] = [*case.letters, *case.due_letters] if case is not None else []
            asked = [x.text_hash for x in letters if x.kind == ASKED_BY[act] and x.text_hash]
            text = await session.get(TextRow, (asked[-1], radicado)) if asked else None
            if text is None:
                return ""
            return str((await self._sessions.keys.seal_of(session, radicado)).open(TEXT, text.sealed))

    async def read(self, radicado: str) -> Petition | None:
        """The petition with its attachments and the texts written since, the latest last."""
        async with self._sessions() as session:
            filing = await session.get(FilingRow, radicado)
            if filing is None:
                return None
            seal = await self._sessions.keys.seal_of(session, radicado)
            filed = personal_of(seal, filing.sealed)
            texts = select(TextRow).where(TextRow.radicado == radicado).order_by(TextRow.created_at)
            return Petition(
                filed.subject,
                filed.description,
                filing.petitioner_class,
                filed.petitioner,
                await attached_to(session, seal, radicado),
                tuple(
                    WrittenText(x.kind, x.author, x.created_at, seal.open(TEXT, x.sealed))
                    for x in await session.scalars(texts)
                ),
            )
