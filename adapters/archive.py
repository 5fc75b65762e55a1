"""The archive of files on a file system, by content: the same bytes are one file, never overwritten."""

import asyncio
import os
import secrets
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit


class BlobCorrupted(Exception):
    """A stored file no longer has the content its name says."""


class FilesystemStore:
    """Implements `BlobStore` under a folder: `ab/cd/abcd…`."""

    def __init__(self, url: str) -> None:
        self._root = Path(urlsplit(url).path)

    async def put(self, content: bytes, *, mime_type: str) -> str:
        """Store durably and return the SHA-256."""
        return await asyncio.to_thread(self._put, content)

    async def get(self, sha256: str) -> bytes:
        """The content. Raises FileNotFoundError or BlobCorrupted."""
        return await asyncio.to_thread(self._get, sha256)

    def _put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{digest}.{secrets.token_hex(4)}")
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        return digest

    def _get(self, digest: str) -> bytes:
        content = self._path(digest).read_bytes()
        if sha256(content).hexdigest() != digest:
            raise BlobCorrupted(digest)
        return content

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest
