"""Groups of analogous petitions: who is in, the text they share and how far its answer has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from activities.messages_groups import TO_SETTLE, GroupOrder, MembersLeft, MemberStatus, Step
from activities.ports_groups import JointAnswer
from adapters.case_keys import CaseKeys
from adapters.database import Sessions
from adapters.jsoning import to_json
from adapters.personal import Personal, personal_of
from adapters.radicados import allocate
from adapters.rows import store
from adapters.tables import CaseRow, FilingRow, OutboxRow
from adapters.tables_answers import GroupMemberRow as Member
from adapters.tables_answers import GroupRow, PublicationRow
from domain.case import DECIDED, Sense, State
from domain.groups import (
    WEB,
    Candidate,
    JointText,
    MemberOfAnother,
    MemberUnknown,
    NothingToPublish,
    fits,
    formed,
    may_answer,
    may_replace,
    may_review,
)
from domain.instants import bogota_date
from domain.terms import PqrsdType

APPROVED, RETURNED = "aprobado", "devuelto"
A_VERSION = timedelta(milliseconds=1)
"""What tells a text from the one before it, however soon it follows."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who orders the answer, and how it is signed."""

    sense: Sense
    signer: str
    signer_title: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Joint:
    """A text for a group; *over* is the version it was written over, if the writer says."""

    body: str
    by: str
    at: datetime
    over: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a reviewer decides of a text; *version* is the one they read, if they say."""

    outcome: str
    comment: str
    by: str
    at: datetime
    version: int | None = None


class GroupTable:
    """Implements `Groups`, and what officials do with a group."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def form(self, radicados: Sequence[str], reason: str, by: str, at: datetime) -> str:
        """Make a group and owe its members their grouping. Raises the refusals of `domain.groups.formed`."""
        try:
            async with self._sessions.begin() as session:
                return await _formed(session, self._sessions.keys, radicados, reason, by, at)
        except IntegrityError as taken:
            raise MemberOfAnother(
                radicado="Una de las solicitudes", group="que otra persona acaba de formar"
            ) from taken

    async def write(self, group_id: str, joint: Joint) -> bool:
        """Keep the text of the group. Raises what `may_replace` and `fits` of `domain.groups` do."""
        async with self._sessions.begin() as session:
            row = await _locked(session, group_id)
            if row is None:
                return False
            may_replace(_text(row), joint.by, joint.over)
            row.body, row.drafted_by = fits(joint.body, _text(row)), joint.by
            row.drafted_at = max(joint.at, (row.drafted_at or joint.at) + A_VERSION)
            row.review = row.reviewed_by = row.reviewed_at = row.review_comment = None
        return True

    async def review(self, group_id: str, said: Verdict) -> bool:
        """Approve or return the text: never one's own. Raises what `may_review` of `domain.groups` does."""
        async with self._sessions.begin() as session:
            row = await _locked(session, group_id)
            if row is None:
                return False
            may_review(_text(row), said.by, said.version)
            row.review, row.review_comment, row.reviewed_by, row.reviewed_at = (
                said.outcome, said.comment, said.by, said.at
            )  # fmt: skip
        return True

    async def order_answer(self, group_id: str, order: Order) -> bool:
        """Owe every member its answer. Raises DraftNotApproved or GroupAnswered."""
        async with self._sessions.begin() as session:
            row = await _locked(session, group_id)
            if row is None:
                return False
            may_answer(_text(row))
            row.sense, row.signer, row.signer_title = order.sense, order.signer, order.signer_title
            row.answered_by, row.answered_at = order.by, order.at
            undecided = Member.group_id == group_id, Member.status != MemberStatus.DECIDED_ELSEWHERE
            owed = {"status": MemberStatus.TO_ANSWER, "changed_at": order.at}
            await session.execute(update(Member).where(*undecided).values(owed))
            await _owe(session, GroupOrder(group_id=group_id, step=Step.ANSWER))
        return True

    async def publish(self, group_id: str, medium: str, on: date, reference: str, by: str) -> bool:
        """Note where a single answer was published. Raises NothingToPublish."""
        async with self._sessions.begin() as session:
            row = await session.get(GroupRow, group_id)
            if row is None:
                return False
            if not row.is_single_answer or row.answered_at is None:
                raise NothingToPublish
            noted = {"group_id": group_id, "medium": medium, "published_on": on, "reference": reference,
                     "noted_by": by, "noted_at": datetime.now(UTC)}  # fmt: skip
            await session.execute(insert(PublicationRow).values(noted).on_conflict_do_nothing())
        return True

    # What the workflow asks -------------------------------------------------------------------

    async def left(self, group_id: str, step: Step, limit: int) -> MembersLeft:
        mine = select(Member.radicado).where(Member.group_id == group_id)
        waiting = mine.where(Member.status == TO_SETTLE[step]).order_by(Member.received_at, Member.radicado)
        async with self._sessions() as session:
            total = await session.scalar(select(func.count()).select_from(mine.subquery()))
            return MembersLeft(tuple(await session.scalars(waiting.limit(limit))), total or 0)

    async def joint_answer(self, group_id: str) -> JointAnswer:
        receipts = select(Member.received_at).where(Member.group_id == group_id).order_by(Member.received_at)
        async with self._sessions() as session:
            row = await session.get_one(GroupRow, group_id)
            return JointAnswer(
                is_single_answer=row.is_single_answer,
                formed_by=row.formed_by,
                receipts=tuple(await session.scalars(receipts)),
                body=row.body or "",
                answered_by=row.answered_by or "",
                answered_at=row.answered_at,
                sense=Sense(row.sense) if row.sense else None,
                signer=row.signer or "",
                signer_title=row.signer_title or "",
            )

    async def settled(self, radicado: str, step: Step, status: MemberStatus, detail: str) -> None:
        """Note how a step with a member went; a late grouping, done or refused, forgets no answer ordered meanwhile."""
        values: dict[str, Any] = {"status": status, "detail": detail, "changed_at": datetime.now(UTC)}
        mine = Member.radicado == radicado
        if step == Step.GROUP:
            mine = and_(mine, Member.status == MemberStatus.TO_GROUP)
        if status == MemberStatus.ANSWERED:
            values |= {"detail": "", "text_hash": detail}
        async with self._sessions.begin() as session:
            await session.execute(update(Member).where(mine).values(values))

    async def published_on_the_web(self, group_id: str) -> None:
        async with self._sessions() as session:
            row = await session.get_one(GroupRow, group_id)
        if row.is_single_answer and row.answered_at is not None:
            on = bogota_date(row.answered_at)
            await self.publish(group_id, WEB, on, f"/respuestas-colectivas/{group_id}", "sistema")


