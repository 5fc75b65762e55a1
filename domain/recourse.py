"""Denying for reserva, and what the petitioner may do against a decision: réplica, reposición, insistencia."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.asked import presented_at
from domain.calendar import Calendar, add_months
from domain.case import ON_ITS_WAY, Case, Decision, LevelStay, Sense, State
from domain.clock_events import INSISTENCIA_DAYS, REPOSICION_DAYS
from domain.correspondence import courtesy, notified, petitioner_letter
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
from domain.errors_recourse import DisownedOutOfTime, ReservaNotOpposable
from domain.handling import decided, reviewed
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import Ground, Reject, Reopen
from domain.returns import told_again
from domain.silence import check_deniable
from domain.terms import PqrsdType

DISOWNED_MONTHS = 2
"""Art. 18 fixes none; counted from the letter that confirms it. Afterwards, a new petition."""


ENTITLED = frozenset(
    {
        PqrsdType.CONGRESISTA_INFORME,
        PqrsdType.CONGRESO_DOCUMENTOS,
        PqrsdType.CONGRESO_CUESTIONARIO_CITACION,
        PqrsdType.ENTE_CONTROL,
        PqrsdType.DEFENSORIA_INFORMACION,
        PqrsdType.TUTELA,
        PqrsdType.PETICION_ENTRE_AUTORIDADES_INFORMACION,
    }
)
"""Asked by Congress, judges and authorities in the exercise of their functions (Ley 1437 de 2011, art. 27)."""


def reject(case: Case, act: Reject, now: datetime, calendar: Calendar) -> Case:
    """Deny information for reserva, with the precise provision that reserves it (Ley 1437 de 2011, art. 25)."""
    if case.decision is not None:
        raise AlreadyAnswered(by=case.decision.answered_by, at=case.decision.at)
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    if case.type in ENTITLED:
        raise ReservaNotOpposable(label=case.type.label)
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
    """Come back to a decision, within its time: a new cycle of the same case.

    From the decision on: who recurs shows that they know it, whatever its notification lacks (arts. 72 and 76).
    """
    if not case.is_decided or (act.ground == Ground.RETURNED and case.closed_at is None):
        raise NotClosedYet(state=case.state)
    if act.ground == Ground.RETURNED:
        return told_again(case, act.letter, now)
    at = presented_at(act.received_at, now, case.sent_at or case.filing.received_at)
    known = known_by_conduct(case, at)
    until = last_day(known, act.ground, calendar)
    if bogota_date(at) > until:
        raise OUT_OF_TIME[act.ground](until=until)
    reopened = _again(known, act.ground, at, calendar)
    return reopened.owing(*courtesy(reopened, LetterKind.REPLICA_RECIBIDA, {"clase": act.ground}))


def known_by_conduct(case: Case, at: datetime) -> Case:
    """The decided case, its decision notified by what the petitioner does if nothing proved it before (art. 72)."""
    is_being_told = case.state in {*ON_ITS_WAY, State.WITHDRAWN} and case.closed_at is None
    return notified(case, at) if is_being_told and case.notified_at is None else case


def _again(case: Case, ground: Ground, at: datetime, calendar: Calendar) -> Case:
    """The next cycle: with a term of its own or, of a withdrawal that was not theirs, under the one that ran on."""
    undone = replace(
        case,
        cycle=case.cycle + 1,
        state=State.IN_PROGRESS,
        due_letters=tuple(replace(letter, is_final=False) for letter in case.due_letters),
        medium=None,
        sent_at=None,
        aviso_from=None,
        posting=None,
        doubtful_until=None,
        notified_at=None,
        closed_at=None,
    )
    if ground == Ground.DISOWNED:
        return _not_withdrawn(undone, at, calendar)
    return replace(
        undone,
        type=_type(case, ground),
        ledger=_ledger(case, ground, at, calendar),
        fired=(),
        draft=None,
        decision=None,
        is_overdue=False,
        stays=(LevelStay(level=case.level, dependencia=case.dependencia, entered_at=at),),
    )


def _not_withdrawn(case: Case, at: datetime, calendar: Calendar) -> Case:
    """The case as it was before a withdrawal that its petitioner says is not theirs (art. 18)."""
    resumed = case.noting(LedgerEvent(EventKind.WITHDRAWAL_DISOWNED, at))
    is_waiting = resumed.deadlines(calendar).is_suspended
    return replace(resumed, state=State.SUSPENDED if is_waiting else State.IN_PROGRESS)


OUT_OF_TIME: Mapping[Ground, type[TermRefusal]] = {
    Ground.REPLICA: ReplicaOutOfTime,
    Ground.REPOSICION: ReposicionOutOfTime,
    Ground.INSISTENCIA: InsistenciaOutOfTime,
    Ground.DISOWNED: DisownedOutOfTime,
}


def last_day(case: Case, ground: Ground, calendar: Calendar) -> date:
    """The last day to come back to a decision that was notified. Raises NothingToRecur."""
    notified_at = case.notified_at or case.closed_at
    if notified_at is None or not _has(case, ground):
        raise NothingToRecur(ground=ground)
    notified_on = bogota_date(notified_at)
    match ground:
        case Ground.REPLICA:
            return calendar.roll(add_months(notified_on, case.filing.policy.replica_months))
        case Ground.DISOWNED:
            return calendar.roll(add_months(notified_on, DISOWNED_MONTHS))
        case Ground.REPOSICION:
            return calendar.business_days_after(notified_on, REPOSICION_DAYS)
        case Ground.INSISTENCIA:
            return calendar.business_days_after(notified_on, INSISTENCIA_DAYS)
        case Ground.RETURNED:
            raise NothingToRecur(ground=ground)


def _has(case: Case, ground: Ground) -> bool:
    """Whether there is a decision of the kind that each recourse attacks (arts. 17, 18, 26, 74 and 87)."""
    decision = case.decision
    match ground:
        case Ground.REPLICA:
            return case.state in ANSWERED and not (decision and (decision.is_act or decision.reserva_norm))
        case Ground.REPOSICION:
            is_decided_by_act = decision is not None and decision.is_act and not decision.is_firm
            return is_decided_by_act or _ended_by(case) == EventKind.DESISTIMIENTO_ACT_NOTIFIED
        case Ground.DISOWNED:
            return _ended_by(case) == EventKind.WITHDRAWN
        case Ground.INSISTENCIA:
            return decision is not None and decision.reserva_norm is not None
        case Ground.RETURNED:
            return False


ANSWERED = frozenset({State.ANSWERED, State.NOTIFYING, State.NOTIFIED, State.CLOSED})


def _ended_by(case: Case) -> EventKind | None:
    """By what a petition ended without an answer: its petitioner or an act."""
    ends = [x.kind for x in case.ledger if x.kind in {EventKind.WITHDRAWN, EventKind.DESISTIMIENTO_ACT_NOTIFIED}]
    return ends[-1] if ends and case.state == State.WITHDRAWN else None


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
