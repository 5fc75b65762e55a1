"""Filing: one transaction that stores the petition, numbers it and owes its workflow. True whatever happens next."""

import asyncio
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from activities.messages import CaseRecord, LogEntry
from adapters.calendars import CalendarTable
from adapters.catalogs import Governing
from adapters.database import Sessions
from adapters.in_force import InForce, InForceTable
from adapters.jsoning import to_json
from adapters.personal import ATTACHMENT, SENSITIVE, Personal, personal_of
from adapters.radicados import allocate
from adapters.records import rows_of
from adapters.rows import Rows, store
from adapters.sealing import Seal, in_json
from adapters.snapshots import case_of
from adapters.tables import AttachmentRow, CaseRow, FilingRow, IdempotencyRow, OutboxRow
from adapters.tables_archive import CaseKeyRow
from adapters.tables_portal import ConsentRow, NoticeRow, SensitiveRow
from domain.calendar import Calendar
from domain.case import Filing, opened
from domain.chronicle import Line, line_of
from domain.classification import standing_type
from domain.instants import bogota_date
from domain.intake import Filed, IdempotencyConflict, NewFiling, RelatedUnknown, about, routed
from domain.orders import ordered
from domain.suspensions import filed_under

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without the letters and digits people confuse."""

AT_ONCE = 4
"""Transactions a process files in at a time: more would only queue, each with a connection, at the counter's row."""

Row = dict[str, Any]
CLAIM = text(
    "INSERT INTO idempotency SELECT * FROM jsonb_populate_record(NULL::idempotency, :claim) "
    "ON CONFLICT DO NOTHING RETURNING key_hash"
).bindparams(bindparam("claim", type_=JSONB))


