"""A suspension of terms that a later act takes back: from when the days it suspended count again."""

from dataclasses import replace
from datetime import date, datetime

from domain.acts import suspend, telling_if_moved
from domain.calendar import Calendar
from domain.case import Case
from domain.errors import ActRefusal, AlreadyDecided, TermRefusal
from domain.instants import bogota_date
from domain.ledger import LedgerEvent
from domain.petitions import Revocation, Suspend
from domain.suspensions import SuspensionAct, applied

ARTS_93_TO_97 = "Ley 1437 de 2011, arts. 93 a 97"


class SuspensionOver(ActRefusal):
    norm = ARTS_93_TO_97
    sentence = "El acto {act} suspende términos hasta el {to_on:%d/%m/%Y}: ya no quedan días que devolver al término."


class ActAlreadyRevoked(ActRefusal):
    norm = ARTS_93_TO_97
    sentence = "El acto {act} ya lo revocó {by}, del {on:%d/%m/%Y}."


class SuspensionNotRunning(TermRefusal):
    norm = ARTS_93_TO_97
    sentence = "Este caso no tiene suspendidos más días por el acto {act}."


def assert_revocable(act: SuspensionAct, revocation: Revocation) -> None:
    """It suspends some day after the one it is revoked on, and nobody revoked it by another act.

    Raises ActAlreadyRevoked or SuspensionOver.
    """
    earlier = act.revocation
    if earlier is not None and earlier.act_number != revocation.act_number:
        raise ActAlreadyRevoked(act=act.act_number, by=earlier.act_number, on=earlier.on)
    if revocation.on >= act.to_on:
        raise SuspensionOver(act=act.act_number, to_on=act.to_on)


def take(case: Case, act: Suspend, now: datetime, calendar: Calendar) -> Case:
    """What an act that suspends terms does to a case, or what its revocation does."""
    if act.revocation is None:
        return suspend(case, act, now, calendar)
    return _lifted(case, act, act.revocation, now, calendar)


def _lifted(case: Case, act: Suspend, revocation: Revocation, now: datetime, calendar: Calendar) -> Case:
    """The days suspended count again from the day after the revocation, or after the case takes it, if later.

    What was suspended until then stays so (arts. 93 to 97): no term turns out to have lapsed before. An answer on its
    way does not satisfy its term yet, so that it is reached too. Raises
    AlreadyDecided or SuspensionNotRunning.
    """
    if case.notified_at is not None or case.closed_at is not None:
        raise AlreadyDecided(state=case.state)
    event, last_on = applied(case, act.act_number), max(revocation.on, bogota_date(now))
    if event is None or event.to_on is None or event.to_on <= last_on:
        raise SuspensionNotRunning(act=act.act_number)
    before, left = case.deadlines(calendar).due_on, _left(event, last_on)
    lifted = replace(case, ledger=tuple(y for x in case.ledger for y in (left if x == event else (x,))))
    reason = f"la revocatoria de la suspensión de términos ({act.act_number})"
    return lifted if case.is_decided else telling_if_moved(lifted, before, reason, calendar)


def _left(event: LedgerEvent, last_on: date) -> tuple[LedgerEvent, ...]:
    """What is left of a suspension whose last day is another one: nothing, if it had not begun."""
    has_begun = event.from_on is not None and event.from_on <= last_on
    return (replace(event, to_on=last_on),) if has_begun else ()
