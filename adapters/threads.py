"""Which case a message speaks of, and what is known of the delivery of a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.personal import REPLY, personal_of
from adapters.tables import FilingRow
from adapters.tables import LetterRowTable as Book
from adapters.tables_mail import LetterEvidenceRow
from domain.incoming import DeliveryReport
from domain.letters import Audience, LetterKind


@dataclass(frozen=True)
class NamedLetter:
    """A letter of ours that a message names."""

    key: str
    radicado: str
    kind: str
    message_id: str

    @property
    def is_between_officials(self) -> bool:
        """Whether only officials were sent it."""
        return LetterKind(self.kind).audience == Audience.INTERNAL


class Threads:
    """Finds the case and the letter a message speaks of, and keeps what it proves."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def letter_named(self, names: Sequence[str]) -> NamedLetter | None:
        """The last of the names that is a letter of ours."""
        columns = select(Book.key, Book.radicado, Book.kind, Book.message_id).where(Book.message_id.in_(names))
        async with self._sessions() as session:
            found = {row.message_id: NamedLetter(*row) for row in await session.execute(columns)}
        return next((found[name] for name in reversed(names) if name in found), None)

    async def writes_from(self, radicado: str) -> str | None:
        """The address of a case's petitioner; empty when the case has none, None when there is no such case."""
        async with self._sessions() as session:
            row = await session.get(FilingRow, radicado)
            if row is None:
                return None
            filed = personal_of(await self._sessions.keys.seal_of(session, radicado), row.sealed)
        return str(filed.petitioner.get("correo") or "")

    async def prove(
        self, letter: NamedLetter, report: DeliveryReport, *, fingerprint: str, sha256: str, at: datetime
    ) -> None:
        """Keep what a report says of a letter, once."""
        row = {"fingerprint": fingerprint, "letter_key": letter.key, "delivery": report.delivery,
               "status": report.status, "sha256": sha256, "received_at": at}  # fmt: skip
        async with self._sessions.begin() as session:
            await session.execute(insert(LetterEvidenceRow).values(row).on_conflict_do_nothing())

    async def dialogues(self, radicado: str) -> dict[str, str]:
        """What was said to and by the servers of a case's letters, by the key of each that has been tried."""
        query = select(Book.key, Book.sealed_reply).where(Book.radicado == radicado, Book.sealed_reply.is_not(None))
        async with self._sessions() as session:
            rows = (await session.execute(query)).all()
            seal = await self._sessions.keys.seal_of(session, radicado) if rows else None
        return {key: seal.open(REPLY, sealed) for key, sealed in rows if sealed} if seal else {}

    async def proofs(self, radicado: str) -> list[LetterEvidenceRow]:
        """What was reported of the delivery of a case's letters, the first first."""
        query = select(LetterEvidenceRow).join(Book, Book.key == LetterEvidenceRow.letter_key)
        async with self._sessions() as session:
            found = query.where(Book.radicado == radicado).order_by(LetterEvidenceRow.received_at)
            return list(await session.scalars(found))