class Intake:
    """Files petitions."""

    def __init__(self, sessions: Sessions, calendars: CalendarTable) -> None:
        self._sessions = sessions
        self._calendars = calendars
        self._in_force = InForceTable(sessions, calendars)
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def file(self, filing: NewFiling, *, key: str | None, fingerprint: str, at: datetime) -> Filed:
        """File once for each *key*; the same key with another *fingerprint* raises IdempotencyConflict.

        Raises ChannelUnknown, ProductUnknown or MotiveUnknown for what is not in the catalogs in force, and
        RelatedUnknown when the petition it is about is no case; and what `ordered` raises.
        """
        claim = [] if key is None else [_claim(key, fingerprint, at)]
        async with self._turn, self._sessions.begin() as session:
            for row in claim:
                earlier = await _claimed(session, row)
                if earlier is not None:
                    return await self._repeated(session, earlier, await self._calendars.in_force())
            placed, law = await self._placed(session, filing, at)
            search = await self._searched(session, filing)
            return await self._filed(session, placed, law, claim, at, search)

    async def check(self, filing: NewFiling, *, key: str | None, fingerprint: str, at: datetime) -> None:
        """Refuse now what `file` would refuse, while nothing is stored yet. Raises what it raises."""
        async with self._sessions() as session:
            earlier = await session.get(IdempotencyRow, _claim(key, fingerprint, at)["key_hash"]) if key else None
            if earlier is None:
                await self._placed(session, filing, at)
            elif earlier.body_sha256 != fingerprint:
                raise IdempotencyConflict

    async def _placed(self, session: AsyncSession, filing: NewFiling, at: datetime) -> tuple[NewFiling, InForce]:
        """Where it goes by the catalogs in force, and what is in force."""
        received_on = bogota_date(filing.received_at)
        law = await self._in_force.read(session, on=bogota_date(at), received_on=received_on, channel=filing.channel)
        await _check_related(session, filing.related_to)
        return routed(about(filing, law.matters), law.organization), law

    async def _repeated(self, session: AsyncSession, radicado: str, calendar: Calendar) -> Filed:
        row, filing = await session.get_one(CaseRow, radicado), await session.get_one(FilingRow, radicado)
        filed = personal_of(await self._sessions.keys.seal_of(session, radicado), filing.sealed)
        case = await case_of(session, self._sessions.keys, row)
        return Filed(case, filed.query_code, calendar, is_repeated=True)

    async def _searched(self, session: AsyncSession, filing: NewFiling) -> str:
        """What others find it by: what it says, without the person who says it."""
        filed = _personal(filing)
        return await self._sessions.marks.vector(session, filed.said, without=filed.person(filing.petitioner_class))

    async def _filed(
        self, session: AsyncSession, filing: NewFiling, law: InForce, claim: list[Row], at: datetime, search: str
    ) -> Filed:
        """Number and store it. The number's row is locked for one more statement and the commit, no longer."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(10))
        radicado = await allocate(session, "E", at)
        calendar, governing = law.calendar, law.governing
        seal, key = self._sessions.keys.new(radicado, at)
        case = ordered(opened(_filing(filing, radicado, governing)), filing.order, calendar)
        case = filed_under(case, law.suspensions)
        record = CaseRecord(case, calendar.version, _entries(filing, at))
        of_case = rows_of(record, calendar, governing.rules.levels, seal)
        sealed = _personal(filing, code).closed(seal)
        start = {"kind": "caso", "key": f"caso/{radicado}/{case.cycle}", "payload": to_json(case.filing)}
        of_filing: Rows = {
            FilingRow: [{**_row(filing, radicado, at), "sealed": in_json(sealed), "search": search}],
            AttachmentRow: _files(filing, radicado, seal),
            CaseKeyRow: [key],
            IdempotencyRow: [{**row, "radicado": radicado} for row in claim],
            OutboxRow: [start, *of_case[OutboxRow]],
        }
        await store(session, {**of_case, **of_filing, **_told(filing, radicado, seal)})
        return Filed(case, code, calendar, is_repeated=False)


def _entries(filing: NewFiling, at: datetime) -> tuple[LogEntry, ...]:
    """What the log of a case begins with."""
    lines = [Line("radicacion", filing.channel, "Radicada", "Ley 1437 de 2011, art. 15")]
    if filing.order is not None:
        lines.append(line_of(filing.order))
    return tuple(LogEntry(at, x.act, x.actor, x.text, x.norm) for x in lines)


async def _check_related(session: AsyncSession, radicado: str | None) -> None:
    if radicado is not None and await session.get(CaseRow, radicado) is None:
        raise RelatedUnknown(radicado=radicado)


async def _claimed(session: AsyncSession, claim: Row) -> str | None:
    """Claim the key; if it was claimed before, its radicado. A concurrent claim is waited for."""
    if (await session.execute(CLAIM, {"claim": claim})).scalar() is not None:
        return None
    earlier = await session.get_one(IdempotencyRow, claim["key_hash"])
    if earlier.body_sha256 != claim["body_sha256"] or earlier.radicado is None:
        raise IdempotencyConflict
    return earlier.radicado


def _claim(key: str, fingerprint: str, at: datetime) -> Row:
    return {"key_hash": sha256(key.encode()).hexdigest(), "body_sha256": fingerprint, "created_at": at.isoformat()}


def _filing(filing: NewFiling, radicado: str, governing: Governing) -> Filing:
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
        proposed=standing_type(filing.type, filing.proposal) if filing.proposal else None,
        proposed_dependencia=filing.proposal.dependencia if filing.proposal else None,
        proposed_level=filing.proposed_level,
        related_to=filing.related_to,
        catalogs=governing.versions,
        policy=governing.policy,
    )


def _told(filing: NewFiling, radicado: str, seal: Seal) -> Rows:
    """The proof of what the petitioner was told and authorised; sensitive data only with it."""
    consent = filing.consent
    if consent is None:
        return {}
    at = consent.at.isoformat()
    notice = {"version": consent.notice_version, "body": consent.notice, "first_shown_at": at}
    accepted = {"radicado": radicado, "notice_version": consent.notice_version, "accepted_at": at,
                "is_sensitive_authorized": consent.is_sensitive_authorized}  # fmt: skip
    kept = {"radicado": radicado, "sealed": in_json(seal.close(SENSITIVE, filing.condition)), "authorized_at": at}
    is_kept = consent.is_sensitive_authorized and filing.condition is not None
    return {
        NoticeRow: [notice] if consent.notice else [],
        ConsentRow: [accepted],
        SensitiveRow: [kept] if is_kept else [],
    }


def _row(filing: NewFiling, radicado: str, at: datetime) -> Row:
    return {
        "radicado": radicado,
        "received_at": filing.received_at.isoformat(),
        "filed_at": at.isoformat(),
        "channel": filing.channel,
        "petitioner_class": filing.petitioner_class,
    }


def _files(filing: NewFiling, radicado: str, seal: Seal) -> list[Row]:
    return [
        {
            "radicado": radicado,
            "ordinal": n,
            "sealed_name": in_json(seal.close(ATTACHMENT, file.name)),
            "mime_type": file.mime_type,
            "size_bytes": file.size_bytes,
            "sha256": file.sha256,
        }
        for n, file in enumerate(filing.files)
    ]


def _personal(filing: NewFiling, query_code: str = "") -> Personal:
    proposal = to_json(filing.proposal) if filing.proposal else None
    return Personal(filing.subject, filing.description, filing.petitioner, query_code, filing.origin, proposal)
