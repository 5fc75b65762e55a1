"""Nothing is eliminated without an approved act; what is, is gone everywhere, and the act's record stays."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from activities.archive import Archive
from activities.messages import CloseExpediente
from adapters import tables
from adapters.archive import BlobMissing, FilesystemStore
from adapters.database import Sessions
from adapters.disposals import Disposals, Order
from adapters.erasure import DELETED, EMPTIED, KEPT, OF_LETTERS
from adapters.expedientes import ExpedienteTable
from adapters.facts import FactTables
from adapters.packager import SipPackager
from adapters.read_model import ReadModel
from adapters.retention import RetentionRegister
from adapters.sheets import TypstSheets
from adapters.signing import Signer
from adapters.tables import AttachmentRow, CaseRow, ExpedienteRow, FilingRow, LogRow, Table
from adapters.tables_mail import IncomingRow
from domain.case import PetitionerClass
from domain.disposal import CaseEliminated, DisposalChanged, DisposalSelfApproved, HoldKind, HoldUnchanged
from domain.intake import StoredFile
from tests.adapters.filings import MORNING, filed

TEMPLATES = Path(__file__).parents[2] / "templates"
ENDED = MORNING.replace(year=2040)
ORDER = Order(
    act="Acta 3 de 2040",
    approved_by="Comité de Archivo",
    by="supervisora",
    selection="Se conserva el 5 % de cada mes: acta 2.",
)
OTHER = "coordinador"
OURS = b"solo de este caso"
SHARED = b"el mismo volante en dos casos"


class LosingStore(FilesystemStore):
    """Deletes one file and is gone."""

    async def delete(self, sha256: str) -> None:
        await super().delete(sha256)
        raise ConnectionError


@dataclass(frozen=True)
class Office:
    """The archive office over real parts."""

    sessions: Sessions
    store: FilesystemStore
    disposals: Disposals
    retention: RetentionRegister
    archive: Archive
    folder: Path

    async def closed(self, *contents: bytes, **changes: Any) -> str:
        """The radicado of a closed case with these attachments."""
        files = tuple([await self._kept(n, x) for n, x in enumerate(contents)])
        radicado = (await filed(self.sessions, files=files, **changes)).case.radicado
        await FactTables(self.sessions).keep_text(radicado, "complemento", "lucia", "Mi cédula es 52998877.")
        async with self.sessions.begin() as session:
            mine = update(CaseRow).where(CaseRow.radicado == radicado)
            await session.execute(mine.values(state="cerrada", closed_at=MORNING))
        await self.archive.close_expediente(CloseExpediente(radicado, 1, MORNING + timedelta(days=20)))
        return radicado

    async def _kept(self, n: int, content: bytes) -> StoredFile:
        digest = await self.store.put(content, mime_type="text/plain")
        return StoredFile(f"anexo {n}.txt", "text/plain", len(content), digest)

    async def eliminated(self, *radicados: str) -> list[str | None]:
        """Rehearse, approve and carry out: the rule that refused each, if one did."""
        order = replace(ORDER, radicados=radicados)
        confirmation, _ = await self.disposals.rehearse(order, ENDED)
        outcomes = await self.disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED)
        return [type(x.refusal).__name__ if x.refusal else None for x in outcomes]

    async def interrupted(self, *radicados: str) -> tuple[Order, str]:
        """An approved act that lost its archive after deleting one file of its first case."""
        order = replace(ORDER, radicados=radicados)
        confirmation, _ = await self.disposals.rehearse(order, ENDED)
        lost = LosingStore((self.folder / "archivo").as_uri())
        disposals = Disposals(self.sessions, lost, self.folder / "gestor")
        with pytest.raises(ConnectionError):
            await disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED)
        return order, confirmation

    async def count(self, table: type[Table], radicado: str) -> int:
        column: Any = table.radicado  # type: ignore[attr-defined]
        async with self.sessions() as session:
            return await session.scalar(select(func.count()).select_from(table).where(column == radicado)) or 0


@pytest.fixture
def office(sessions: Sessions, tmp_path: Path) -> Office:
    store, packages = FilesystemStore((tmp_path / "archivo").as_uri()), tmp_path / "gestor"
    packager = SipPackager(store, Signer(bytes(32)), packages)
    archive = Archive(ExpedienteTable(sessions), packager, TypstSheets(TEMPLATES), store)
    disposals = Disposals(sessions, store, packages)
    return Office(sessions, store, disposals, RetentionRegister(sessions), archive, tmp_path)


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_every_table_that_knows_a_radicado_says_what_a_disposal_does_with_it() -> None:
    known = {table.__tablename__ for table in (*DELETED, *EMPTIED, *KEPT, *OF_LETTERS)}

    names = {"radicado", "outgoing_radicado", "letter_key"}
    holding = {name for name, table in tables.Table.metadata.tables.items() if names & set(table.columns.keys())}

    assert holding == known


async def test_a_rehearsal_says_what_would_go_and_changes_nothing(office: Office) -> None:
    radicado = await office.closed(OURS)
    before = files(office.folder)

    _, early = await office.disposals.rehearse(replace(ORDER, radicados=(radicado,)), MORNING)
    _, later = await office.disposals.rehearse(replace(ORDER, until=ENDED.date()), ENDED)

    assert [type(x.refusal).__name__ for x in early] == ["RetentionRunning"]
    assert [(x.radicado, x.refusal) for x in later] == [(radicado, None)]
    assert files(office.folder) == before
    assert await office.count(FilingRow, radicado) == 1


async def test_after_it_nothing_the_petitioner_said_is_in_the_database_or_the_archive(office: Office) -> None:
    radicado = await office.closed(OURS)

    refusals = await office.eliminated(radicado)

    assert refusals == [None]
    assert files(office.folder) == []
    assert [await office.count(table, radicado) for table in DELETED] == [0] * len(DELETED)
    with pytest.raises(CaseEliminated, match="por el acto Acta 3 de 2040"):
        await ReadModel(office.sessions).case(radicado)


async def test_the_reserved_notebook_goes_with_its_case(office: Office) -> None:
    radicado = await office.closed(OURS, petitioner_class=PetitionerClass.RESERVED)
    before = len(files(office.folder / "gestor"))

    await office.eliminated(radicado)

    assert (before, files(office.folder)) == (2, [])


async def test_the_record_of_the_act_survives_with_the_hash_of_each_index(office: Office) -> None:
    radicado = await office.closed(OURS)
    async with office.sessions() as session:
        index = await session.scalar(select(ExpedienteRow.index_sha256).where(ExpedienteRow.radicado == radicado))

    await office.eliminated(radicado)
    found = await office.disposals.record(ORDER.act)

    assert found is not None
    act, [case] = found
    assert (act.approved_by, act.requested_by) == (ORDER.approved_by, ORDER.by)
    assert (case.radicado, case.indexes, case.disposed_at) == (radicado, [index], ENDED)


async def test_a_file_that_another_case_has_too_stays_for_that_case(office: Office) -> None:
    ours, other = await office.closed(OURS, SHARED), await office.closed(SHARED)

    await office.eliminated(ours)

    async with office.sessions() as session:
        [kept] = await session.scalars(select(AttachmentRow).where(AttachmentRow.radicado == other))
    assert await office.store.get(kept.sha256) == SHARED
    assert OURS not in files(office.folder)


async def test_a_message_by_mail_goes_with_its_case_and_with_who_sent_it(office: Office) -> None:
    radicado, original = await office.closed(OURS), b"From: lucia@correo.example"
    digest = await office.store.put(original, mime_type="message/rfc822")
    async with office.sessions.begin() as session:
        session.add(
            IncomingRow(fingerprint="f" * 64, mailbox="pqrsd", sha256=digest, size_bytes=26, message_id="<m@correo>",
                        received_at=MORNING, sender_hash="s", radicado=radicado, detail="de Lucía")
        )  # fmt: skip

    await office.eliminated(radicado)

    async with office.sessions() as session:
        [row] = await session.scalars(select(IncomingRow))
    assert (row.sender_hash, row.message_id, row.detail) == (None, None, None)
    assert original not in files(office.folder)


async def test_the_last_of_two_cases_with_the_same_file_takes_it_along(office: Office) -> None:
    cases = await office.closed(SHARED), await office.closed(SHARED)

    await office.eliminated(*cases)

    assert files(office.folder) == []


async def test_statistics_survive(office: Office) -> None:
    radicado = await office.closed(OURS)

    await office.eliminated(radicado)

    async with office.sessions() as session:
        row = await session.get_one(CaseRow, radicado)
    assert (row.type, row.channel, row.state, row.is_overdue) == ("queja", "web", "cerrada", False)
    assert row.received_at == MORNING
    assert row.due_on is not None


@pytest.mark.parametrize("state", ["en_tramite", "en_notificacion"])
async def test_a_case_opened_again_is_not_eliminated(office: Office, state: str) -> None:
    radicado = await office.closed(OURS)
    async with office.sessions.begin() as session:
        await session.execute(update(CaseRow).where(CaseRow.radicado == radicado).values(state=state))

    _, [outcome] = await office.disposals.rehearse(replace(ORDER, radicados=(radicado,)), ENDED)

    assert type(outcome.refusal).__name__ == "CaseNotClosed"


async def test_a_hold_between_the_approval_and_its_case_keeps_the_case_whole(office: Office) -> None:
    first, held = await office.closed(OURS), await office.closed(SHARED)
    order, confirmation = await office.interrupted(first, held)
    await office.retention.hold(held, HoldKind.HOLD, reason="Tutela 2040-123.", who="jurídica", at=ENDED)

    outcomes = await office.disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED)

    assert [x.refusal and str(x.refusal) for x in outcomes] == [
        None,
        "El expediente está retenido: Tutela 2040-123.",
    ]
    assert SHARED in files(office.folder)
    assert await office.count(LogRow, held) == 1


async def test_a_hold_and_its_release_are_kept_with_who_and_why(office: Office) -> None:
    radicado = await office.closed(OURS)
    said = {"who": "jurídica", "at": datetime.now(UTC)}

    await office.retention.hold(radicado, HoldKind.HOLD, reason="Tutela.", **said)  # type: ignore[arg-type]
    held = await office.retention.of(radicado)
    with pytest.raises(HoldUnchanged, match="ya está retenido"):
        await office.retention.hold(radicado, HoldKind.HOLD, reason="Otra.", **said)  # type: ignore[arg-type]
    await office.retention.hold(radicado, HoldKind.RELEASE, reason="Fallada.", **said)  # type: ignore[arg-type]

    assert held.held_because == "Tutela."
    assert (await office.retention.of(radicado)).held_because is None
    assert await office.eliminated(radicado) == [None]


async def test_what_was_not_approved_is_not_eliminated(office: Office) -> None:
    first, second = await office.closed(OURS), await office.closed(SHARED)
    approved, _ = await office.disposals.rehearse(replace(ORDER, radicados=(first,)), ENDED)

    with pytest.raises(DisposalChanged):
        await office.disposals.carry_out(replace(ORDER, by=OTHER, radicados=(first, second)), approved, ENDED)

    assert await office.count(FilingRow, first) == 1


async def test_interrupted_in_the_middle_it_goes_on_where_it_stopped(office: Office) -> None:
    order, confirmation = await office.interrupted(await office.closed(OURS), await office.closed(SHARED))

    outcomes = await office.disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED)
    again = await office.disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED + timedelta(days=1))

    assert [x.refusal for x in outcomes] == [None, None]
    assert [x.disposed_at for x in again] == [ENDED, ENDED]
    assert files(office.folder) == []


async def test_only_the_expedientes_that_end_are_told(office: Office) -> None:
    radicado = await office.closed(OURS)
    day = (await office.retention.of(radicado)).until
    assert day is not None

    told, untold = await office.retention.ending(day), await office.retention.ending(day - timedelta(days=1))
    await office.eliminated(radicado)

    assert [x.radicado for x in told] == [radicado]
    assert untold == []
    assert await office.retention.ending(day) == []


async def test_what_is_gone_stays_gone(office: Office) -> None:
    radicado = await office.closed(OURS)
    package = await office.retention.closed(radicado)
    assert package is not None

    await office.eliminated(radicado)

    with pytest.raises(BlobMissing):
        await office.store.get(package.sha256)


async def test_who_rehearsed_an_elimination_does_not_confirm_it(office: Office) -> None:
    order = replace(ORDER, radicados=(await office.closed(OURS),))
    confirmation, _ = await office.disposals.rehearse(order, ENDED)

    with pytest.raises(DisposalSelfApproved):
        await office.disposals.carry_out(replace(order, by=order.by.upper()), confirmation, ENDED)
    await office.disposals.carry_out(replace(order, by=OTHER), confirmation, ENDED)

    known = await office.disposals.record(order.act)
    assert known is not None
    assert (known[0].requested_by, known[0].confirmed_by) == (order.by, OTHER)


async def test_nobody_confirms_a_fingerprint_they_worked_out(office: Office) -> None:
    """It is a hash of what anybody may read: only a rehearsal by another person makes it good."""
    order = replace(ORDER, radicados=(await office.closed(OURS),))
    forged, _ = await office.disposals._foreseen(order, ENDED)

    with pytest.raises(DisposalChanged):
        await office.disposals.carry_out(order, forged, ENDED)


async def test_a_selected_series_is_not_eliminated_whole(office: Office) -> None:
    order = replace(ORDER, radicados=(await office.closed(OURS),), selection=" ")

    _, [outcome] = await office.disposals.rehearse(order, ENDED)

    assert type(outcome.refusal).__name__ == "SelectionMissing"
