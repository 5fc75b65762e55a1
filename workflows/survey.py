"""The survey of one answered case: invite within contact hours, remind once, take one rating or expire."""

from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.letters import Correspondence
    from activities.messages import LetterOrder, LetterOutcome, Summary, SurveyInvitation, SurveyOpening, SurveyResult
    from activities.survey import Surveying
    from domain.calendar import Calendar
    from domain.case_letters import DueLetter, Medium
    from domain.errors import DomainError
    from domain.instants import minute
    from domain.ladder import closing_instant, working_instant
    from domain.letters import LetterKind
    from domain.measures import SurveyForm
    from domain.survey import (
        AlreadyRated,
        Rating,
        SurveyOver,
        checked,
        contact_closes_at,
        contact_instant,
        expires_at,
        is_low,
        remind_at,
    )
    from workflows.acts import PATIENT, QUICK, refused
    from workflows.pqrsd import SILENCE, SLOW, is_overtaken
    from workflows.timers import met_before


@workflow.defn(name="SurveyWorkflow")
class SurveyWorkflow:
    @workflow.init
    def __init__(self, invitation: SurveyInvitation) -> None:
        self._invitation = invitation
        self._rating: Rating | None = None
        self._form: SurveyForm | None = None
        self._is_over = False

    @workflow.run
    async def run(self, invitation: SurveyInvitation) -> str:
        opening = await self._opened()
        calendar, form = opening.calendar, opening.form
        self._form = form
        await self._rested(contact_instant(max(workflow.now(), invitation.delivered_at), calendar))
        until = expires_at(workflow.now(), calendar, form)
        if await self._sent(LetterKind.ENCUESTA, until, calendar):
            await self._rated_by(min(remind_at(workflow.now(), calendar, form), until), "recordatorio de la encuesta")
            await self._sent(LetterKind.RECORDATORIO_ENCUESTA, until, calendar)
            await self._rated_by(until, "vencimiento de la encuesta")
        status = await self._finished(form, calendar)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return status

    @workflow.update
    async def rate(self, rating: Rating) -> None:
        """Take the rating, once, if it is what the form asks."""
        await workflow.wait_condition(lambda: self._form is not None)
        try:
            self._rating = self._accepted(rating)
        except DomainError as refusal:
            raise refused(refusal) from refusal

    def _accepted(self, rating: Rating) -> Rating:
        if self._rating is not None:
            raise AlreadyRated
        if self._is_over or self._form is None:
            raise SurveyOver
        return checked(rating, self._form)

    async def _opened(self) -> SurveyOpening:
        return await workflow.execute_local_activity_method(
            Surveying.open_survey, self._invitation, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )

    async def _rested(self, until: datetime) -> None:
        """Wait for the delivery to be past: the case may be ahead of this clock."""
        wait = until - workflow.now()
        if wait > timedelta():
            await workflow.sleep(wait, summary=Summary("horario de contacto"))

    async def _rated_by(self, deadline: datetime, summary: str) -> bool:
        return await met_before(lambda: deadline, self._is_rated, lambda: summary)

    async def _sent(self, kind: LetterKind, until: datetime, calendar: Calendar) -> bool:
        """Send the invitation or its reminder within the hours of the law; the activity puts the one-time link in.

        What did not leave in the hours of one day is tried in those of the next, until it is rated or over.
        """
        key = f"{self._invitation.radicado}/{self._invitation.cycle}/{kind}"
        letter = DueLetter(key=key, kind=kind, medium=Medium.EMAIL, facts={"cierra": until.isoformat()})
        while True:
            await met_before(
                lambda: contact_instant(workflow.now(), calendar), self._is_rated, lambda: "horario de contacto"
            )
            if self._is_rated() or workflow.now() >= until:
                return False
            outcome = await self._mail(letter, contact_closes_at(workflow.now(), calendar), "Encuesta de satisfacción")
            if outcome is not None:
                return outcome.status == "enviada"

    def _is_rated(self) -> bool:
        return self._rating is not None

    async def _finished(self, form: SurveyForm, calendar: Calendar) -> str:
        """Store the result; a low rating opens a review by the coordinator."""
        self._is_over, rating = True, self._rating
        status = "vencida" if rating is None else "respondida"
        is_bad = rating is not None and is_low(rating, form)
        now, cycle = workflow.now(), self._invitation.cycle
        result = SurveyResult(self._invitation.radicado, cycle, status, now, rating, is_low=is_bad)
        await workflow.execute_local_activity_method(
            Surveying.finish_survey, result, start_to_close_timeout=QUICK, retry_policy=PATIENT
        )
        if rating is not None and is_bad:
            await self._asked_for_review(rating, calendar)
        return status

    async def _asked_for_review(self, rating: Rating, calendar: Calendar) -> None:
        """Ask the coordinator, in office hours."""
        outcome = None
        while outcome is None:
            await met_before(
                lambda: working_instant(workflow.now(), calendar), lambda: False, lambda: "horario de trabajo"
            )
            closes_at = closing_instant(workflow.now())
            outcome = await self._mail(self._review_request(rating), closes_at, "Revisión por calificación baja")

    def _review_request(self, rating: Rating) -> DueLetter:
        now = minute(workflow.now())
        return DueLetter(
            key=f"{self._invitation.radicado}/{self._invitation.cycle}/revision-encuesta",
            kind=LetterKind.ESCALAMIENTO,
            medium=Medium.EMAIL,
            recipient="coordinador",
            facts={
                "motivo": f"el peticionario calificó la atención con {rating.score} de 5: revise el caso",
                "programado": now,
                "emitido": now,
            },
        )

    async def _mail(self, letter: DueLetter, closes_at: datetime, summary: str) -> LetterOutcome | None:
        """What became of a letter; None when the hours in which it may leave ended first."""
        try:
            return await workflow.execute_activity_method(
                Correspondence.send_letter,
                LetterOrder(self._invitation.radicado, letter, workflow.now(), leaves_before=closes_at),
                start_to_close_timeout=SLOW,
                heartbeat_timeout=SILENCE,
                retry_policy=PATIENT,
                summary=Summary(summary),
            )
        except ActivityError as failure:
            if is_overtaken(failure):
                return None
            raise
