"""Files on their way into a case: in the archive before the row that refers to them, and out again if none comes."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol

import structlog
from sqlalchemy import ColumnElement, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from activities.ports_archive import BlobLocked, Keeping
from adapters.database import Sessions
from adapters.erasure import used_by_others
from adapters.tables_archive import UploadRow
from domain.intake import StoredFile

GRACE = timedelta(days=1)
"""How long a file may be in the archive without a row that refers to it."""

SWEEP_SECONDS = 3600.0
IN_ONE = 500
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:digest, 13))")
"""Of one content: noting that it comes and deleting it exclude each other."""

log = structlog.get_logger()


class Brought(Protocol):
    """A file as somebody brings it."""

    @property
    def name(self) -> str: ...

    @property
    def mime_type(self) -> str: ...

    @property
    def content(self) -> bytes: ...


class Uploads:
    """Stores what is brought, noted first by its hash and for whom.

    Only what was noted is ever deleted, and only while nothing refers to it and nobody else has it noted.
    """

    def __init__(self, sessions: Sessions, store: Keeping) -> None:
        self._sessions = sessions
        self._store = store

    async def keep(self, claimant: str, files: Sequence[Brought]) -> tuple[StoredFile, ...]:
        """Store the files durably, in order."""
        for digest in sorted({sha256(x.content).hexdigest() for x in files}):
            await self._note(digest, claimant)
        return tuple([await self._kept(x) for x in files])

    async def _kept(self, file: Brought) -> StoredFile:
        digest = await self._store.put(file.content, mime_type=file.mime_type)
        return StoredFile(file.name, file.mime_type, len(file.content), digest)

    async def drop(self, claimant: str) -> None:
        """Delete what was brought for an act that did not take it; what cannot be deleted now, the sweep deletes."""
        try:
            for digest in await self._noted(UploadRow.claimant == claimant):
                await self._settle(digest, UploadRow.claimant == claimant)
        except Exception as problem:  # the refusal is what its author must hear; nothing is lost
            log.warning("upload_waits_for_the_sweep", error=type(problem).__name__)

    async def sweep(self, now: datetime) -> int:
        """Forget what a row refers to by now and delete the rest, a batch; how many files were looked at."""
        due = UploadRow.sweep_at <= now
        digests = await self._noted(due)
        for digest in digests:
            try:
                await self._settle(digest, due)
            except Exception as problem:  # one that cannot be deleted holds up no other
                log.warning("upload_not_swept", error=type(problem).__name__)
                await self._put_off(digest, now + GRACE)
        return len(digests)

    async def sweeping(self) -> None:
        """Sweep every hour until cancelled; any number may."""
        while True:
            try:
                while await self.sweep(datetime.now(UTC)) == IN_ONE:
                    pass
            except Exception as problem:  # the database or the archive is away: the next one tries again
                log.warning("archive_not_swept", error=type(problem).__name__)
            await asyncio.sleep(SWEEP_SECONDS)

    async def _note(self, digest: str, claimant: str) -> None:
        row = {"sha256": digest, "claimant": claimant, "sweep_at": datetime.now(UTC) + GRACE}
        noted = insert(UploadRow).values(row)
        again = noted.on_conflict_do_update(index_elements=["sha256", "claimant"], set_={"sweep_at": row["sweep_at"]})
        async with self._sessions.begin() as session:
            await session.execute(LOCK, {"digest": digest})
            await session.execute(again)

    async def _noted(self, which: ColumnElement[bool]) -> list[str]:
        async with self._sessions() as session:
            return list(await session.scalars(select(UploadRow.sha256).where(which).distinct().limit(IN_ONE)))

    async def _put_off(self, digest: str, until: datetime) -> None:
        async with self._sessions.begin() as session:
            mine = (UploadRow.sha256 == digest) & (UploadRow.sweep_at < until)
            await session.execute(update(UploadRow).where(mine).values(sweep_at=until))

    async def _settle(self, digest: str, which: ColumnElement[bool]) -> None:
        """Forget the notes; with them, delete the file nobody wants. One under a lock is looked at when it ends."""
        mine = (UploadRow.sha256 == digest) & which
        async with self._sessions.begin() as session:
            await session.execute(LOCK, {"digest": digest})
            if await self._deleted(session, digest, mine):
                await session.execute(delete(UploadRow).where(mine))

    async def _deleted(self, session: AsyncSession, digest: str, mine: ColumnElement[bool]) -> bool:
        if await _is_wanted(session, digest, mine):
            return True
        try:
            await self._store.delete(digest)
        except BlobLocked:
            until = await self._store.locked_until(digest) or datetime.now(UTC) + GRACE
            await session.execute(update(UploadRow).where(mine).values(sweep_at=until))
            return False
        return True


async def _is_wanted(session: AsyncSession, digest: str, mine: ColumnElement[bool]) -> bool:
    others = select(UploadRow.sha256).where(UploadRow.sha256 == digest, ~mine).limit(1)
    if await session.scalar(others) is not None:
        return True
    return bool(await used_by_others(session, None, [digest]))
