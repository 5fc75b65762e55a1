"""The acts on a case: each update names its article's function in `domain`; none decides anything itself."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.messages import CaseRecord, LogEntry, Submission
    from activities.records import Recording
    from activities.submissions import Submissions
    from domain import (
        acts,
        correspondence,
        groups,
        handling,
        insistencia,
        ladder,
        notices,
        orders,
        posting,
        recourse,
        reprojection,
        revocations,
        submissions,
    )
    from domain import petitions as p
    from domain.calendar import Calendar
    from domain.case import Case, Filing, opened
    from domain.chronicle import Line, line_of, line_of_refusal
    from domain.errors import DomainError
    from domain.petitions_told import CourtDecision, PostAviso, PublishAviso, RemitToCourt
    from workflows.display import show

Law = Callable[[Case, Any, datetime, Calendar], Case]
QUICK = timedelta(seconds=10)
PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))


def refused(refusal: DomainError) -> ApplicationError:
    """A refusal as whoever asked receives it: the rule is its type, the sentence its message."""
    return ApplicationError(str(refusal), type=type(refusal).__name__, non_retryable=True)


class CaseActs:
    """What may be done to a running case; `PqrsdWorkflow` adds the process that waits for it."""

    def __init__(self, filing: Filing) -> None:
        self._case = opened(filing)
        self._calendar: Calendar | None = None
        self._due_on: date | None = None
        self._rules = ladder.BEFORE_CATALOGS
        self._is_refused = False
        self._recounting = asyncio.Lock()

    @workflow.update
    async def classify(self, act: p.Classify) -> int:
        return await self._perform(handling.classify, act)

    @workflow.update
    async def assign(self, act: p.Assign) -> int:
        return await self._perform(handling.assign, act)

    @workflow.update
    async def escalate(self, act: p.Escalate) -> int:
        return await self._perform(handling.escalate, act)

    @workflow.update
    async def require_completion(self, act: p.RequireCompletion) -> int:
        return await self._perform(acts.require_completion, act)

    @workflow.update
    async def complete(self, act: p.Complete) -> int:
        return await self._perform(acts.complete, act)

    @workflow.update
    async def clarify(self, act: p.Clarify) -> int:
        return await self._perform(acts.clarify, act)

    @workflow.update
    async def extend_completion(self, act: p.ExtendCompletion) -> int:
        return await self._perform(acts.extend_completion, act)

    @workflow.update
    async def grant_prorroga(self, act: p.Prorroga) -> int:
        return await self._perform(acts.grant_prorroga, act)

    @workflow.update
    async def transfer(self, act: p.Traslado) -> int:
        return await self._perform(acts.transfer, act)

    @workflow.update
    async def withdraw(self, act: p.Withdraw) -> int:
        return await self._perform(acts.withdraw, act)

    @workflow.update
    async def set_term(self, act: p.SetTerm) -> int:
        return await self._perform(orders.set_term, act)

    @workflow.update
    async def draft(self, act: p.WriteDraft) -> int:
        return await self._perform(handling.draft, act)

    @workflow.update
    async def review(self, act: p.Review) -> int:
        return await self._perform(handling.review, act)

    @workflow.update
    async def answer(self, act: p.Answer) -> int:
        return await self._perform(handling.answer, act)

    @workflow.update
    async def reject(self, act: p.Reject) -> int:
        return await self._perform(recourse.reject, act)

    @workflow.update
    async def remit_to_court(self, act: RemitToCourt) -> int:
        return await self._perform(insistencia.remit, act)

    @workflow.update
    async def record_court_decision(self, act: CourtDecision) -> int:
        return await self._perform(insistencia.decided_by_court, act)

    @workflow.signal
    async def submit_answer(self, act: p.SubmittedAnswer) -> None:
        """The same as `answer`, for systems that do not wait; a refusal is kept in the log."""
        await self._ready()
        act = submissions.readable(act)
        try:
            said = submissions.answer_of(act)
            handling.answer(self._case, said, workflow.now(), self._in_force)
            await self._submitted(act, said)
        except DomainError as refusal:
            await self._become(self._case, line_of_refusal(act, refusal))

    @workflow.update
    async def group(self, act: p.Group) -> int:
        return await self._perform(groups.group, act)

    @workflow.update
    async def record_delivery(self, act: p.RecordDelivery) -> int:
        return await self._perform(correspondence.record_delivery, act)

    @workflow.update
    async def publish_aviso(self, act: PublishAviso) -> int:
        return await self._perform(correspondence.publish_aviso, act)

    @workflow.update
    async def post_aviso(self, act: PostAviso) -> int:
        return await self._perform(posting.post_aviso, act)

    @workflow.update
    async def suspend(self, act: p.Suspend) -> int:
        return await self._perform(revocations.take, act)

    @workflow.update
    async def note(self, act: p.Note) -> int:
        return await self._perform(handling.note, act)

    @workflow.update
    async def reopen(self, act: p.Reopen) -> int:
        try:
            return await self._do(recourse.reopen, act)
        except DomainError as refusal:
            self._is_refused = self._case.is_closed
            raise refused(refusal) from refusal

    @workflow.update
    async def reproject(self, act: p.Reproject) -> int:
        """Count again under the calendar in force: of two publications in a row the later stays."""
        try:
            return await self._recount(act)
        except DomainError as refusal:
            raise refused(refusal) from refusal

    # How acts take effect ---------------------------------------------------------------------

    async def _perform(self, law: Law, act: Any) -> int:
        """Do what somebody who waits for the answer asks. Raises the refusal as what ends the act, not the case."""
        try:
            return await self._do(law, act)
        except DomainError as refusal:
            raise refused(refusal) from refusal

    async def _do(self, law: Law, act: Any) -> int:
        """Ask the law; if it allows, the case becomes what it says, durably, before anyone is told."""
        await self._ready()
        return await self._become(law(self._case, act, workflow.now(), self._in_force), line_of(act))

    async def _recount(self, act: p.Reproject) -> int:
        """Read and take the calendar in force, one at a time, so that an older one never follows a newer one."""
        await self._ready()
        async with self._recounting:
            published = await workflow.execute_local_activity_method(
                Recording.calendar_in_force, start_to_close_timeout=QUICK, retry_policy=PATIENT
            )
            return await self._recounted(act, published)

    async def _recounted(self, act: p.Reproject, published: Calendar) -> int:
        """The case under another calendar version; a line in its log only when something of it changed."""
        if published.version == self._in_force.version:
            return self._case.version
        said = replace(act, calendar_version=published.version, reason=published.norm)
        case = reprojection.reproject(self._case, said, workflow.now(), self._in_force, published)
        self._calendar = published
        if case == self._case and case.deadlines(published).due_on == self._due_on:
            return await self._become(case)
        return await self._become(case, line_of(said))

    async def _become(
        self, case: Case, *lines: Line, follow_up: tuple[str, ...] = (), reminders: tuple[ladder.Reminder, ...] = ()
    ) -> int:
        """Take the next version of the case and write it to the read model and the log.

        When its due date moved, the log tells from when to when, and what was already told is not told again.
        """
        now, calendar, before = workflow.now(), self._in_force, self._due_on
        case = ladder.flagged(case, calendar, now)
        silence = notices.lines_of_silence(self._case, case)
        if case.deadlines(calendar).due_on != before:
            case = ladder.carried(case, calendar, now, self._rules)
        self._case = recorded = case.next_version()
        self._due_on = show(recorded, calendar)
        told = [*(line.moving(before, self._due_on) for line in lines), *silence]
        entries = tuple(LogEntry(now, x.act, x.actor, x.text, x.norm) for x in told)
        await workflow.execute_local_activity_method(
            Recording.record,
            CaseRecord(recorded, self._in_force.version, entries, follow_up, reminders),
            start_to_close_timeout=QUICK,
            retry_policy=PATIENT,
        )
        return recorded.version

    async def _submitted(self, act: p.SubmittedAnswer, said: p.Answer) -> None:
        """Answer with what the records know: a text that is refused after all is not kept."""
        brought = Submission(self._case.radicado, workflow.now(), said.by, act.text, said.text_hash)
        standing = await workflow.execute_local_activity_method(
            Submissions.keep_submission, brought, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )
        submissions.checked(act, standing)
        try:
            await self._do(handling.answer, said)
        except DomainError:
            await workflow.execute_local_activity_method(
                Submissions.drop_submission, brought, start_to_close_timeout=QUICK, retry_policy=PATIENT
            )
            raise

    async def _ready(self) -> None:
        await workflow.wait_condition(lambda: self._calendar is not None)

    @property
    def _in_force(self) -> Calendar:
        if self._calendar is None:
            raise RuntimeError("the case has no calendar yet")
        return self._calendar
