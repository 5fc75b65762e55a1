"""The life of one PQRSD. `run` is the process; each update is one act; the law is in `domain`."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.archive import Archive
    from activities.letters import Correspondence
    from activities.messages import (
        CaseRecord,
        CloseExpediente,
        LetterOrder,
        LetterOutcome,
        LogEntry,
        OpenCase,
    )
    from activities.records import Recording
    from domain import acts, correspondence, handling, ladder
    from domain import petitions as p
    from domain.calendar import Calendar
    from domain.case import Case, DueLetter, Filing, SentLetter, State, opened
    from domain.chronicle import Line, line_of, line_of_refusal, line_of_skipped
    from domain.errors import DomainError
    from workflows.display import show
    from workflows.timers import met_before

Law = Callable[[Case, Any, datetime, Calendar], Case]
SYSTEM = "sistema"
QUICK = timedelta(seconds=10)
SLOW = timedelta(minutes=2)
PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))


@workflow.defn(name="PqrsdWorkflow", failure_exception_types=[DomainError])
class PqrsdWorkflow:
    @workflow.init
    def __init__(self, filing: Filing) -> None:
        self._case = opened(filing)
        self._calendar: Calendar | None = None
        self._is_refused = False

    @workflow.run
    async def run(self, filing: Filing) -> State:
        await self._opened()
        if await self._begun(filing.cycle):
            mailroom = asyncio.create_task(self._mailroom())
            await self._decided()
            await self._notified()
            await self._archived()
            await mailroom
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._case.state

    # The process ------------------------------------------------------------------------------

    async def _opened(self) -> None:
        """Take the calendar in force, and the earlier cycle of a case that is opened again."""
        filing = self._case.filing
        opening = await workflow.execute_local_activity_method(
            Recording.open_case,
            OpenCase(filing.radicado, filing.cycle, workflow.now()),
            start_to_close_timeout=QUICK,
            retry_policy=PATIENT,
        )
        self._case = opening.earlier or self._case
        self._calendar = opening.calendar
        show(self._case, opening.calendar)

    async def _begun(self, cycle: int) -> bool:
        """A first cycle begins by itself; a later one, when its réplica is accepted."""
        await workflow.wait_condition(lambda: self._case.cycle >= cycle or self._is_refused)
        return not self._is_refused

    async def _decided(self) -> None:
        """Wait for the decision, climbing the ladder of reminders meanwhile."""
        while not await met_before(self._next_rung_at, lambda: self._case.is_decided, self._next_rung_name):
            await self._climb()

    async def _notified(self) -> None:
        """Wait until the answer is in the petitioner's knowledge, by proof or by the passing of time."""
        while not await met_before(self._settles_at, self._is_notified, lambda: "constancia de entrega"):
            case = correspondence.settled(self._case, self._in_force)
            await self._become(case, Line("entrega", SYSTEM, "Entrega surtida", "Ley 1437 de 2011, arts. 66 a 69"))

    async def _archived(self) -> None:
        """Close the expediente once every letter has left; ask for the survey where there is one to ask."""
        await workflow.wait_condition(lambda: not self._case.due_letters)
        now = workflow.now()
        await workflow.execute_activity_method(
            Archive.close_expediente,
            CloseExpediente(self._case.radicado, self._case.cycle, now),
            start_to_close_timeout=SLOW,
            retry_policy=PATIENT,
            summary="Archivo del expediente",
        )
        await self._become(
            handling.closed(self._case, now),
            Line("cierre", SYSTEM, "Expediente cerrado y archivado", "Acuerdo AGN 001 de 2024"),
            follow_up=("encuesta",) if correspondence.is_surveyed(self._case) else (),
        )

    async def _mailroom(self) -> None:
        """Send what the case owes, one letter after the other, for as long as the case lives."""
        while True:
            await workflow.wait_condition(lambda: bool(self._case.due_letters) or self._is_over())
            if not self._case.due_letters:
                return
            await self._send(self._case.due_letters[0])

    async def _send(self, letter: DueLetter) -> None:
        due_on = self._case.deadlines(self._in_force).due_on
        outcome: LetterOutcome = await workflow.execute_activity_method(
            Correspondence.send_letter,
            LetterOrder(self._case.radicado, letter, workflow.now(), due_on.isoformat() if due_on else None),
            start_to_close_timeout=SLOW,
            retry_policy=PATIENT,
            summary=f"{letter.kind} por {letter.medium}",
        )
        sent = SentLetter(
            key=letter.key,
            kind=letter.kind,
            medium=letter.medium,
            status=outcome.status,
            at=workflow.now(),
            outgoing_radicado=outcome.outgoing_radicado,
            sha256=outcome.sha256,
            is_final=letter.is_final,
        )
        line = Line("carta", SYSTEM, f"{letter.kind} {outcome.status}", "Ley 1437 de 2011, art. 61")
        await self._become(correspondence.letter_left(self._case, letter, sent), line)

    async def _climb(self) -> None:
        """Fire the rungs whose time has come; those a later one overtook are noted as skipped."""
        now = workflow.now()
        firing, passed = ladder.due_now(self._case, self._in_force, now)
        case = self._case
        for rung in passed:
            case = ladder.skipped(case, rung)
        for rung in firing:
            case = ladder.fired(case, rung, now)
        told = [line_of_skipped(x.rung.says, x.at) for x in passed]
        told += [Line("escala", SYSTEM, f"{x.rung.recipient or 'caso'}: {x.rung.says}") for x in firing]
        await self._become(case, *told)

    # The acts ---------------------------------------------------------------------------------

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
    async def draft(self, act: p.WriteDraft) -> int:
        return await self._perform(handling.draft, act)

    @workflow.update
    async def review(self, act: p.Review) -> int:
        return await self._perform(handling.review, act)

    @workflow.update
    async def answer(self, act: p.Answer) -> int:
        return await self._perform(handling.answer, act)

    @workflow.signal
    async def submit_answer(self, act: p.Answer) -> None:
        """The same as `answer`, for systems that do not wait; a refusal is kept in the log."""
        try:
            await self._perform(handling.answer, act)
        except DomainError as refusal:
            await self._become(self._case, line_of_refusal(act, refusal))

    @workflow.update
    async def record_delivery(self, act: p.RecordDelivery) -> int:
        return await self._perform(correspondence.record_delivery, act)

    @workflow.update
    async def publish_aviso(self, act: p.PublishAviso) -> int:
        return await self._perform(correspondence.publish_aviso, act)

    @workflow.update
    async def suspend(self, act: p.Suspend) -> int:
        return await self._perform(acts.suspend, act)

    @workflow.update
    async def note(self, act: p.Note) -> int:
        return await self._perform(handling.note, act)

    @workflow.update
    async def reopen(self, act: p.Reopen) -> int:
        try:
            return await self._perform(handling.reopen, act)
        except DomainError:
            self._is_refused = self._case.is_closed
            raise

    @workflow.update
    async def reproject(self, act: p.Reproject) -> int:
        """Count again under a published calendar version; the timers follow."""
        await self._ready()
        published = await workflow.execute_local_activity_method(
            Recording.calendar, act.calendar_version, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )
        case = handling.reproject(self._case, act, workflow.now(), self._in_force, published)
        self._calendar = published
        return await self._become(case, line_of(act))

    @workflow.query
    def case(self) -> Case:
        return self._case

    # How acts take effect ---------------------------------------------------------------------

    async def _perform(self, law: Law, act: Any) -> int:
        """Ask the law; if it allows, the case becomes what it says, durably, before anyone is told."""
        await self._ready()
        return await self._become(law(self._case, act, workflow.now(), self._in_force), line_of(act))

    async def _become(self, case: Case, *lines: Line, follow_up: tuple[str, ...] = ()) -> int:
        """Take the next version of the case and write it to the read model and the log."""
        self._case = recorded = replace(case, version=self._case.version + 1)
        show(recorded, self._in_force)
        now = workflow.now()
        entries = tuple(LogEntry(now, x.act, x.actor, x.text, x.norm) for x in lines)
        await workflow.execute_local_activity_method(
            Recording.record,
            CaseRecord(recorded, self._in_force.version, entries, follow_up),
            start_to_close_timeout=QUICK,
            retry_policy=PATIENT,
        )
        return recorded.version

    async def _ready(self) -> None:
        await workflow.wait_condition(lambda: self._calendar is not None)

    @property
    def _in_force(self) -> Calendar:
        if self._calendar is None:
            raise RuntimeError("the case has no calendar yet")
        return self._calendar

    def _next_rung_at(self) -> datetime | None:
        rung = ladder.next_at(self._case, self._in_force, workflow.now())
        return rung.at if rung else None

    def _next_rung_name(self) -> str:
        rung = ladder.next_at(self._case, self._in_force, workflow.now())
        return rung.rung.says if rung else "actuación del peticionario o de la entidad"

    def _settles_at(self) -> datetime | None:
        return correspondence.settles_at(self._case, self._in_force)

    def _is_notified(self) -> bool:
        return self._case.state in {State.NOTIFIED, State.WITHDRAWN, State.TRANSFERRED}

    def _is_over(self) -> bool:
        return self._case.closed_at is not None
