"""What eliminating a case deletes, and what it leaves; every table that knows a radicado is named here once."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.jsoning import from_json, to_json
from adapters.packager import INDEX
from adapters.tables import (
    AccessRow,
    AttachmentRow,
    CaseRow,
    CrmDeliveryRow,
    CrmInteractionRow,
    ExpedienteRow,
    FilingRow,
    IdempotencyRow,
    LetterRowTable,
    LogRow,
    SurveyRow,
    Table,
    TextRow,
)
from adapters.tables_alarm import AlarmRow
from adapters.tables_answers import DispatchRow, DraftRow, GroupMemberRow, KnowledgeUseRow, SurveyReviewRow
from adapters.tables_archive import CaseKeyRow, DisposedCaseRow, HoldRow
from adapters.tables_catalogs import CaseLevelRow, DigestLineRow
from adapters.tables_mail import IncomingRow, LetterEvidenceRow
from adapters.tables_portal import CitizenLinkRow, CitizenLinkUseRow, ConsentRow, MessageRow, SensitiveRow
from domain.case import Case
from domain.disposal import residue

DELETED: tuple[type[Table], ...] = (
    AttachmentRow,
    TextRow,
    FilingRow,
    LogRow,
    CrmDeliveryRow,
    CrmInteractionRow,
    IdempotencyRow,
    MessageRow,
    SensitiveRow,
    CitizenLinkRow,
    AlarmRow,
    DraftRow,
    DigestLineRow,
)
"""Rows that go whole, in an order that foreign keys allow."""

EMPTIED: dict[type[Table], dict[str, Any]] = {
    LetterRowTable: {"sha256": None, "subject": None, "sealed_reply": None},
    SurveyRow: {"comment_hash": None},
    SurveyReviewRow: {"sealed_conclusion": None},
    IncomingRow: {"message_id": None, "sender_hash": None, "detail": None},
    GroupMemberRow: {"detail": "", "text_hash": None},
}
"""Rows that stay for the numbering of correspondence and for statistics, without what they said."""

KEPT: dict[type[Table], str] = {
    CaseRow: "statistics: type, channel, dates, timeliness; its snapshot keeps only the residue",
    ExpedienteRow: "evidence: the hashes of what was eliminated, and its retention",
    DisposedCaseRow: "the record of the elimination itself",
    CaseKeyRow: "when the key was destroyed, without the key",
    HoldRow: "who held it and why",
    CaseLevelRow: "statistics: how long each level took",
    KnowledgeUseRow: "statistics: which approved answers were used",
    ConsentRow: "proof that the petitioner was told and authorised (Ley 1581 de 2012, art. 9), naming nobody",
    AccessRow: "which officials read it",
}
"""Rows that hold nothing of the petitioner, with the reason why they stay."""

OF_LETTERS: dict[type[Table], tuple[str, str, dict[str, Any]]] = {
    DispatchRow: ("outgoing_radicado", "outgoing_radicado", {"sealed_receiver": None}),
    LetterEvidenceRow: ("letter_key", "key", {"status": ""}),
    CitizenLinkUseRow: ("letter_key", "key", {}),
}
"""Rows that know a case only by its letters: their column, the letter's, and what is emptied."""

BLOBS: tuple[tuple[type[Table], str], ...] = (
    (AttachmentRow, "sha256"),
    (LetterRowTable, "sha256"),
    (ExpedienteRow, "sha256"),
    (ExpedienteRow, "reserved_sha256"),
    (IncomingRow, "sha256"),
)
"""Columns that refer to the archive by hash."""


async def erase(session: AsyncSession, radicado: str, act: str, at: datetime) -> None:
    """Delete, empty and shred what the database has of a case."""
    for table in DELETED:
        await session.execute(delete(table).where(_column(table, "radicado") == radicado))
    for table, nothing in EMPTIED.items():
        await session.execute(update(table).where(_column(table, "radicado") == radicado).values(**nothing))
    for table, (name, of_letter, nothing) in OF_LETTERS.items():
        letters = select(_column(LetterRowTable, of_letter)).where(LetterRowTable.radicado == radicado)
        if nothing:
            await session.execute(update(table).where(_column(table, name).in_(letters)).values(**nothing))
    row = await session.get_one(CaseRow, radicado, with_for_update=True)
    row.snapshot, row.sealed_words = to_json(residue(from_json(Case, row.snapshot))), None
    gone = update(CaseKeyRow).where(CaseKeyRow.radicado == radicado)
    await session.execute(gone.values(wrapped=None, destroyed_at=at, act=act))


async def blobs_of(session: AsyncSession, radicado: str) -> list[str]:
    """The files of the archive a case refers to."""
    found: set[str | None] = set()
    for table, name in BLOBS:
        mine = select(_column(table, name)).where(_column(table, "radicado") == radicado)
        found |= set(await session.scalars(mine))
    return sorted(digest for digest in found if digest)


async def used_by_others(session: AsyncSession, radicado: str | None, digests: Iterable[str]) -> set[str]:
    """Those that another case or message refers to as well; with no radicado, those that anything refers to."""
    wanted, used = list(digests), set()
    gone = select(DisposedCaseRow.radicado).where(DisposedCaseRow.disposed_at.is_not(None))
    for table, name in BLOBS:
        digest, owner = _column(table, name), _column(table, "radicado")
        others = owner.is_distinct_from(radicado) & owner.not_in(gone) | owner.is_(None)
        used |= set(await session.scalars(select(digest).where(digest.in_(wanted), others)))
    return used


def documents_in(package: bytes) -> list[str]:
    """The hashes of the documents of a package: some are named nowhere else."""
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        [name] = [x for x in files.namelist() if x.endswith(INDEX)]
        index = ElementTree.fromstring(files.read(name))
    return [entry.findtext("Valor_Huella", "") for entry in index]


def _column(table: type[Table], name: str) -> Any:
    return getattr(table, name)
