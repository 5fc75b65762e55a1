"""Watching over answers: one that keeps failing to leave becomes an alarm before its term ends."""

from datetime import date, datetime

import structlog
from temporalio import activity

from activities.messages import LetterOrder
from activities.ports import Calendars, Records
from activities.ports_alarm import Alarm, Alarms
from activities.ports_mail import MailUnavailable
from domain.alarms import alarm_from
from domain.case_letters import DueLetter

log = structlog.get_logger()


class AnswerWatch:
    """Told by correspondence what became of each attempt to send an answer."""

    def __init__(self, alarms: Alarms, calendars: Calendars, records: Records) -> None:
        self._alarms = alarms
        self._calendars = calendars
        self._records = records

    async def failed(self, order: LetterOrder, problem: Exception) -> None:
        """Raise the alarm, once, when less than one business day is left.

        The letters of a case leave one after the other: an answer may wait behind another letter that fails.
        """
        answer = await self._waiting(order)
        if answer is None or order.due_on is None:
            return
        due_on, now = date.fromisoformat(order.due_on), instant_of(order)
        earliest_on = date.fromisoformat(order.alarm_on or order.due_on)
        if now < alarm_from(earliest_on, await self._calendars.in_force()):
            return
        if await self._alarms.raised(Alarm(answer.key, order.radicado, due_on, _reason(problem), now)):
            log.error("answer_unsent", radicado=order.radicado, due_on=order.due_on, error=type(problem).__name__)

    async def left(self, order: LetterOrder) -> None:
        """Settle the alarm of an answer that has its outcome."""
        if order.letter.is_final:
            await self._alarms.settled(order.letter.key)

    async def _waiting(self, order: LetterOrder) -> DueLetter | None:
        """The answer that has not left because this letter fails, if the case owes one."""
        if order.letter.is_final:
            return order.letter
        case = await self._records.stored(order.radicado)
        return next((x for x in case.due_letters if x.is_final), None) if case else None


def instant_of(order: LetterOrder) -> datetime:
    """The instant of this attempt by the case's own clock."""
    attempt = activity.info()
    return order.at + (attempt.current_attempt_scheduled_time - attempt.scheduled_time)


def begun_at(order: LetterOrder) -> datetime:
    """When a worker took this attempt up, by the case's own clock: long after it was due, if there was none."""
    attempt = activity.info()
    return order.at + (attempt.started_time - attempt.scheduled_time)


def _reason(problem: Exception) -> str:
    if isinstance(problem, MailUnavailable):
        return "el servidor de correo no la recibe"
    return f"falla interna ({type(problem).__name__})"
