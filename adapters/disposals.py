"""Eliminating expedientes by an approved act: a rehearsal, then case by case, each step safe to repeat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert

from activities.ports_archive import BlobLocked, Keeping
from adapters.archive import BlobCorrupted, BlobMissing
from adapters.database import Sessions
from adapters.erasure import blobs_of, documents_in, erase, used_by_others
from adapters.packager import RESERVED, package_name
from adapters.retention import LOCK, ending, retained
from adapters.tables import ExpedienteRow
from adapters.tables_archive import DisposalRehearsalRow, DisposalRow, DisposedCaseRow, UploadRow
from adapters.uploads import LOCK as OF_CONTENT
from domain.disposal import (
    ArchiveLocked,
    ArchiveRefused,
    DisposalChanged,
    Retained,
    RetentionRefusal,
    approving,
    fingerprint,
)
from domain.instants import bogota_date

AT_ONCE = 500
"""Cases of one act; a longer list is several acts."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """An act that orders the elimination of some cases, or of all whose retention has ended; `by` asks for it now.

    `selection` says what sample of a selected series stays, and why that one.
    """

    act: str
    approved_by: str
    by: str
    radicados: tuple[str, ...] = ()
    until: date | None = None
    selection: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a case, or would become: why not, if not."""

    radicado: str
    indexes: tuple[str, ...]
    refusal: RetentionRefusal | None = None
    disposed_at: datetime | None = None


