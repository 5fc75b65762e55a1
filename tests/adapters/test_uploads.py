"""Files in the archive before their row: they stay for whoever refers to them, and nobody else keeps them there."""

import asyncio
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from activities.ports_archive import BlobLocked
from adapters import tables
from adapters.archive import BlobMissing, FilesystemStore
from adapters.database import Sessions
from adapters.enclosures import EnclosureTable
from adapters.erasure import BLOBS
from adapters.tables import ExpedienteRow, LetterRowTable
from adapters.tables_archive import UploadRow
from adapters.tables_mail import IncomingRow
from adapters.uploads import GRACE, Uploads
from domain.intake import StoredFile
from schemas.files import FileContent
from tests.adapters.filings import MORNING, filed

VOLANTE = FileContent("volante.txt", "text/plain", b"El volante del banco.")
NO_FILES = {
    ("idempotency", "body_sha256"): "of a request",
    ("text", "sha256"): "of a text, which is sealed in its row",
    ("survey", "token_sha256"): "of the token of a link",
    ("citizen_link", "token_sha256"): "of the token of a link",
    ("expediente", "index_sha256"): "of the index inside the package",
    ("letter_evidence", "sha256"): "of the original of its message, which incoming_mail refers to for ever",
    ("message", "text_sha256"): "of a text, which is sealed in its row",
    ("upload", "sha256"): "of a file that waits for its row",
}
"""Hashes of the tables that refer to no file of the archive, or not only they."""


class LockedStore(FilesystemStore):
    """An archive that may be under a retention lock, or away."""

    until: datetime | None = None
    is_away, broken = False, ""

    async def locked_until(self, sha256: str) -> datetime | None:
        return self.until

    async def delete(self, sha256: str) -> None:
        if self.is_away or sha256 == self.broken:
            raise ConnectionError
        if self.until is not None:
            raise BlobLocked(sha256)
        await super().delete(sha256)


@pytest.fixture
def store(tmp_path: Path) -> LockedStore:
    return LockedStore(f"file://{tmp_path}/archivo")


@pytest.fixture
def uploads(sessions: Sessions, store: LockedStore) -> Uploads:
    return Uploads(sessions, store)


def next_day() -> datetime:
    return datetime.now(UTC) + GRACE + timedelta(minutes=1)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


async def noted(sessions: Sessions) -> list[UploadRow]:
    async with sessions() as session:
        return list(await session.scalars(select(UploadRow)))


def test_every_hash_of_the_tables_refers_to_a_file_or_says_why_not() -> None:
    every = {
        (table.name, column.name)
        for table in tables.Table.metadata.tables.values()
        for column in table.columns
        if "sha256" in column.name
    }

    assert every == {(table.__tablename__, name) for table, name in BLOBS} | set(NO_FILES)


async def test_what_is_dropped_leaves_nothing(sessions: Sessions, uploads: Uploads, tmp_path: Path) -> None:
    [kept] = await uploads.keep("uno", [VOLANTE])
    assert files_in(tmp_path) == {kept.sha256}

    await uploads.drop("uno")

    assert files_in(tmp_path) == set()
    assert await noted(sessions) == []


async def test_what_a_case_refers_to_is_not_dropped(sessions: Sessions, uploads: Uploads, store: LockedStore) -> None:
    [kept] = await uploads.keep("uno", [VOLANTE])
    await filed(sessions, files=(kept,))

    await uploads.drop("uno")

    assert await store.get(kept.sha256) == VOLANTE.content


async def test_what_another_is_bringing_meanwhile_is_not_dropped(
    sessions: Sessions, uploads: Uploads, store: LockedStore
) -> None:
    [kept] = await uploads.keep("uno", [VOLANTE])
    await uploads.keep("otra", [VOLANTE])

    await uploads.drop("uno")
    await filed(sessions, files=(kept,))
    await uploads.drop("otra")

    assert await store.get(kept.sha256) == VOLANTE.content


async def test_refused_and_accepted_at_once_the_same_file_is_there_for_who_was_accepted(
    sessions: Sessions, uploads: Uploads, store: LockedStore
) -> None:
    async def refused(n: int) -> None:
        await uploads.keep(f"no-{n}", [VOLANTE])
        await uploads.drop(f"no-{n}")

    async def accepted() -> None:
        kept = await uploads.keep("si", [VOLANTE])
        await filed(sessions, files=kept)

    await asyncio.gather(*(refused(n) for n in range(12)), accepted())

    assert await store.get(sha256(VOLANTE.content).hexdigest()) == VOLANTE.content


