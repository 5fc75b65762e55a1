"""The keys callers give to acts: each names one act with one content for as long as its case is kept."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.tables import IdempotencyRow
from domain.intake import IdempotencyConflict


class ActKeys:
    """Remembers what each key was first used for."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def claim(self, radicado: str, update_id: str, fingerprint: str, at: datetime) -> None:
        """Take a key for a content; the same content again is the same act. Raises IdempotencyConflict for another."""
        key_hash = sha256(f"\0acto/{radicado}/{update_id}".encode()).hexdigest()
        row = {"key_hash": key_hash, "body_sha256": fingerprint, "radicado": radicado, "created_at": at}
        async with self._sessions.begin() as session:
            await session.execute(insert(IdempotencyRow).values(row).on_conflict_do_nothing())
            kept = await session.scalar(select(IdempotencyRow.body_sha256).where(IdempotencyRow.key_hash == key_hash))
        if kept != fingerprint:
            raise IdempotencyConflict
