"""The documents of a case: what came in, what went out, what was written since, up to an instant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from activities.ports_archive import ClosedExpediente
from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.personal import REPLY, TEXT, Attached, Personal, attached_to, log_of, personal_of
from adapters.sealing import Seal
from adapters.tables import ExpedienteRow, FilingRow, Table, TextRow
from adapters.tables import LetterRowTable as LetterTable
from adapters.tables_mail import IncomingRow
from domain.case import PetitionerClass
from domain.catalogs import CatalogKind
from domain.expediente import Document
from domain.intake import StoredFile
from domain.measures import RetentionTable
from domain.redaction import redacted
from domain.retention import TrdSeries
from domain.sheets import (
    Dispatch,
    FiledPetition,
    LaterText,
    LogLine,
    Sheet,
    dispatch_sheet,
    log_sheet,
    petition_sheets,
    text_sheets,
)

MAIL = "message/rfc822"
R = TypeVar("R", bound=Table)


class ExpedienteTable:
    """Implements `Expedientes`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._catalogs = CatalogTable(sessions)

    async def series(self, on: date) -> TrdSeries:
        published = await self._catalogs.in_force(CatalogKind.RETENTION, on)
        if not isinstance(published.content, RetentionTable):
            raise TypeError("not a retention table")
        return published.content.of_default()

    async def documents(self, radicado: str, until: datetime) -> tuple[Document, ...]:
        async with self._sessions() as session:
            filing = await session.get_one(FilingRow, radicado)
            seal = await self._sessions.keys.seal_of(session, radicado)
            files = await attached_to(session, seal, radicado)
            letters = await _all(session, _letters(radicado, until).where(LetterTable.sha256.is_not(None)))
            messages = await _all(session, _messages(radicado, until))
        incoming = (_received(filing, x) for x in messages)
        held = (x for x in files if x.received_at is None or x.received_at <= until)
        return (*(_attached(filing, x) for x in held), *(_issued(x) for x in letters), *incoming)

    async def sheets(self, radicado: str, until: datetime) -> tuple[Sheet, ...]:
        """A case that was only numbered, or that is being tested, may have no log and no letters."""
        async with self._sessions() as session:
            filing = await session.get_one(FilingRow, radicado)
            seal = await self._sessions.keys.seal_of(session, radicado)
            filed, files = personal_of(seal, filing.sealed), await attached_to(session, seal, radicado)
            texts = await _all(session, _texts(radicado, until))
            letters = await _all(session, _letters(radicado, until))
            shown = _shown(filing, filed)
            lines = tuple(_line(x, shown) for x in await log_of(session, seal, radicado) if x.at <= until)
        proofs = tuple(x for x in lines if x.act == "entrega")
        return (
            *petition_sheets(_petition(filing, filed, [x for x in files if x.received_at is None])),
            *text_sheets(radicado, tuple(_text(x, seal) for x in texts)),
            dispatch_sheet(radicado, tuple(_dispatch(x, seal, shown) for x in letters), proofs, until),
            log_sheet(radicado, lines, until),
        )

    async def closed(self, expediente: ClosedExpediente) -> None:
        series = expediente.series
        row = {
            "radicado": expediente.radicado,
            "cycle": expediente.cycle,
            "sha256": expediente.package.sha256,
            "index_sha256": expediente.package.index_sha256,
            "reserved_sha256": expediente.reserved.sha256 if expediente.reserved else None,
            "documents": expediente.documents,
            "closed_on": expediente.closed_on,
            "series": to_json(series),
            "retained_until": series.retained_until(expediente.closed_on),
        }
        async with self._sessions.begin() as session:
            stored = insert(ExpedienteRow).values(row)
            again = stored.on_conflict_do_update(index_elements=["radicado", "cycle"], set_=row)
            await session.execute(again)


async def _all(session: AsyncSession, query: Select[R]) -> list[R]:
    return list(await session.scalars(query))


def _texts(radicado: str, until: datetime) -> Select[TextRow]:
    mine = TextRow.radicado == radicado, TextRow.created_at <= until
    return select(TextRow).where(*mine).order_by(TextRow.created_at, TextRow.sha256)


def _letters(radicado: str, until: datetime) -> Select[LetterTable]:
    mine = LetterTable.radicado == radicado, LetterTable.claimed_at <= until
    return select(LetterTable).where(*mine).order_by(LetterTable.claimed_at, LetterTable.key)


def _messages(radicado: str, until: datetime) -> Select[IncomingRow]:
    mine = IncomingRow.radicado == radicado, IncomingRow.claimed_at <= until
    return select(IncomingRow).where(*mine).order_by(IncomingRow.received_at, IncomingRow.fingerprint)


def _attached(filing: FilingRow, file: Attached) -> Document:
    times = file.received_at or filing.received_at, file.received_at or filing.filed_at
    is_hidden = _is_reserved(filing) and file.mime_type == MAIL
    facts = file.name, file.kind, file.sha256, *times, file.size_bytes, 1, file.mime_type
    return Document(*facts, is_reserved=is_hidden)


def _issued(letter: LetterTable) -> Document:
    times = letter.claimed_at, letter.sent_at or letter.claimed_at
    name, pages = f"{letter.outgoing_radicado}.pdf", letter.pages or 1
    return Document(name, letter.kind, letter.sha256 or "", *times, 0, pages, "application/pdf")


def _received(filing: FilingRow, message: IncomingRow) -> Document:
    """A message as it came in, whole: the petition itself, what was added, or a delivery report; it says who wrote."""
    name, times = f"{message.fingerprint[:12]}.eml", (message.received_at, message.claimed_at)
    facts = name, "correo recibido", message.sha256, *times, message.size_bytes, 1, MAIL
    return Document(*facts, is_reserved=_is_reserved(filing))


def _is_reserved(filing: FilingRow) -> bool:
    return filing.petitioner_class == PetitionerClass.RESERVED


def _shown(filing: FilingRow, filed: Personal) -> Callable[[str], str]:
    """How the words of servers and of the log are written: without what tells an identity under reserva."""
    return partial(redacted, identifiers=filed.identifiers) if _is_reserved(filing) else str


def _petition(filing: FilingRow, filed: Personal, files: list[Attached]) -> FiledPetition:
    return FiledPetition(
        radicado=filing.radicado,
        received_at=filing.received_at,
        filed_at=filing.filed_at,
        channel=filing.channel,
        petitioner_class=PetitionerClass(filing.petitioner_class),
        petitioner=filed.petitioner,
        subject=filed.subject,
        description=filed.description,
        files=tuple(StoredFile(x.name, x.mime_type, x.size_bytes, x.sha256) for x in files),
    )


def _text(row: TextRow, seal: Seal) -> LaterText:
    return LaterText(
        kind=row.kind, author=row.author, at=row.created_at, body=seal.open(TEXT, row.sealed), sha256=row.sha256
    )


def _dispatch(row: LetterTable, seal: Seal, shown: Callable[[str], str]) -> Dispatch:
    return Dispatch(
        kind=row.kind,
        medium=row.medium,
        status=row.status,
        at=row.sent_at or row.claimed_at,
        number=row.outgoing_radicado or "",
        evidence=shown(seal.open(REPLY, row.sealed_reply) if row.sealed_reply else ""),
        message_id=row.message_id,
    )


def _line(line: LogLine, shown: Callable[[str], str]) -> LogLine:
    return replace(line, text=shown(line.text))