class Disposals:
    """Eliminates what an act orders."""

    def __init__(self, sessions: Sessions, store: Keeping, packages: Path) -> None:
        self._sessions = sessions
        self._store = store
        self._packages = packages

    async def rehearse(self, order: Order, now: datetime) -> tuple[str, list[Outcome]]:
        """What the act would eliminate, with the fingerprint that another person must repeat. Eliminates nothing."""
        confirmation, outcomes = await self._foreseen(order, now)
        row = {"fingerprint": confirmation, "rehearsed_by": order.by, "rehearsed_at": now}
        async with self._sessions.begin() as session:
            await session.execute(insert(DisposalRehearsalRow).values(row).on_conflict_do_nothing())
        return confirmation, outcomes

    async def _foreseen(self, order: Order, now: datetime) -> tuple[str, list[Outcome]]:
        async with self._sessions() as session:
            radicados = order.radicados or await ending(session, order.until or bogota_date(now), AT_ONCE)
            cases = await retained(session, list(dict.fromkeys(radicados)))
        judged = [(case, await self._refusal(case, order, now)) for case in cases]
        eligible = [case for case, refusal in judged if refusal is None]
        outcomes = [Outcome(case.radicado, case.indexes, refusal) for case, refusal in judged]
        return fingerprint(order.act, order.approved_by, eligible, order.selection), outcomes

    async def carry_out(self, order: Order, confirmed: str, now: datetime) -> list[Outcome]:
        """Eliminate what another person rehearsed; asked again, go on where it stopped.

        Raises DisposalChanged or DisposalSelfApproved.
        """
        known = await self._known(order.act)
        if known is None:
            await self._approve(order, confirmed, now)
            known = await self._known(order.act)
        if known is None or known.fingerprint != confirmed:
            raise DisposalChanged
        return [await self._eliminated(radicado, order.act, now) for radicado in known.radicados]

    async def record(self, act: str) -> tuple[DisposalRow, list[DisposedCaseRow]] | None:
        """The record of an act: who ordered and approved it, what it eliminated and when."""
        known = await self._known(act)
        if known is None:
            return None
        mine = select(DisposedCaseRow).where(DisposedCaseRow.act == act).order_by(DisposedCaseRow.radicado)
        async with self._sessions() as session:
            return known, list(await session.scalars(mine))

    async def _known(self, act: str) -> DisposalRow | None:
        async with self._sessions() as session:
            return await session.get(DisposalRow, act)

    async def _approve(self, order: Order, confirmed: str, now: datetime) -> None:
        found, outcomes = await self._foreseen(order, now)
        if found != confirmed:
            raise DisposalChanged
        requested_by = approving(order.by, await self._rehearsed_by(confirmed))
        row = {
            "act": order.act,
            "approved_by": order.approved_by,
            "requested_by": requested_by,
            "confirmed_by": order.by,
            "selection": order.selection,
            "fingerprint": confirmed,
            "radicados": [x.radicado for x in outcomes if x.refusal is None],
            "started_at": now,
        }
        async with self._sessions.begin() as session:
            await session.execute(insert(DisposalRow).values(row).on_conflict_do_nothing())

    async def _rehearsed_by(self, confirmed: str) -> list[str]:
        """Who rehearsed it, the first first."""
        rehearsed = select(DisposalRehearsalRow.rehearsed_by).where(DisposalRehearsalRow.fingerprint == confirmed)
        async with self._sessions() as session:
            return list(await session.scalars(rehearsed.order_by(DisposalRehearsalRow.rehearsed_at)))

    async def _refusal(self, case: Retained, order: Order, now: datetime) -> RetentionRefusal | None:
        """Why a case may not be eliminated now, if it may not."""
        try:
            case.check(bogota_date(now))
            case.check_selected(order.selection)
            await self._check_locks(await self._blobs(case.radicado), now)
        except RetentionRefusal as refusal:
            return refusal
        return None

    async def _eliminated(self, radicado: str, act: str, now: datetime) -> Outcome:
        """One case: claim it, delete its files, then its rows and its key. A refusal leaves it whole."""
        try:
            claim = await self._claimed(radicado, act, now)
        except RetentionRefusal as refusal:
            return Outcome(radicado, (), refusal)
        if claim.disposed_at is not None:
            return Outcome(radicado, tuple(claim.indexes), disposed_at=claim.disposed_at)
        try:
            await self._delete_files(radicado, claim.blobs["sha256"])
        except BlobLocked:
            return Outcome(radicado, tuple(claim.indexes), ArchiveRefused())
        await self._finish(radicado, claim.act, now)
        return Outcome(radicado, tuple(claim.indexes), disposed_at=now)

    async def _claimed(self, radicado: str, act: str, now: datetime) -> DisposedCaseRow:
        """The case, locked against a hold and named in the record before anything of it is deleted."""
        blobs = await self._blobs(radicado)
        async with self._sessions.begin() as session:
            await session.execute(LOCK, {"radicado": radicado})
            claimed = await session.get(DisposedCaseRow, radicado)
            if claimed is not None:
                return claimed
            [case] = await retained(session, [radicado])
            case.check(bogota_date(now))
            await self._check_locks(blobs, now)
            indexes = list(case.indexes)
            claimed = DisposedCaseRow(
                radicado=radicado, act=act, indexes=indexes, blobs={"sha256": blobs}, claimed_at=now
            )
            session.add(claimed)
            return claimed

    async def _blobs(self, radicado: str) -> list[str]:
        """Every file of a case, those inside its packages too."""
        async with self._sessions() as session:
            named = await blobs_of(session, radicado)
            packages = list(await session.scalars(_packages(radicado)))
        sealed = [x for package in packages for x in (package.sha256, package.reserved_sha256) if x]
        inside = [digest for package in sealed for digest in await self._documents(package)]
        return sorted({*named, *sealed, *inside})

    async def _documents(self, package: str) -> list[str]:
        try:
            return documents_in(await self._store.get(package))
        except BlobMissing:  # deleted by an attempt that did not come to its end: the claim has the list
            return []

    async def _check_locks(self, blobs: Iterable[str], now: datetime) -> None:
        locks = [await self._store.locked_until(digest) for digest in blobs]
        latest = max((lock for lock in locks if lock is not None), default=None)
        if latest is not None and latest > now:
            raise ArchiveLocked(until=latest)

    async def _delete_files(self, radicado: str, blobs: list[str]) -> None:
        """Delete what no other case refers to, and put back what one began to refer to meanwhile."""
        async with self._sessions() as session:
            shared = await used_by_others(session, radicado, blobs)
        for digest in blobs:
            if digest not in shared:
                await self._delete_unless_wanted(radicado, digest)
        async with self._sessions() as session:
            for package in await session.scalars(_packages(radicado)):
                name = package_name(radicado, package.cycle, package.sha256)
                (self._packages / name).unlink(missing_ok=True)
                notebook = package_name(radicado, package.cycle, package.reserved_sha256 or "")
                (self._packages / RESERVED / notebook).unlink(missing_ok=True)

    async def _delete_unless_wanted(self, radicado: str, digest: str) -> None:
        """What somebody brings at this moment is theirs: if they do not keep it, the sweep deletes it."""
        content = await self._stored(digest)
        async with self._sessions.begin() as session:
            await session.execute(OF_CONTENT, {"digest": digest})
            if await session.scalar(select(UploadRow.sha256).where(UploadRow.sha256 == digest).limit(1)):
                return
            await self._store.delete(digest)
            if content is not None and await used_by_others(session, radicado, [digest]):
                await self._store.put(content, mime_type="application/octet-stream")

    async def _stored(self, digest: str) -> bytes | None:
        try:
            return await self._store.get(digest)
        except (BlobMissing, BlobCorrupted):
            return None

    async def _finish(self, radicado: str, act: str, now: datetime) -> None:
        async with self._sessions.begin() as session:
            await erase(session, radicado, act, now)
            done = update(DisposedCaseRow).where(DisposedCaseRow.radicado == radicado)
            await session.execute(done.values(disposed_at=now, blobs={}))
        self._sessions.keys.forget(radicado)


def _packages(radicado: str) -> Select[ExpedienteRow]:
    return select(ExpedienteRow).where(ExpedienteRow.radicado == radicado).order_by(ExpedienteRow.cycle)
