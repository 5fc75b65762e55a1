"""The life of one PQRSD. `run` is the process; each update is one act; the law is in `domain`."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.archive import Archive
    from activities.letters import Correspondence
    from activities.messages import OVERTAKEN, CloseExpediente, LetterOrder, LetterOutcome, OpenCase, Opening, Summary
    from activities.records import Recording
    from domain import acts, alerts, correspondence, handling, ladder, notices, remissions
    from domain.case import Case, Filing, State
    from domain.case_letters import DueLetter, SentLetter
    from domain.chronicle import Line, line_of_skipped, lines_of_alerts, lines_of_standing
    from domain.errors import DomainError
    from domain.petitions import Reproject
    from workflows.acts import PATIENT, QUICK, CaseActs
    from workflows.display import said_of, show
    from workflows.timers import met_before

SYSTEM = "sistema"
SLOW, SILENCE = timedelta(minutes=2), timedelta(seconds=30)


@workflow.defn(name="PqrsdWorkflow")
class PqrsdWorkflow(CaseActs):
    @workflow.init
    def __init__(self, filing: Filing) -> None:
        super().__init__(filing)

    @workflow.run
    async def run(self, filing: Filing) -> State:
        opening = await self._opened()
        if await self._begun(filing.cycle):
            await self._caught_up(opening)
            await self._alerted()
            while not self._is_over():
                await asyncio.gather(
                    self._process(), self._mailroom(is_internal=False), self._mailroom(is_internal=True)
                )
                await workflow.wait_condition(workflow.all_handlers_finished)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._case.state

    async def _process(self) -> None:
        """Decide, tell, archive; an answer that comes back while the expediente closes is told again another way.

        Who recurs before the expediente closes begins the next cycle here.
        """
        while not self._is_over():
            await self._decided()
            await self._notified()
            await self._archived()

    # The process ------------------------------------------------------------------------------

    async def _opened(self) -> Opening:
        """Take the calendar it was counted under, and the earlier cycle of a case that is opened again."""
        filing = self._case.filing
        opening: Opening = await workflow.execute_local_activity_method(
            Recording.open_case,
            OpenCase(filing.radicado, filing.cycle, workflow.now(), filing.catalogs),
            start_to_close_timeout=QUICK,
            retry_policy=PATIENT,
        )
        self._case = opening.earlier or self._case
        self._calendar, self._rules = opening.filed_under or opening.calendar, opening.rules
        self._due_on = show(self._case, self._calendar)
        return opening

    async def _begun(self, cycle: int) -> bool:
        """A first cycle begins by itself; a later one, when its réplica is accepted."""
        await workflow.wait_condition(lambda: self._case.cycle >= cycle or self._is_refused)
        return self._case.cycle >= cycle

    async def _caught_up(self, opening: Opening) -> None:
        """Do to the case what was published between its filing, or its earlier cycle, and its opening."""
        with suppress(DomainError):
            if opening.filed_under is not None:
                await self._recount(Reproject(by=SYSTEM, calendar_version=opening.calendar.version, reason=""))
        for act in opening.pending:
            with suppress(DomainError):
                await self._do(acts.suspend, act)

    async def _alerted(self) -> None:
        """Tell who must know at once, before anybody opens the case."""
        told = alerts.alerted(self._case, workflow.now())
        if told != self._case:
            await self._become(told, *lines_of_alerts(told))

    async def _decided(self) -> None:
        """Wait for the decision, climbing the ladder of reminders meanwhile."""
        while not await met_before(self._next_rung_at, lambda: self._case.is_decided, self._next_rung_name):
            await self._climb()

    async def _notified(self) -> None:
        """Wait until the answer is in the petitioner's knowledge, by proof or by the passing of time.

        Only that satisfies the term: if it lapses first, whoever must know is told as of any other.
        """
        while not await met_before(self._next_step_at, self._is_past_notifying, self._next_step_name):
            if self._has_settled():
                line = notices.line_of_settling(self._case, self._in_force)
                await self._become(correspondence.settled(self._case, self._in_force), line)
            else:
                await self._climb()

    async def _archived(self) -> None:
        """Close the expediente once every letter has left; ask for the survey where there is one to ask."""
        await workflow.wait_condition(lambda: not self._case.due_letters or not self._is_notified())
        if not self._is_notified():
            return
        now = workflow.now()
        await workflow.execute_activity_method(
            Archive.close_expediente,
            CloseExpediente(self._case.radicado, self._case.cycle, now),
            start_to_close_timeout=SLOW,
            retry_policy=PATIENT,
            summary=Summary("Archivo del expediente"),
        )
        if self._case.due_letters or not self._is_notified():
            return
        await self._become(
            handling.closed(self._case, now),
            Line("cierre", SYSTEM, "Expediente cerrado y archivado", "Acuerdo AGN 001 de 2024"),
            follow_up=("encuesta",) if correspondence.is_surveyed(self._case) else (),
        )

    async def _mailroom(self, *, is_internal: bool) -> None:
        """Send what the case owes to one side, one letter after the other, for as long as the case lives.

        Officials have one of their own: a mailbox of ours that fails never holds up what the petitioner awaits.
        """

        def owed() -> list[DueLetter]:
            return [letter for letter in self._case.due_letters if letter.is_internal == is_internal]

        while True:
            await workflow.wait_condition(lambda: bool(owed()) or self._is_over())
            if not owed():
                return
            if is_internal:
                await self._office_hours(lambda: any(letter.is_urgent for letter in owed()))
            await self._send(min(owed(), key=lambda letter: not letter.is_urgent))

    async def _office_hours(self, is_urgent: Callable[[], bool]) -> None:
        """Nobody is written to at night, not even when a mail server comes back then, but of what cannot wait."""

        def opens_at() -> datetime:
            return ladder.working_instant(workflow.now(), self._in_force)

        await met_before(opens_at, is_urgent, lambda: "horario de trabajo")

    async def _send(self, letter: DueLetter) -> None:
        """Send one; what lapses while it does not leave is told, and the letter goes on being sent."""
        try:
            outcome = await self._handed_over(letter)
        except ActivityError as failure:
            if not is_overtaken(failure):
                raise
            lapse_at = self._lapse_to_tell_at()
            if lapse_at is not None and workflow.now() >= lapse_at:
                await self._climb()
            return
        left_at = min(outcome.at, workflow.now())
        sent = SentLetter.of(letter, outcome.status, left_at, outcome.outgoing_radicado, outcome.sha256)
        line = notices.line_of_letter(sent, self._in_force)
        await self._become(correspondence.letter_left(self._case, letter, sent, self._in_force), line)

    async def _handed_over(self, letter: DueLetter) -> LetterOutcome:
        """To the mail server, the printer or the page; whether its addressee knows it is proven later."""
        return await workflow.execute_activity_method(
            Correspondence.send_letter,
            self._order(letter),
            start_to_close_timeout=SLOW,
            heartbeat_timeout=SILENCE,
            retry_policy=PATIENT,
            summary=Summary(said_of(letter)),
        )

    def _order(self, letter: DueLetter) -> LetterOrder:
        """The letter with all that sending it depends on: until when, and for whom it may be too late."""
        now, dates = workflow.now(), self._case.deadlines(self._in_force)
        closes_at = ladder.closing_instant(now) if letter.is_internal and not letter.is_urgent else None
        return LetterOrder(
            self._case.radicado,
            letter,
            now,
            due_on=_iso(dates.due_on),
            alarm_on=_iso(dates.earliest_due_on),
            give_up_at=closes_at if letter.is_internal else self._lapse_to_tell_at(),
            leaves_before=closes_at,
            copy=remissions.copy_of_remission(self._case, letter),
        )

    async def _climb(self) -> None:
        """Fire the rungs whose time has come; those a later one overtook are noted as skipped."""
        climb = ladder.climb(self._case, self._in_force, workflow.now(), self._rules)
        told = lines_of_standing(self._case, climb.case)
        told += [line_of_skipped(x.rung.says, x.at) for x in climb.passed]
        told += [Line("escala", SYSTEM, f"{x.rung.recipient or 'caso'}: {x.rung.says}") for x in climb.fired]
        await self._become(climb.case, *told, reminders=climb.reminders)

    @workflow.query
    def case(self) -> Case:
        return self._case

    # What it waits for ------------------------------------------------------------------------

    def _next_rung(self) -> ladder.Firing | None:
        return ladder.next_at(self._case, self._in_force, workflow.now(), self._rules)

    def _next_rung_at(self) -> datetime | None:
        firing = self._next_rung()
        return firing.at if firing else None

    def _next_rung_name(self) -> str:
        firing = self._next_rung()
        return firing.rung.says if firing else "actuación del peticionario o de la entidad"

    def _lapse_to_tell_at(self) -> datetime | None:
        """When somebody must be told that a decision which is being sent is late."""
        return self._next_rung_at() if self._case.is_decided else None

    def _settles_at(self) -> datetime | None:
        return correspondence.settles_at(self._case, self._in_force)

    def _has_settled(self) -> bool:
        at = self._settles_at()
        return at is not None and workflow.now() >= at

    def _next_step_at(self) -> datetime | None:
        """While the answer is being sent, whoever sends it watches the clock."""
        is_leaving = any(letter.is_final for letter in self._case.due_letters)
        rung_at = None if is_leaving else self._next_rung_at()
        return min((at for at in (self._settles_at(), rung_at) if at), default=None)

    def _next_step_name(self) -> str:
        settles_at, next_step_at = self._settles_at(), self._next_step_at()
        return "constancia de entrega" if settles_at == next_step_at else self._next_rung_name()

    def _is_past_notifying(self) -> bool:
        """Whether nothing remains to be told, or there is again something to decide."""
        return self._is_notified() or not self._case.is_decided

    def _is_notified(self) -> bool:
        return self._case.is_decided and not correspondence.awaits_notification(self._case)

    def _is_over(self) -> bool:
        return self._case.closed_at is not None


def is_overtaken(failure: ActivityError) -> bool:
    """Whether a letter stopped being tried because its time passed, and not because something is broken."""
    return isinstance(failure.cause, ApplicationError) and failure.cause.type == OVERTAKEN


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
