"""The archive on S3 keeps the promises of the one on a file system, and the retention that was asked for."""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer
from sqlalchemy import update

from activities.archive import Archive
from activities.messages import CloseExpediente
from activities.ports import BlobStore
from activities.ports_archive import BlobLocked, Keeping
from adapters.archive import BlobCorrupted, BlobMissing, FilesystemStore, open_store
from adapters.database import Sessions
from adapters.disposals import Disposals, Order
from adapters.expedientes import ExpedienteTable
from adapters.packager import SipPackager
from adapters.s3 import Retention, S3Store, open_s3
from adapters.sheets import TypstSheets
from adapters.signing import Signer
from adapters.tables import CaseRow, ExpedienteRow
from domain.expediente import Document, ElectronicIndex
from domain.intake import StoredFile
from local.ports import HOST
from tests.adapters.filings import MORNING, filed

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

LETTER = b"%PDF-1.7 respuesta"
DIGEST = sha256(LETTER).hexdigest()
KEY = f"pqrsd/sha256/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"
SHEETS = TypstSheets(Path(__file__).parents[2] / "templates")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "llave")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secreto")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    client = boto3.client("s3", endpoint_url=endpoint)
    yield client
    client.close()


@pytest.fixture
def bucket(s3: "S3Client") -> str:
    name = f"archivo-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def locked_bucket(s3: "S3Client") -> str:
    name = f"guardado-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    return name


@pytest.fixture
def store(bucket: str, endpoint: str) -> Keeping:
    return open_store(f"s3://{bucket}/pqrsd?endpoint={endpoint}")


async def test_what_was_put_is_got_by_its_hash(store: BlobStore, s3: "S3Client", bucket: str) -> None:
    digest = await store.put(LETTER, mime_type="application/pdf")

    assert digest == DIGEST
    assert await store.get(digest) == LETTER
    assert s3.head_object(Bucket=bucket, Key=KEY)["ContentType"] == "application/pdf"


async def test_the_same_content_at_once_is_one_object_left_untouched(
    store: BlobStore, s3: "S3Client", bucket: str
) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})

    digests = await asyncio.gather(*(store.put(LETTER, mime_type="application/pdf") for _ in range(10)))

    versions = s3.list_object_versions(Bucket=bucket)["Versions"]
    assert set(digests) == {DIGEST}
    assert [version["Key"] for version in versions] == [KEY]


async def test_a_damaged_object_is_neither_given_nor_taken_for_a_stored_one(
    store: BlobStore, s3: "S3Client", bucket: str
) -> None:
    s3.put_object(Bucket=bucket, Key=KEY, Body=b"%PDF-1.7 otra respuesta")

    with pytest.raises(BlobCorrupted, match=DIGEST):
        await store.get(DIGEST)
    with pytest.raises(BlobCorrupted, match=DIGEST):
        await store.put(LETTER, mime_type="application/pdf")


@pytest.mark.parametrize("digest", [DIGEST, "../otro", ""])
async def test_what_was_never_put_is_missing(store: BlobStore, digest: str) -> None:
    with pytest.raises(BlobMissing):
        await store.get(digest)


async def test_a_bucket_that_is_not_there_is_a_trouble_to_try_again(endpoint: str, s3: "S3Client") -> None:
    store = open_s3(f"s3://no-existe?endpoint={endpoint}")

    with pytest.raises(ClientError, match="NoSuchBucket"):
        await store.put(LETTER, mime_type="application/pdf")


@pytest.mark.parametrize("mode", ["COMPLIANCE", "GOVERNANCE"])
async def test_under_retention_an_object_cannot_be_deleted_before_its_years(
    s3: "S3Client", locked_bucket: str, endpoint: str, mode: str
) -> None:
    store = open_s3(f"s3://{locked_bucket}/pqrsd?endpoint={endpoint}&retain_years=10&lock_mode={mode}")
    before = datetime.now(UTC)

    await store.put(LETTER, mime_type="application/pdf")
    await store.put(LETTER, mime_type="application/pdf")

    [version] = s3.list_object_versions(Bucket=locked_bucket)["Versions"]
    kept = s3.get_object(Bucket=locked_bucket, Key=KEY)
    assert kept["ObjectLockMode"] == mode
    assert kept["ObjectLockRetainUntilDate"] >= before + timedelta(days=3652)
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=locked_bucket, Key=KEY, VersionId=version["VersionId"])


async def test_retention_counts_from_the_day_of_storing(s3: "S3Client", locked_bucket: str) -> None:
    store = S3Store(s3, locked_bucket, "pqrsd/", Retention(2), lambda: NOW)

    await store.put(LETTER, mime_type="application/pdf")

    kept = s3.get_object(Bucket=locked_bucket, Key=KEY)
    assert kept["ObjectLockRetainUntilDate"] == NOW + timedelta(days=732)


