"""The archive on S3 keeps the promises of the one on a file system, and the retention that was asked for."""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

from activities.ports import BlobStore
from adapters.archive import BlobCorrupted, BlobMissing, FilesystemStore, open_store
from adapters.s3 import Retention, S3Store, open_s3
from local.ports import HOST

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

LETTER = b"%PDF-1.7 respuesta"
DIGEST = sha256(LETTER).hexdigest()
KEY = f"pqrsd/sha256/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"
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
def store(bucket: str, endpoint: str) -> BlobStore:
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
