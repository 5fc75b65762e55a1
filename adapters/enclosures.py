"""Files that arrive after the petition, with what they came with; in the archive before, in the case by their row."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.personal import ATTACHMENT
from adapters.sealing import Seal
from adapters.tables import AttachmentRow, FilingRow
from domain.intake import StoredFile


class EnclosureTable:
    """Adds files to a case."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def enclose(self, radicado: str, kind: str, files: Sequence[StoredFile], at: datetime) -> list[int]:
        """Add the files of an act; the same one twice is once. The ordinals of those that were new."""
        if not files:
            return []
        async with self._sessions.begin() as session:
            await session.execute(select(1).where(FilingRow.radicado == radicado).with_for_update(of=FilingRow))
            last = select(func.coalesce(func.max(AttachmentRow.ordinal), -1)).where(AttachmentRow.radicado == radicado)
            first = (await session.execute(last)).scalar_one() + 1
            seal = await self._sessions.keys.seal_of(session, radicado)
            rows = [_row(radicado, n, kind, file, at, seal) for n, file in enumerate(files, first)]
            made = insert(AttachmentRow).values(rows).on_conflict_do_nothing().returning(AttachmentRow.ordinal)
            return list(await session.scalars(made))

    async def take_back(self, radicado: str, ordinals: Sequence[int]) -> None:
        """Take out the files of an act that was not accepted."""
        mine = AttachmentRow.radicado == radicado, AttachmentRow.ordinal.in_(ordinals)
        async with self._sessions.begin() as session:
            await session.execute(delete(AttachmentRow).where(*mine))


def _row(radicado: str, ordinal: int, kind: str, file: StoredFile, at: datetime, seal: Seal) -> dict[str, object]:
    return {
        "radicado": radicado,
        "ordinal": ordinal,
        "kind": kind,
        "received_at": at,
        "sealed_name": seal.close(ATTACHMENT, file.name),
        "mime_type": file.mime_type,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }
