"""The register of correspondence: a row a letter, claimed with its outgoing radicado before anything leaves."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from activities.messages import LetterOrder
from activities.ports import LetterRow
from adapters.database import Sessions
from adapters.intake import ALPHABET
from adapters.personal import REPLY
from adapters.radicados import allocate
from adapters.tables import LetterRowTable as Book


class LetterTable:
    """Implements `LetterBook`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def claim(self, order: LetterOrder, message_id: str, *, series: str | None) -> LetterRow:
        letter = order.letter
        row = {
            "key": letter.key,
            "radicado": order.radicado,
            "kind": letter.kind,
            "medium": letter.medium,
            "recipient": letter.recipient,
            "status": "claimed",
            "message_id": message_id,
            "verification_code": "".join(secrets.choice(ALPHABET) for _ in range(12)),
            "claimed_at": order.at,
        }
        async with self._sessions.begin() as session:
            claim = insert(Book).values(row).on_conflict_do_nothing().returning(Book.key)
            is_new = (await session.execute(claim)).scalar() is not None
            if is_new and series is not None:
                number = await allocate(session, series, order.at)
                await session.execute(update(Book).where(Book.key == letter.key).values(outgoing_radicado=number))
            return _letter(await session.get_one(Book, letter.key, populate_existing=True))

    async def issued(self, key: str, *, sha256: str, pages: int, template: str, subject: str) -> None:
        await self._set(key, status="issued", sha256=sha256, pages=pages, template=template, subject=subject)

    async def sending(self, key: str) -> None:
        await self._set(key, status="sending")

    async def finished(self, key: str, *, status: str, at: datetime, evidence: str) -> LetterRow:
        async with self._sessions.begin() as session:
            row = await session.get_one(Book, key)
            seal = await self._sessions.keys.seal_of(session, row.radicado)
            row.status, row.sent_at, row.sealed_reply = status, at, seal.close(REPLY, evidence)
        return _letter(row)

    async def _set(self, key: str, **values: Any) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(Book).where(Book.key == key).values(**values))


def _letter(row: Book) -> LetterRow:
    return LetterRow(
        key=row.key,
        radicado=row.radicado,
        kind=row.kind,
        status=row.status,
        outgoing_radicado=row.outgoing_radicado,
        message_id=row.message_id,
        verification_code=row.verification_code,
        sha256=row.sha256,
        claimed_at=row.claimed_at,
        sent_at=row.sent_at,
    )
