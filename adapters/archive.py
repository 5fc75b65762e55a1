"""The archive of files on a file system, by content: the same bytes are one file, never overwritten."""

import asyncio
import os
import re
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from activities.ports_archive import Keeping

SHA256_HEX = re.compile(r"[0-9a-f]{64}")


class BlobMissing(FileNotFoundError):
    """Nothing is stored under this hash."""


class BlobCorrupted(Exception):
    """What is stored no longer has the content its name says."""


class FilesystemStore:
    """Implements `Keeping` under the folder of a `file://` address: `sha256/ab/cd/abcd…`."""

    def __init__(self, url: str) -> None:
        self._root = folder_of(url)

    async def put(self, content: bytes, *, mime_type: str) -> str:
        """Store durably and return the SHA-256. Raises BlobCorrupted when an earlier copy went bad."""
        return await asyncio.to_thread(self._put, content)

    async def get(self, sha256: str) -> bytes:
        """The content, as it was stored. Raises BlobMissing or BlobCorrupted."""
        return await asyncio.to_thread(self._get, sha256)

    async def retain(self, sha256: str, until: datetime) -> None:
        """A file system has no lock: its files are read-only, and only a disposal deletes."""

    async def locked_until(self, sha256: str) -> datetime | None:
        return None

    async def delete(self, sha256: str) -> None:
        """Delete durably; what is not there is deleted already."""
        await asyncio.to_thread(self._delete, sha256)

    def _delete(self, digest: str) -> None:
        path = self._root / key_of(digest)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            _sync(path.parent)

    def _put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        path = self._root / key_of(digest)
        if path.exists():
            verified(path.read_bytes(), digest)
        else:
            publish(content, path)
        return digest

    def _get(self, digest: str) -> bytes:
        try:
            content = (self._root / key_of(digest)).read_bytes()
        except FileNotFoundError as missing:
            raise BlobMissing(digest) from missing
        return verified(content, digest)


def open_store(url: str) -> Keeping:
    """The archive at a `file://` or `s3://` address. Raises ValueError for another one."""
    match urlsplit(url).scheme:
        case "file":
            return FilesystemStore(url)
        case "s3":
            from adapters.s3 import open_s3  # the S3 client is heavy: only who uses it loads it

            return open_s3(url)
    raise ValueError("the archive's address must begin with file:// or s3://")


def folder_of(url: str) -> Path:
    """The folder of a `file://` address."""
    return Path(unquote(urlsplit(url).path))


def publish(content: bytes, path: Path) -> None:
    """Make a whole, durable, read-only file appear at once; one that is already there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(content, partial)
        path.hardlink_to(partial)
    except FileExistsError:
        return
    finally:
        partial.unlink(missing_ok=True)
    for folder in path.parents[:3]:
        _sync(folder)


def key_of(digest: str) -> str:
    """Where a content lives, below the root of any store. Raises BlobMissing for what is not a SHA-256."""
    if not SHA256_HEX.fullmatch(digest):
        raise BlobMissing(digest)
    return f"sha256/{digest[:2]}/{digest[2:4]}/{digest}"


def verified(content: bytes, digest: str) -> bytes:
    """The same content. Raises BlobCorrupted unless it has the hash."""
    if sha256(content).hexdigest() != digest:
        raise BlobCorrupted(digest)
    return content


def _write(content: bytes, path: Path) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), 0o440)
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
