"""Reading groups of analogous petitions: each member with the letter that answered it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select, true

from adapters.database import Sessions
from adapters.tables import CaseRow, LetterRowTable
from adapters.tables_answers import GroupMemberRow as Member
from adapters.tables_answers import GroupRow, PublicationRow
from domain.groups import WEB
from domain.letters import LetterKind

ANSWERS = (LetterKind.RESPUESTA, LetterKind.RESPUESTA_ACTO)


@dataclass(frozen=True)
class MemberSeen:
    """A member and the letter that answered it."""

    row: Member
    outgoing_radicado: str | None
    letter_status: str | None
    notified_at: str | None


@dataclass(frozen=True)
class GroupSeen:
    """A group as people read it."""

    row: GroupRow
    members: Sequence[MemberSeen]
    publications: Sequence[PublicationRow]


class GroupReader:
    """Reads groups."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def seen(self, group_id: str) -> GroupSeen | None:
        """The group with its members, their letters and where it was published."""
        async with self._sessions() as session:
            row = await session.get(GroupRow, group_id)
            if row is None:
                return None
            told = select(PublicationRow).where(PublicationRow.group_id == group_id).order_by(PublicationRow.medium)
            members = [MemberSeen(*found) for found in (await session.execute(_members(group_id))).all()]
            return GroupSeen(row, members, list(await session.scalars(told)))

    async def listed(self, limit: int = 100) -> Sequence[tuple[GroupRow, int]]:
        """The groups, the latest first, each with how many members it has."""
        size = select(func.count()).where(Member.group_id == GroupRow.id).scalar_subquery()
        async with self._sessions() as session:
            rows = await session.execute(select(GroupRow, size).order_by(GroupRow.formed_at.desc()).limit(limit))
            return [(row, count) for row, count in rows]

    async def single_answers(self) -> Sequence[tuple[GroupRow, PublicationRow]]:
        """The single answers that are on the web page, the latest first."""
        join = select(GroupRow, PublicationRow).join(PublicationRow, PublicationRow.group_id == GroupRow.id)
        query = join.where(PublicationRow.medium == WEB).order_by(
            PublicationRow.published_on.desc(), GroupRow.id.desc()
        )
        async with self._sessions() as session:
            return [(row, told) for row, told in await session.execute(query)]


def _members(group_id: str) -> Any:
    """Members with their latest answer letter and when it was known to be delivered."""
    is_answer = and_(LetterRowTable.radicado == Member.radicado, LetterRowTable.kind.in_(ANSWERS))
    latest = select(LetterRowTable).where(is_answer).order_by(LetterRowTable.claimed_at.desc()).limit(1).lateral()
    return (
        select(Member, latest.c.outgoing_radicado, latest.c.status, CaseRow.snapshot["notified_at"].astext)
        .select_from(Member)
        .outerjoin(latest, true())
        .join(CaseRow, CaseRow.radicado == Member.radicado)
        .where(Member.group_id == group_id)
        .order_by(Member.received_at, Member.radicado)
    )
