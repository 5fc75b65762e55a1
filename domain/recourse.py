"""Denying for reserva, and what the petitioner may do against a decision: réplica, reposición, insistencia."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.calendar import Calendar, add_months
from domain.case import Case, Decision, LevelStay, Sense, State
from domain.clock_events import INSISTENCIA_DAYS, REPOSICION_DAYS
from domain.correspondence import courtesy, petitioner_letter
from domain.errors import (
    AlreadyAnswered,
    AlreadyDecided,
    InsistenciaOutOfTime,
    NotClosedYet,
    NothingToRecur,
    ReplicaOutOfTime,
    ReposicionOutOfTime,
    TermRefusal,
)
from domain.handling import decided, reviewed
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import Ground, Reject, Reopen
from domain.returns import told_again
from domain.silence import check_deniable
from domain.terms import PqrsdType

REPLICA_MONTHS = 2
"""Circular Básica Jurídica (CE 006 de 2025); the latest reading, until the SFC confirms it."""


def reject(case: Case, act: Reject, now: datetime, calendar: Calendar) -> Case:
    """Deny information for reserva, with the precise provision that reserves it (Ley 1437 de 2011, art. 25)."""
    if case.decision is not None:
        raise AlreadyAnswered(by=case.decision.answered_by, at=case.decision.at)
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    reviewed(case, act)
    check_deniable(case, now, calendar)
    decision = Decision(
        text_hash=act.text_hash,
        sense=Sense.DENIED,
        signer=act.signer,
        answered_by=act.by,
        at=now,
        reserva_norm=act.norm,
    )
    facts = {"firmante": act.signer, "cargo": act.signer_title, "norma": act.norm}
    letter = petitioner_letter(case, LetterKind.RECHAZO_RESERVA, facts, text_hash=act.text_hash)
    return decided(case, decision, letter)


def reopen(case: Case, act: Reopen, now: datetime, calendar: Calendar) -> Case:
    """Come back to a decision, within its time: a new cycle of the same case with its own term."""
    if case.closed_at is None:
        raise NotClosedYet(state=case.state)
    if act.ground == Ground.RETURNED:
        return told_again(case, act.letter, now)
    until = last_day(case, act.ground, calendar)
    if bogota_date(now) > until:
        raise OUT_OF_TIME[act.ground](until=until)
    reopened = replace(
        case,
        cycle=case.cycle + 1,
        state=State.IN_PROGRESS,
        type=_type(case, act.ground),
        ledger=_ledger(case, act.ground, now, calendar),
        fired=(),
        draft=None,
        decision=None,
        medium=None,
        sent_at=None,
        aviso_from=None,
        posting=None,
        doubtful_until=None,
        notified_at=None,
        closed_at=None,
        is_overdue=False,
        stays=(LevelStay(level=case.level, dependencia=case.dependencia, entered_at=now),),
    )
    return reopened.owing(*courtesy(reopened, LetterKind.REPLICA_RECIBIDA, {"clase": act.ground}))


OUT_OF_TIME: Mapping[Ground, type[TermRefusal]] = {
    Ground.REPLICA: ReplicaOutOfTime,
    Ground.REPOSICION: ReposicionOutOfTime,
    Ground.INSISTENCIA: InsistenciaOutOfTime,
}


def last_day(case: Case, ground: Ground, calendar: Calendar) -> date:
    """The last day to come back to the decision of a closed case. Raises NothingToRecur."""
    notified_at = case.notified_at or case.closed_at
    if notified_at is None or not _has(case, ground):
        raise NothingToRecur(ground=ground)
    notified_on = bogota_date(notified_at)
    match ground:
        case Ground.REPLICA:
            return calendar.roll(add_months(notified_on, REPLICA_MONTHS))
        case Ground.REPOSICION:
            return calendar.business_days_after(notified_on, REPOSICION_DAYS)
        case Ground.INSISTENCIA:
            return calendar.business_days_after(notified_on, INSISTENCIA_DAYS)
        case Ground.RETURNED:
            raise NothingToRecur(ground=ground)


def _has(case: Case, ground: Ground) -> bool:
    """Whether there is a decision of the kind that each recourse attacks (arts. 17, 26 and 74)."""
    match ground:
        case Ground.REPLICA:
            return case.state == State.CLOSED
        case Ground.REPOSICION:
            return case.last(EventKind.DESISTIMIENTO_ACT_NOTIFIED) is not None
        case Ground.INSISTENCIA:
            return case.decision is not None and case.decision.reserva_norm is not None
        case Ground.RETURNED:
            return False


def _type(case: Case, ground: Ground) -> PqrsdType:
    return PqrsdType.RECURSO_REPOSICION if ground == Ground.REPOSICION else case.type


def _ledger(case: Case, ground: Ground, now: datetime, calendar: Calendar) -> tuple[LedgerEvent, ...]:
    """The new cycle: its own term; an insistencia goes to the court within three business days (art. 26)."""
    begun = LedgerEvent(EventKind.REPLICA, now, to_type=_type(case, ground))
    if ground != Ground.INSISTENCIA:
        return (begun,)
    days = case.filing.policy.insistencia_remission_business_days
    remitted_by = calendar.business_days_after(bogota_date(now), days)
    norm = "Ley 1437 de 2011, art. 26"
    return (
        begun,
        LedgerEvent(EventKind.INSISTENCIA, now),
        LedgerEvent(EventKind.TERM_SET, now, new_due_on=remitted_by, norm=norm),
    )
