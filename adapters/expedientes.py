"""The documents of a case: what came in, what went out, in order."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.tables import AttachmentRow, ExpedienteRow, FilingRow, LetterRowTable
from domain.expediente import Document


class ExpedienteTable:
    """Implements `Expedientes`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def documents(self, radicado: str) -> tuple[Document, ...]:
        async with self._sessions() as session:
            filing = await session.get_one(FilingRow, radicado)
            files = select(AttachmentRow).where(AttachmentRow.radicado == radicado).order_by(AttachmentRow.ordinal)
            letters = (
                select(LetterRowTable)
                .where(LetterRowTable.radicado == radicado, LetterRowTable.sha256.is_not(None))
                .order_by(LetterRowTable.claimed_at, LetterRowTable.key)
            )
            incoming = [
                Document(
                    f.name,
                    f.kind,
                    f.sha256,
                    f.received_at or filing.received_at,
                    f.received_at or filing.filed_at,
                    f.size_bytes,
                    1,
                    f.mime_type,
                )
                for f in await session.scalars(files)
            ]
            outgoing = [
                Document(f"{x.outgoing_radicado}.pdf", x.kind, x.sha256 or "", x.claimed_at, x.sent_at or x.claimed_at,
                         0, x.pages or 1, "application/pdf")
                for x in await session.scalars(letters)
            ]  # fmt: skip
        return (*incoming, *outgoing)

    async def closed(self, radicado: str, cycle: int, *, sha256: str, on: date) -> None:
        row = {"radicado": radicado, "cycle": cycle, "sha256": sha256, "closed_on": on}
        async with self._sessions.begin() as session:
            await session.execute(insert(ExpedienteRow).values(row).on_conflict_do_nothing())
