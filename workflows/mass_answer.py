"""One step with every member of a group of analogous petitions: a few at a time, each once, whatever dies meanwhile."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.groups import JointAnswers
    from activities.messages import Summary
    from activities.messages_groups import PAGE, GroupOrder, MemberOrder, MemberStatus, Progress
    from workflows.acts import PATIENT, QUICK

AT_ONCE = 8
"""Members settled at the same time: enough to be quick, few enough to leave the engine to the others."""

MEMBER_SECONDS = timedelta(seconds=20)
"""After this long without an answer the member is asked again, under the same key."""

A_ROUND = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30), maximum_attempts=4)
"""How often a member is asked before it leaves its place to the next: one that keeps failing holds up nobody."""

BETWEEN_ROUNDS = timedelta(minutes=10)
"""What those left behind wait for before all of them are asked again."""


@workflow.defn(name="MassAnswerWorkflow")
class MassAnswerWorkflow:
    @workflow.init
    def __init__(self, order: GroupOrder) -> None:
        self._order = order
        self._waiting: list[str] = []
        self._total = 0
        self._behind = 0

    @workflow.run
    async def run(self, order: GroupOrder) -> Progress:
        page = await workflow.execute_local_activity_method(
            JointAnswers.members_left, order, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )
        self._total, self._waiting = page.total, list(page.radicados)
        await asyncio.gather(*(self._settle() for _ in range(AT_ONCE)))
        if len(page.radicados) == PAGE:
            workflow.continue_as_new(self._order)
        await workflow.execute_local_activity_method(
            JointAnswers.group_settled, order, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )
        if self._behind:
            await workflow.sleep(BETWEEN_ROUNDS, summary=Summary(f"{self._behind} por intentar de nuevo"))
            workflow.continue_as_new(self._order)
        return self.progress()

    @workflow.query
    def progress(self) -> Progress:
        return Progress(self._order.settled, self._order.skipped, self._total, self._behind)

    async def _settle(self) -> None:
        """Take members off the list until there are none."""
        while self._waiting:
            member = MemberOrder(self._order.group_id, self._order.step, self._waiting.pop(0))
            try:
                status = await workflow.execute_activity_method(
                    JointAnswers.settle_member,
                    member,
                    start_to_close_timeout=MEMBER_SECONDS,
                    retry_policy=A_ROUND,
                    summary=Summary(f"{self._order.step} {member.radicado}"),
                )
            except ActivityError as failure:
                if is_cancelled_exception(failure):
                    raise
                await self._leave_behind(member)
            else:
                self._count(status)
            self._show()

    async def _leave_behind(self, member: MemberOrder) -> None:
        """Tell that a member could not be settled in this round; it is asked again in the next."""
        self._behind += 1
        await workflow.execute_local_activity_method(
            JointAnswers.member_left_behind, member, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )

    def _count(self, status: MemberStatus) -> None:
        is_skipped = status == MemberStatus.DECIDED_ELSEWHERE
        self._order = replace(
            self._order, settled=self._order.settled + (not is_skipped), skipped=self._order.skipped + is_skipped
        )

    def _show(self) -> None:
        done = self._order.settled + self._order.skipped
        behind = f", {self._behind} por intentar de nuevo" if self._behind else ""
        workflow.set_current_details(
            f"**{self._order.group_id}** · {self._order.step}: {done} de {self._total}{behind}"
        )
