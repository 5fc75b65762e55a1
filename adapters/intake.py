"""Filing: one transaction that stores the petition, numbers it and owes its workflow. True whatever happens next."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from activities.messages import CaseRecord, LogEntry
from activities.ports import Calendars
from adapters.database import Sessions
from adapters.jsoning import from_json, to_json
from adapters.radicados import allocate
from adapters.records import write
from adapters.tables import AttachmentRow, CaseRow, FilingRow, IdempotencyRow, OutboxRow
from domain.case import Case, Filing, opened
from domain.intake import Filed, IdempotencyConflict, NewFiling

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without the letters and digits people confuse."""


class Intake:
    """Files petitions."""

    def __init__(self, sessions: Sessions, calendars: Calendars) -> None:
        self._sessions = sessions
        self._calendars = calendars

    async def file(self, filing: NewFiling, *, key: str | None, fingerprint: str, at: datetime) -> Filed:
        """File once for each *key*; the same key with another *fingerprint* raises IdempotencyConflict."""
        calendar = await self._calendars.in_force()
        async with self._sessions.begin() as session:
            if key is not None:
                earlier = await _claimed(session, key, fingerprint, at)
                if earlier is not None:
                    return await _repeated(session, earlier)
            code = "".join(secrets.choice(ALPHABET) for _ in range(10))
            radicado = await allocate(session, "E", at)
            case = opened(_filing(filing, radicado))
            await session.execute(insert(FilingRow).values(_row(filing, radicado, code, at)))
            if filing.files:
                await session.execute(insert(AttachmentRow).values(_files(filing, radicado)))
            await session.execute(
                insert(OutboxRow).values(kind="caso", key=f"caso/{radicado}/1", payload=to_json(case.filing))
            )
            entry = LogEntry(at, "radicacion", filing.channel, "Radicada", "Ley 1437 de 2011, art. 15")
            await write(session, CaseRecord(case, calendar.version, (entry,)), calendar)
            if key is not None:
                done = update(IdempotencyRow).where(IdempotencyRow.key_hash == _hash(key))
                await session.execute(done.values(radicado=radicado))
        return Filed(case, code, is_repeated=False)


async def _claimed(session: AsyncSession, key: str, fingerprint: str, at: datetime) -> str | None:
    """Claim the key; if it was claimed before, its radicado. A concurrent claim is waited for."""
    row = {"key_hash": _hash(key), "body_sha256": fingerprint, "created_at": at}
    claim = upsert(IdempotencyRow).values(row).on_conflict_do_nothing().returning(IdempotencyRow.key_hash)
    if (await session.execute(claim)).scalar() is not None:
        return None
    earlier = await session.get_one(IdempotencyRow, _hash(key))
    if earlier.body_sha256 != fingerprint or earlier.radicado is None:
        raise IdempotencyConflict
    return earlier.radicado


async def _repeated(session: AsyncSession, radicado: str) -> Filed:
    found = select(CaseRow.snapshot, FilingRow.query_code).join(FilingRow, FilingRow.radicado == CaseRow.radicado)
    snapshot, code = (await session.execute(found.where(CaseRow.radicado == radicado))).one()
    return Filed(from_json(Case, snapshot), code, is_repeated=True)


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _filing(filing: NewFiling, radicado: str) -> Filing:
    return Filing(
        radicado=radicado,
        received_at=filing.received_at,
        type=filing.type,
        channel=filing.channel,
        petitioner=filing.petitioner_class,
        media=filing.media,
        dependencia=filing.dependencia,
        level=filing.level,
        priority=filing.priority,
        product=filing.product,
        motive=filing.motive,
    )


def _row(filing: NewFiling, radicado: str, code: str, at: datetime) -> dict[str, Any]:
    return {
        "radicado": radicado,
        "received_at": filing.received_at,
        "filed_at": at,
        "channel": filing.channel,
        "subject": filing.subject,
        "description": filing.description,
        "petitioner_class": filing.petitioner_class,
        "petitioner": filing.petitioner,
        "origin": filing.origin,
        "query_code": code,
    }


def _files(filing: NewFiling, radicado: str) -> list[dict[str, Any]]:
    return [
        {"radicado": radicado, "ordinal": n, "name": f.name, "mime_type": f.mime_type,
         "size_bytes": f.size_bytes, "sha256": f.sha256}
        for n, f in enumerate(filing.files)
    ]  # fmt: skip
