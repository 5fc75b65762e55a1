"""Answering analogous petitions: each member is settled by an activity that may be repeated without harm."""

from typing import Protocol

from temporalio import activity

from activities.messages_groups import PAGE, TO_SETTLE, GroupOrder, MemberOrder, MembersLeft, MemberStatus, Step
from activities.ports import Facts
from activities.ports_groups import CaseRefused, Cases, Groups, JointAnswer
from domain.case import Case, Sense
from domain.instants import bogota_date
from domain.knowledge import blanks, filled
from domain.petitions import Answer, Group

LEFT_BEHIND = "No se pudo todavía: se intenta de nuevo."


class TextKeeper(Facts, Protocol):
    """Facts that also keep the texts acts refer to by hash."""

    async def keep_text(self, radicado: str, kind: str, author: str, body: str) -> str: ...


class JointAnswers:
    """Acts on every member of a group. Constructed by the worker with real adapters."""

    def __init__(self, groups: Groups, cases: Cases, facts: TextKeeper) -> None:
        self._groups = groups
        self._cases = cases
        self._facts = facts

    @activity.defn
    async def members_left(self, order: GroupOrder) -> MembersLeft:
        """A page of the members still to settle."""
        return await self._groups.left(order.group_id, order.step, PAGE)

    @activity.defn
    async def settle_member(self, order: MemberOrder) -> MemberStatus:
        """Group or answer one member, once; one that somebody decided meanwhile is reported, not failed."""
        joint = await self._groups.joint_answer(order.group_id)
        status, detail = MemberStatus.GROUPED, ""
        try:
            if order.step == Step.GROUP:
                await self._group(order, joint)
            else:
                status, detail = MemberStatus.ANSWERED, await self._answer(order, joint)
        except CaseRefused as refusal:
            status, detail = MemberStatus.DECIDED_ELSEWHERE, str(refusal)
        await self._groups.settled(order.radicado, order.step, status, detail)
        return status

    @activity.defn
    async def member_left_behind(self, order: MemberOrder) -> None:
        """Say beside a member that it could not be settled yet."""
        await self._groups.settled(order.radicado, order.step, TO_SETTLE[order.step], LEFT_BEHIND)

    @activity.defn
    async def group_settled(self, order: GroupOrder) -> None:
        """After the answers: a single one is on the web page from now on (Ley 1437 de 2011, art. 22)."""
        if order.step == Step.ANSWER:
            await self._groups.published_on_the_web(order.group_id)

    async def _group(self, order: MemberOrder, joint: JointAnswer) -> None:
        act = Group(by=joint.formed_by, group_id=order.group_id, is_single_answer=joint.is_single_answer,
                    receipts=joint.receipts[:1])  # fmt: skip
        await self._cases.perform(order.radicado, "group", act, f"grupo/{order.group_id}")

    async def _answer(self, order: MemberOrder, joint: JointAnswer) -> str:
        """Answer the member with its own copy of the text; the hash of that copy."""
        case = await self._cases.stored(order.radicado)
        text_hash = await self._own_text(case, joint)
        act = Answer(by=joint.answered_by, sense=joint.sense or Sense.GRANTED, signer=joint.signer,
                     signer_title=joint.signer_title, text_hash=text_hash, needs_review=False)  # fmt: skip
        try:
            await self._cases.perform(order.radicado, "answer", act, f"grupo/{order.group_id}/respuesta")
        except CaseRefused:
            if not _is_ours(await self._cases.stored(order.radicado), text_hash):
                raise
        return text_hash

    async def _own_text(self, case: Case, joint: JointAnswer) -> str:
        """The text with the member's own blanks, dated the day the answer was ordered: always the same."""
        facts = await self._facts.case(case.radicado)
        today = bogota_date(joint.answered_at or case.filing.received_at)
        words = blanks(case, name=facts.petitioner.name, subject=facts.subject, due_on=None, today=today)
        body = filled(joint.body, {**words, "nombre": words["nombre"] or "Peticionario(a)"})
        return await self._facts.keep_text(case.radicado, "respuesta", joint.answered_by, body)


def _is_ours(case: Case, text_hash: str) -> bool:
    """Whether the answer the case has is the one this group gave it, before an accident."""
    return case.decision is not None and case.decision.text_hash == text_hash
