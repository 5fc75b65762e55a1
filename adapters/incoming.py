"""The register of mail that came in: each message claimed once, taken by one at a time, settled with an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.mime_parts import NAME
from adapters.tables_mail import IncomingRow as Row

UNATTENDED = ("por_atender", "ilegible", "retenido", "rebote_sin_efecto")
"""Outcomes that a person must look at."""
MANY_ATTEMPTS = 5
"""From here a message that waits for a part of the system is shown too."""

TAKE = text(
    "UPDATE incoming_mail SET not_before = now() + interval '2 minutes', attempts = attempts + 1 "
    "WHERE fingerprint = (SELECT fingerprint FROM incoming_mail WHERE settled_at IS NULL AND not_before <= now() "
    "ORDER BY received_at, fingerprint LIMIT 1 FOR UPDATE SKIP LOCKED) "
    "RETURNING fingerprint, sha256, received_at, is_forced"
)
LATER = text(
    "UPDATE incoming_mail SET detail = :detail, "
    "not_before = now() + power(2, least(attempts, 8)) * interval '1 second' WHERE fingerprint = :fingerprint"
)


@dataclass(frozen=True)
class Arrived:
    """A message already in the archive, by its hash there."""

    fingerprint: str
    mailbox: str
    sha256: str
    size_bytes: int
    message_id: str | None
    received_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A message whose outcome is still owed; `is_forced` when a person said to file it."""

    fingerprint: str
    sha256: str
    received_at: datetime
    is_forced: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a message; nothing of what it says."""

    name: str
    radicado: str | None = None
    detail: str | None = None


class IncomingTable:
    """The register of what came in by mail: each message claimed once, with one outcome."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def claim(self, arrived: Arrived) -> bool:
        """Register a message; False when it was registered before."""
        row = insert(Row).values(vars(arrived)).on_conflict_do_nothing().returning(Row.fingerprint)
        async with self._sessions.begin() as session:
            return (await session.execute(row)).scalar() is not None

    async def take(self) -> Waiting | None:
        """The oldest message that waits, for two minutes only ours: another reader has it if we die."""
        async with self._sessions.begin() as session:
            row = (await session.execute(TAKE)).one_or_none()
        return None if row is None else Waiting(row.fingerprint, row.sha256, row.received_at, row.is_forced)

    async def settle(self, fingerprint: str, kind: str, outcome: Outcome, sender_hash: str | None) -> None:
        sender = sender_hash and self._sessions.marks.of(sender_hash)
        news = {"kind": kind, "outcome": outcome.name, "radicado": outcome.radicado, "detail": outcome.detail,
                "sender_hash": sender, "settled_at": func.now()}  # fmt: skip
        await self._set(fingerprint, **news)

    async def later(self, fingerprint: str, problem: str) -> None:
        """Not now: again after a pause that grows to some minutes, without limit."""
        async with self._sessions.begin() as session:
            await session.execute(LATER, {"fingerprint": fingerprint, "detail": problem})

    async def again(self, fingerprint: str, *, by: str, is_forced: bool) -> bool:
        """A person sends a message through once more, perhaps to be filed come what may; False if it is none."""
        waiting = {"settled_at": None, "outcome": "recibido", "not_before": func.now(), "handled_by": by,
                   "is_forced": is_forced}  # fmt: skip
        changed = update(Row).where(Row.fingerprint == fingerprint, Row.radicado.is_(None)).values(**waiting)
        async with self._sessions.begin() as session:
            return (await session.execute(changed.returning(Row.fingerprint))).scalar() is not None

    async def attended(self, fingerprint: str, *, by: str) -> bool:
        """A person looked at it and nothing more is owed; False if it was not theirs to look at."""
        seen = update(Row).where(Row.fingerprint == fingerprint, Row.outcome.in_(UNATTENDED))
        async with self._sessions.begin() as session:
            changed = await session.execute(seen.values(outcome="atendido", handled_by=by).returning(Row.fingerprint))
            return changed.scalar() is not None

    async def filed_by(self, sender_hash: str, since: datetime) -> int:
        """How many cases a sender opened by mail since an instant."""
        counted = select(func.count()).where(
            Row.sender_hash == self._sessions.marks.of(sender_hash), Row.outcome == "radicado", Row.received_at > since
        )
        async with self._sessions() as session:
            return int(await session.scalar(counted) or 0)

    async def get(self, fingerprint: str) -> Row | None:
        async with self._sessions() as session:
            return await session.get(Row, fingerprint)

    async def unattended(self, limit: int) -> list[Row]:
        """What a person must look at, the oldest first."""
        stuck = Row.settled_at.is_(None) & (Row.attempts >= MANY_ATTEMPTS)
        query = select(Row).where(Row.outcome.in_(UNATTENDED) | stuck).order_by(Row.received_at).limit(limit)
        async with self._sessions() as session:
            return list(await session.scalars(query))

    async def latest(self, limit: int) -> list[Row]:
        """What came in last."""
        query = select(Row).order_by(Row.received_at.desc()).limit(limit)
        async with self._sessions() as session:
            return list(await session.scalars(query))

    async def figures(self) -> Mapping[str, int]:
        """How many messages had each outcome."""
        counted = select(Row.outcome, func.count()).group_by(Row.outcome)
        async with self._sessions() as session:
            return {row.outcome: int(row[1]) for row in await session.execute(counted)}

    async def _set(self, fingerprint: str, **values: Any) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(Row).where(Row.fingerprint == fingerprint).values(**values))


def arrived(content: bytes, *, sha256_hex: str, mailbox: str, received_at: datetime) -> Arrived:
    """A message under its fingerprint: its name and its content, not the path it came by.

    The same message by two ways is one; two messages with one name are two. One without a name and a date of its own
    is told by all its bytes and the instant of its receipt.
    """
    head, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    try:
        message = message_from_bytes(head + b"\n\n")
        said = [str(message[name]) for name in ("Message-ID", "Date", "From", "Subject")]
    except Exception:  # no header survives its parser: the bytes are the name
        said = [head.decode("latin-1")]
    if said[:2] == ["None", "None"]:
        said += [head.decode("latin-1"), received_at.isoformat()]
    found = NAME.search(said[0])
    digest = sha256("\0".join(said).encode("utf-8", "surrogateescape") + b"\0" + sha256(body).digest()).hexdigest()
    return Arrived(digest, mailbox, sha256_hex, len(content), found.group() if found else None, received_at)