async def test_retention_in_a_bucket_without_lock_is_refused(s3: "S3Client", bucket: str, endpoint: str) -> None:
    store = open_s3(f"s3://{bucket}/pqrsd?endpoint={endpoint}&retain_years=10")

    with pytest.raises(ClientError, match="InvalidRequest"):
        await store.put(LETTER, mime_type="application/pdf")


@pytest.mark.parametrize("url", ["ftp://x/y", "/tmp/archivo", "s3://b?retain=10", "s3://b?lock_mode=NINGUNO"])
def test_an_address_that_says_something_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"archive's address|lock_mode"):
        open_store(url)


def test_the_scheme_chooses_the_store(s3: "S3Client", bucket: str) -> None:
    assert isinstance(open_store("file:///tmp/archivo"), FilesystemStore)
    assert isinstance(open_store(f"s3://{bucket}"), S3Store)


async def test_a_closed_expediente_is_locked_until_the_day_its_retention_ends(
    s3: "S3Client", locked_bucket: str
) -> None:
    store = S3Store(s3, locked_bucket, "pqrsd/", Retention(1), lambda: datetime.now(UTC))
    await store.put(LETTER, mime_type="application/pdf")
    ends = datetime(2096, 12, 15, 5, tzinfo=UTC)

    await store.retain(DIGEST, ends)
    await store.retain(DIGEST, ends - timedelta(days=900))

    assert await store.locked_until(DIGEST) == ends


async def test_a_package_and_its_documents_are_kept_as_the_retention_table_says(
    s3: "S3Client", locked_bucket: str, tmp_path: Path
) -> None:
    store = S3Store(s3, locked_bucket, "pqrsd/", Retention(1), lambda: datetime.now(UTC))
    await store.put(LETTER, mime_type="application/pdf")
    closed_at = datetime(2086, 12, 16, 4, 59, tzinfo=UTC)
    document = Document("carta.pdf", "respuesta", DIGEST, NOW, NOW, 0, 1, "application/pdf")
    index = ElectronicIndex(radicado="2086-E-000001", cycle=1, closed_at=closed_at, documents=(document,))

    package = await SipPackager(store, Signer(bytes(32)), tmp_path).package(index)

    locks = [await store.locked_until(digest) for digest in (DIGEST, package.sha256)]
    assert locks == [datetime(2096, 12, 15, 5, tzinfo=UTC)] * 2


@pytest.mark.parametrize("mode", ["COMPLIANCE", "GOVERNANCE"])
async def test_what_is_locked_is_not_deleted(s3: "S3Client", locked_bucket: str, endpoint: str, mode: str) -> None:
    store = open_s3(f"s3://{locked_bucket}/pqrsd?endpoint={endpoint}&retain_years=10&lock_mode={mode}")
    await store.put(LETTER, mime_type="application/pdf")

    with pytest.raises(BlobLocked):
        await store.delete(DIGEST)

    assert await store.get(DIGEST) == LETTER


async def test_what_is_not_locked_is_deleted_in_every_version(store: Keeping, s3: "S3Client", bucket: str) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    await store.put(LETTER, mime_type="application/pdf")
    s3.delete_object(Bucket=bucket, Key=KEY)

    await store.delete(DIGEST)
    await store.delete(DIGEST)

    assert "Versions" not in s3.list_object_versions(Bucket=bucket)
    assert await store.locked_until(DIGEST) is None
    with pytest.raises(BlobMissing):
        await store.get(DIGEST)


async def test_a_disposal_is_refused_while_the_bucket_locks_the_case(
    sessions: Sessions, s3: "S3Client", locked_bucket: str, tmp_path: Path
) -> None:
    store = S3Store(s3, locked_bucket, "pqrsd/", Retention(1), lambda: datetime.now(UTC))
    digest = await store.put(LETTER, mime_type="application/pdf")
    files = (StoredFile("carta.pdf", "application/pdf", len(LETTER), digest),)
    radicado = (await filed(sessions, files=files)).case.radicado
    async with sessions.begin() as session:
        await session.execute(update(CaseRow).where(CaseRow.radicado == radicado).values(state="cerrada"))
    archive = Archive(ExpedienteTable(sessions), SipPackager(store, Signer(bytes(32)), tmp_path), SHEETS, store)
    await archive.close_expediente(CloseExpediente(radicado, 1, MORNING))
    async with sessions.begin() as session:
        await session.execute(update(ExpedienteRow).values(retained_until=NOW.date()))

    order = Order(act="Acta 1", approved_by="Comité", by="supervisora", selection="5 %", radicados=(radicado,))
    disposals = Disposals(sessions, store, tmp_path)
    _, [outcome] = await disposals.rehearse(order, datetime.now(UTC))

    assert str(outcome.refusal) == "El archivo no deja borrar antes del 24/11/2036."