async def _formed(
    session: AsyncSession, keys: CaseKeys, radicados: Sequence[str], reason: str, by: str, at: datetime
) -> str:
    candidates = await _candidates(session, keys, list(dict.fromkeys(radicados)))
    formation = formed(candidates)
    group_id = await allocate(session, "G", at)
    session.add(GroupRow(id=group_id, reason=reason, is_single_answer=formation.is_single_answer, formed_by=by,
                         formed_at=at))  # fmt: skip
    await session.flush()
    session.add_all(
        Member(radicado=x.radicado, group_id=group_id, received_at=x.received_at, status=MemberStatus.TO_GROUP,
               detail="", changed_at=at) for x in candidates
    )  # fmt: skip
    await session.flush()
    await _owe(session, GroupOrder(group_id=group_id, step=Step.GROUP))
    return group_id


async def _candidates(session: AsyncSession, keys: CaseKeys, radicados: list[str]) -> list[Candidate]:
    """What the rule needs to know of each petition, in the order given. Raises MemberUnknown."""
    query = (
        select(CaseRow.radicado, CaseRow.type, CaseRow.received_at, CaseRow.state, FilingRow.sealed, Member.group_id)
        .join(FilingRow, FilingRow.radicado == CaseRow.radicado)
        .outerjoin(Member, Member.radicado == CaseRow.radicado)
        .where(CaseRow.radicado.in_(radicados))
    )
    found = {row.radicado: row for row in await session.execute(query)}
    missing = next((x for x in radicados if x not in found), None)
    if missing is not None:
        raise MemberUnknown(radicado=missing)
    seals = await keys.seals_of(session, radicados)
    return [_candidate(found[x], personal_of(seals[x], found[x].sealed)) for x in radicados]


def _candidate(row: Any, filed: Personal) -> Candidate:
    """An anonymous petitioner cannot be told apart from another: each petition counts as one person."""
    who = filed.petitioner
    person = who.get("numero_documento") or who.get("correo") or who.get("nombres") or row.radicado
    return Candidate(
        radicado=row.radicado,
        type=PqrsdType(row.type),
        received_at=row.received_at,
        state=row.state,
        is_decided=State(row.state) in DECIDED,
        person=str(person).strip().lower(),
        group=row.group_id,
    )


async def _locked(session: AsyncSession, group_id: str) -> GroupRow | None:
    found: GroupRow | None = await session.scalar(select(GroupRow).where(GroupRow.id == group_id).with_for_update())
    return found


async def _owe(session: AsyncSession, order: GroupOrder) -> None:
    row = {"kind": "grupo", "key": f"grupo/{order.group_id}/{order.step}", "payload": to_json(order)}
    await store(session, {OutboxRow: [row]})


def _text(row: GroupRow) -> JointText:
    return JointText(
        is_single_answer=row.is_single_answer,
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        is_approved=row.review == APPROVED,
        is_returned=row.review == RETURNED,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