async def test_the_sweep_takes_what_nobody_came_back_for_after_a_day(
    sessions: Sessions, uploads: Uploads, tmp_path: Path
) -> None:
    [kept] = await uploads.keep("muerto", [VOLANTE])

    assert await uploads.sweep(datetime.now(UTC)) == 0
    assert files_in(tmp_path) == {kept.sha256}

    assert await uploads.sweep(next_day()) == 1
    assert files_in(tmp_path) == set()
    assert await noted(sessions) == []


async def test_one_that_cannot_be_deleted_holds_up_no_other(
    uploads: Uploads, store: LockedStore, tmp_path: Path
) -> None:
    """It is tried again a day later."""
    await uploads.keep("nadie", [VOLANTE, _file("otro.txt")])
    store.broken = sha256(VOLANTE.content).hexdigest()

    await uploads.sweep(next_day())
    left = files_in(tmp_path)
    store.broken = ""
    again = await uploads.sweep(next_day())
    later = await uploads.sweep(next_day() + GRACE)

    assert left == {sha256(VOLANTE.content).hexdigest()}
    assert (again, later, files_in(tmp_path)) == (0, 1, set())


async def test_the_sweep_leaves_what_anything_refers_to(
    sessions: Sessions, uploads: Uploads, store: LockedStore
) -> None:
    names = ("anexo", "complemento", "carta", "expediente", "cuaderno", "mensaje")
    kept = dict(zip(names, await uploads.keep("todos", [_file(name) for name in names]), strict=True))
    await _referred_to({name: file.sha256 for name, file in kept.items()}, kept["anexo"], kept["complemento"], sessions)

    assert await uploads.sweep(next_day()) == len(names)

    assert {name: await store.get(kept[name].sha256) for name in names} == {x: _file(x).content for x in names}
    assert await noted(sessions) == []


def _file(name: str) -> FileContent:
    return FileContent(f"{name}.txt", "text/plain", name.encode())


async def _referred_to(hashes: dict[str, str], first: StoredFile, later: StoredFile, sessions: Sessions) -> None:
    """Rows of each table that refers to the archive."""
    radicado = (await filed(sessions, files=(first,))).case.radicado
    await EnclosureTable(sessions).enclose(radicado, "complemento", [later], MORNING)
    async with sessions.begin() as session:
        session.add(
            LetterRowTable(key="c/1", radicado=radicado, kind="respuesta", medium="correo", recipient="peticionario",
                           status="issued", message_id="<1@x>", verification_code="K7QMH2XWRT40",
                           sha256=hashes["carta"], claimed_at=MORNING)
        )  # fmt: skip
        session.add(
            ExpedienteRow(radicado=radicado, cycle=1, sha256=hashes["expediente"], closed_on=MORNING.date(),
                          reserved_sha256=hashes["cuaderno"], series={}, retained_until=MORNING.date())
        )  # fmt: skip
        session.add(
            IncomingRow(fingerprint="f" * 64, mailbox="pqrsd", sha256=hashes["mensaje"], size_bytes=7,
                        received_at=MORNING)
        )  # fmt: skip


async def test_what_is_under_a_lock_stays_until_it_ends(
    sessions: Sessions, uploads: Uploads, store: LockedStore, tmp_path: Path
) -> None:
    store.until = datetime.now(UTC) + timedelta(days=3650)
    [kept] = await uploads.keep("uno", [VOLANTE])

    await uploads.drop("uno")

    assert files_in(tmp_path) == {kept.sha256}
    assert await uploads.sweep(next_day()) == 0
    ended, store.until = store.until, None
    assert await uploads.sweep(ended) == 1
    assert files_in(tmp_path) == set()


async def test_an_archive_that_is_away_does_not_hide_the_refusal(uploads: Uploads, store: LockedStore) -> None:
    [kept] = await uploads.keep("uno", [VOLANTE])

    store.is_away = True
    await uploads.drop("uno")
    store.is_away = False
    await uploads.sweep(next_day())

    with pytest.raises(BlobMissing):
        await store.get(kept.sha256)
