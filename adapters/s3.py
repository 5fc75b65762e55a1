"""The archive of files on S3, or on what speaks like it; with a retention lock where the bucket has one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from activities.ports_archive import BlobLocked
from adapters.archive import BlobMissing, key_of, verified

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client
    from types_boto3_s3.type_defs import ObjectLockRetentionTypeDef, PutObjectRequestTypeDef

STORED_ALREADY = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
Mode = Literal["COMPLIANCE", "GOVERNANCE"]
MODES: dict[str, Mode] = {"COMPLIANCE": "COMPLIANCE", "GOVERNANCE": "GOVERNANCE"}
ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
LONGEST_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Retention:
    """For these years nobody deletes an object; under GOVERNANCE, nobody without a special permission."""

    years: int
    mode: Mode = "COMPLIANCE"


class S3Store:
    """Implements `Keeping` in a bucket, below a prefix: `sha256/ab/cd/abcd…`.

    With a retention, the bucket must have Object Lock enabled; without one, the bucket's own default holds.
    """

    def __init__(
        self,
        client: "S3Client",
        bucket: str,
        prefix: str,
        retention: Retention | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._retention = retention
        self._clock = clock

    async def put(self, content: bytes, *, mime_type: str) -> str:
        """Store durably and return the SHA-256. Raises BlobCorrupted when an earlier copy went bad."""
        return await asyncio.to_thread(self._put, content, mime_type)

    async def get(self, sha256: str) -> bytes:
        """The content, as it was stored. Raises BlobMissing or BlobCorrupted."""
        return await asyncio.to_thread(self._get, sha256)

    async def retain(self, sha256: str, until: datetime) -> None:
        """Lengthen the lock to *until*; one that lasts longer stays, and a store without retention has none."""
        if self._retention is not None:
            await asyncio.to_thread(self._lengthen, sha256, until, self._retention.mode)

    async def locked_until(self, sha256: str) -> datetime | None:
        return await asyncio.to_thread(self._locked_until, sha256)

    async def delete(self, sha256: str) -> None:
        """Delete every version; what is not there is deleted already. Raises BlobLocked."""
        await asyncio.to_thread(self._delete, sha256)

    def _lengthen(self, digest: str, until: datetime, mode: Mode) -> None:
        locked = self._locked_until(digest)
        if locked is None or locked < until:
            lock: ObjectLockRetentionTypeDef = {"Mode": mode, "RetainUntilDate": until}
            self._client.put_object_retention(Bucket=self._bucket, Key=self._prefix + key_of(digest), Retention=lock)

    def _locked_until(self, digest: str) -> datetime | None:
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=self._prefix + key_of(digest))
        except ClientError as problem:
            if problem.response["Error"]["Code"] in ABSENT:
                return None
            raise
        return found.get("ObjectLockRetainUntilDate")

    def _delete(self, digest: str) -> None:
        key = self._prefix + key_of(digest)
        listed = self._client.list_object_versions(Bucket=self._bucket, Prefix=key)
        for version in [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]:
            try:
                self._client.delete_object(Bucket=self._bucket, Key=key, VersionId=version["VersionId"])
            except ClientError as problem:
                if problem.response["Error"]["Code"] == "AccessDenied":
                    raise BlobLocked(digest) from problem
                raise

    def _put(self, content: bytes, mime_type: str) -> str:
        digest = sha256(content).hexdigest()
        try:
            self._client.put_object(**self._request(digest, content, mime_type))
        except ClientError as problem:
            if problem.response["Error"]["Code"] not in STORED_ALREADY:
                raise
            self._get(digest)
        return digest

    def _request(self, digest: str, content: bytes, mime_type: str) -> "PutObjectRequestTypeDef":
        """Only where nothing is yet, and only if it arrives with this checksum."""
        request: PutObjectRequestTypeDef = {
            "Bucket": self._bucket,
            "Key": self._prefix + key_of(digest),
            "Body": content,
            "ContentType": mime_type,
            "ChecksumAlgorithm": "SHA256",
            "IfNoneMatch": "*",
        }
        if self._retention is not None:
            request["ObjectLockMode"] = self._retention.mode
            request["ObjectLockRetainUntilDate"] = self._clock() + self._retention.years * LONGEST_YEAR
        return request

    def _get(self, digest: str) -> bytes:
        try:
            reply = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key_of(digest))
        except self._client.exceptions.NoSuchKey as missing:
            raise BlobMissing(digest) from missing
        return verified(reply["Body"].read(), digest)


def open_s3(url: str) -> S3Store:
    """The store at `s3://BUCKET/PREFIX?endpoint=…&region=…&retain_years=…&lock_mode=…`, every option optional.

    Credentials come from where AWS's own tools look for them. Raises ValueError for an unknown option.
    """
    address, options = urlsplit(url), dict(parse_qsl(urlsplit(url).query))
    endpoint, region = options.pop("endpoint", None), options.pop("region", None)
    retention = _retention(options.pop("retain_years", ""), options.pop("lock_mode", "COMPLIANCE"))
    if options:
        raise ValueError(f"unknown options of the archive's address: {', '.join(options)}")
    config = Config(retries={"mode": "standard"}, s3={"addressing_style": "path" if endpoint else "auto"})
    client = boto3.client("s3", endpoint_url=endpoint, region_name=region, config=config)
    prefix = address.path.strip("/")
    return S3Store(client, address.netloc, f"{prefix}/" if prefix else "", retention, lambda: datetime.now(UTC))


def _retention(years: str, mode: str) -> Retention | None:
    if mode not in MODES:
        raise ValueError(f"unknown lock_mode: {mode}")
    return Retention(int(years), MODES[mode]) if years else None
