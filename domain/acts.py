"""The legal acts: case × act × now × calendar → the next case, or a refusal. Pure; each says the norm it applies."""

from dataclasses import replace
from datetime import date, datetime

from domain import wording
from domain.asked import is_asked, presented_at
from domain.calendar import Calendar
from domain.case import Case, State
from domain.case_letters import Medium
from domain.clock_waits import ART_17, ART_19
from domain.correspondence import courtesy, final, official_letter, petitioner_letter
from domain.deadlines import Deadlines
from domain.errors import (
    AlreadyDecided,
    ClarificationOutOfTime,
    CompletionAlreadyExtended,
    CompletionExtensionOutOfTime,
    DatesReversed,
    DesistimientoTooEarly,
    DesistimientoWithoutAct,
    NotABusinessDay,
    NothingRequired,
    ProrrogaAlreadyGranted,
    ProrrogaNotOffered,
    ProrrogaOnLastDay,
    ProrrogaOutOfTime,
    ProrrogaTooLong,
    ProrrogaTooShort,
    ReasonMissing,
    RequerimientoAlreadyMade,
    RequerimientoNotProven,
    RequerimientoOutOfTime,
    SuspensionAlreadyApplied,
    TermSuspended,
)
from domain.errors_recourse import WithdrawalNotSaid
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import (
    Clarify,
    Complete,
    ExtendCompletion,
    Prorroga,
    RequireCompletion,
    Suspend,
    Traslado,
    Withdraw,
)
from domain.refusals_of_terms import ProrrogaNotOnLastDay, TermNeverWaits
from domain.suspensions import applied, suspension
from domain.terms import TERMS


def grant_prorroga(case: Case, act: Prorroga, now: datetime, calendar: Calendar) -> Case:
    """Extend the term once, before it lapses, to at most double (Ley 1437 de 2011, art. 14, par.).

    How many times, and whether on the last day, are readings of the case's policy.
    """
    due_on, max_due_on = _extendable(case, act, now, _running(case, calendar))
    if not act.reason.strip():
        raise ReasonMissing(what="la prórroga")
    if act.new_due_on > max_due_on:
        raise ProrrogaTooLong(max_due_on=max_due_on)
    if act.new_due_on <= due_on:
        raise ProrrogaTooShort(due_on=due_on)
    if not calendar.is_business_day(act.new_due_on):
        raise NotABusinessDay(on=act.new_due_on)
    event = LedgerEvent(EventKind.PRORROGA_NOTIFIED, now, new_due_on=act.new_due_on, reason=act.reason,
                        approved_by=act.approved_by or act.by)  # fmt: skip
    facts = {
        "motivo": act.reason,
        "nueva_fecha": act.new_due_on.isoformat(),
        "fecha_inicial": due_on.isoformat(),
        **wording.of_prorroga(case.type),
    }
    return case.noting(event).owing(petitioner_letter(case, LetterKind.AVISO_PRORROGA, facts))


def _extendable(case: Case, act: Prorroga, now: datetime, dates: Deadlines) -> tuple[date, date]:
    """The due date and the latest one, of a term that may be extended now, by who asks."""
    policy, is_last_day = case.filing.policy, bogota_date(now) == dates.due_on
    if case.prorroga is not None and not policy.accepts_second_prorroga:
        raise ProrrogaAlreadyGranted(due_on=dates.due_on)
    if dates.due_on is None or dates.max_due_on is None or dates.max_due_on <= dates.due_on:
        raise ProrrogaNotOffered
    if dates.lapses_at is None or now >= dates.lapses_at:
        raise ProrrogaOutOfTime(due_on=dates.due_on)
    if is_last_day and not policy.accepts_prorroga_on_last_day:
        raise ProrrogaNotOnLastDay(due_on=dates.due_on)
    if is_last_day and not act.approved_by:
        raise ProrrogaOnLastDay(due_on=dates.due_on)
    return dates.due_on, dates.max_due_on


def require_completion(case: Case, act: RequireCompletion, now: datetime, calendar: Calendar) -> Case:
    """Ask once, within ten business days, for what is missing; the term waits (Ley 1437 de 2011, art. 17).

    The case's policy may take a second one, or a late one; none once the term lapsed.
    """
    earlier, policy = _undecided(case).last(EventKind.COMPLETION_REQUIRED), case.filing.policy
    if earlier is not None and not policy.accepts_second_requerimiento:
        raise RequerimientoAlreadyMade(on=bogota_date(earlier.at))
    _waiting_allowed(case)
    until = _requerimiento_until(case, _running(case, calendar))
    if bogota_date(now) > until:
        raise RequerimientoOutOfTime(until=until)
    waiting = case.noting(LedgerEvent(EventKind.COMPLETION_REQUIRED, now, approved_by=act.by))
    month_ends = waiting.deadlines(calendar).milestones["complemento"]
    letter = petitioner_letter(
        case,
        LetterKind.REQUERIMIENTO,
        {"plazo": month_ends.isoformat(), **wording.of_requerimiento(case.type)},
        text_hash=act.missing_hash,
    )
    return replace(waiting, state=State.SUSPENDED).owing(letter)


def _requerimiento_until(case: Case, dates: Deadlines) -> date:
    """The last day to require: in the readings that take a late or a second one, that of the whole term."""
    policy, is_second = case.filing.policy, case.last(EventKind.COMPLETION_REQUIRED) is not None
    takes_any_day = policy.accepts_late_requerimiento or is_second
    return dates.milestones["respuesta" if takes_any_day else "requerimiento"]


def complete(case: Case, act: Complete, now: datetime, calendar: Calendar) -> Case:
    """The petitioner completes: the term runs again from the next business day (art. 17).

    Late is still in time while no act of desistimiento was issued.
    """
    asked = case.last(EventKind.COMPLETION_REQUIRED)
    if asked is None or not is_asked(case, EventKind.COMPLETION_REQUIRED, EventKind.CITIZEN_COMPLETED):
        raise NothingRequired
    at = presented_at(act.received_at, now, asked.at)
    return _resumed(case, LedgerEvent(EventKind.CITIZEN_COMPLETED, at), LetterKind.COMPLEMENTO_RECIBIDO)


def clarify(case: Case, act: Clarify, now: datetime, calendar: Calendar) -> Case:
    """Return a petition whose object is not understood, or receive its clarification (art. 19)."""
    if not act.is_request:
        if not is_asked(case, EventKind.CLARIFICATION_REQUIRED, EventKind.CLARIFIED):
            raise NothingRequired
        return _resumed(case, LedgerEvent(EventKind.CLARIFIED, now), LetterKind.ACLARACION_RECIBIDA)
    earlier = _undecided(case).last(EventKind.CLARIFICATION_REQUIRED)
    if earlier is not None:
        raise RequerimientoAlreadyMade(on=bogota_date(earlier.at))
    _waiting_allowed(case)
    due_on = _running(case, calendar).due_on
    if due_on is not None and bogota_date(now) > due_on:
        raise ClarificationOutOfTime(due_on=due_on)
    waiting = case.noting(LedgerEvent(EventKind.CLARIFICATION_REQUIRED, now, approved_by=act.by))
    until = waiting.deadlines(calendar).milestones["aclaracion"]
    letter = petitioner_letter(case, LetterKind.ACLARACION, {"plazo": until.isoformat()}, text_hash=act.text_hash)
    return replace(waiting, state=State.SUSPENDED).owing(letter)


def extend_completion(case: Case, act: ExtendCompletion, now: datetime, calendar: Calendar) -> Case:
    """Grant the petitioner an equal term to complete, asked for before the first one ends (art. 17), and confirm it.

    The first one is counted from the day they received the requerimiento, if that is known.
    """
    asked = case.last(EventKind.COMPLETION_REQUIRED)
    if asked is None or not is_asked(case, EventKind.COMPLETION_REQUIRED, EventKind.CITIZEN_COMPLETED):
        raise NothingRequired
    if case.has_since(EventKind.COMPLETION_REQUIRED, EventKind.COMPLETION_EXTENDED):
        raise CompletionAlreadyExtended
    until = case.deadlines(calendar).completable_until
    at = presented_at(act.received_at, now, asked.at)
    if until is not None and bogota_date(at) > until:
        raise CompletionExtensionOutOfTime(until=until)
    extended = case.noting(LedgerEvent(EventKind.COMPLETION_EXTENDED, at))
    ends_on = extended.deadlines(calendar).milestones.get("complemento")
    if ends_on is None:
        return extended
    return extended.owing(*courtesy(case, LetterKind.PLAZO_AMPLIADO, {"plazo": ends_on.isoformat()}))


def transfer(case: Case, act: Traslado, now: datetime, calendar: Calendar) -> Case:
    """Remit to the competent authority, with a copy of the remission to the petitioner (art. 21).

    A partial traslado sends the part and goes on with the rest under the same term.
    """
    _undecided(case)
    if not act.reason.strip():
        raise ReasonMissing(what="el traslado")
    facts = {"entidad": act.entity, "motivo": act.reason, "correo": act.mail}
    facts |= {"parcial": "sí", "queda": act.rest} if act.is_partial else {}
    kind = EventKind.PARTIALLY_TRANSFERRED if act.is_partial else EventKind.TRANSFERRED_OUT
    moved = case.noting(LedgerEvent(kind, now, reason=act.reason, approved_by=act.by)).owing(
        replace(official_letter(case, LetterKind.TRASLADO_ENTIDAD, "entidad", facts), text_hash=act.part_hash),
        petitioner_letter(case, LetterKind.TRASLADO_CIUDADANO, facts, text_hash=act.part_hash),
    )
    return moved if act.is_partial else replace(moved, state=State.TRANSFERRED)


def withdraw(case: Case, act: Withdraw, now: datetime, calendar: Calendar) -> Case:
    """Express withdrawal at any time (art. 18), or the motivated act that closes what its petitioner left.

    That act is the desistimiento tácito of who did not complete (art. 17) or the archive of what was not clarified
    (art. 19).
    """
    _undecided(case)
    if not act.is_tacit:
        return _withdrawn_expressly(case, act, now)
    from_on = case.deadlines(calendar).closable_from
    if from_on is None:
        raise NothingRequired
    if not (act.act_number and act.reason.strip()):
        raise DesistimientoWithoutAct
    if bogota_date(now) < from_on:
        raise DesistimientoTooEarly(from_on=from_on)
    is_archive = is_asked(case, EventKind.CLARIFICATION_REQUIRED, EventKind.CLARIFIED)
    if not case.is_requerimiento_received:
        raise RequerimientoNotProven
    norm = ART_19 if is_archive else ART_17
    event = LedgerEvent(EventKind.DESISTIMIENTO_ACT_NOTIFIED, now, act=act.act_number, reason=act.reason, norm=norm)
    facts = {"acto": act.act_number, "motivo": act.reason, "clase": "archivo" if is_archive else "desistimiento"}
    facts |= {"acto_sha256": act.act_sha256} if act.act_sha256 else {}
    letter = petitioner_letter(case, LetterKind.DESISTIMIENTO, facts)
    return replace(case.noting(event), state=State.WITHDRAWN, medium=letter.medium).owing(final(letter))


def _withdrawn_expressly(case: Case, act: Withdraw, now: datetime) -> Case:
    """By what the petitioner said, and told to them: who did not say it can still say so (arts. 5 and 18)."""
    if not (act.is_own or act.text_hash or act.has_files):
        raise WithdrawalNotSaid
    event = LedgerEvent(EventKind.WITHDRAWN, now, reason=act.reason)
    letter = petitioner_letter(case, LetterKind.DESISTIMIENTO_EXPRESO, {}, text_hash=act.text_hash)
    return replace(case.noting(event), state=State.WITHDRAWN, medium=letter.medium).owing(final(letter))


def suspend(case: Case, act: Suspend, now: datetime, calendar: Calendar) -> Case:
    """Terms suspended by a published act with its own legal basis, once; only such acts suspend them (art. 39).

    One issued after the term lapsed does not bring it back.
    """
    _waiting_allowed(_undecided(case))
    if act.to_on < act.from_on:
        raise DatesReversed(from_on=act.from_on, to_on=act.to_on)
    earlier = applied(case, act.act_number)
    if earlier is not None:
        raise SuspensionAlreadyApplied(act=earlier.act, from_on=earlier.from_on, to_on=earlier.to_on)
    before = case.deadlines(calendar).due_on
    suspended = case.noting(suspension(act, now))
    return telling_if_moved(suspended, before, f"la suspensión de términos ({act.act_number})", calendar)


def telling_if_moved(case: Case, before: object, reason: str, calendar: Calendar) -> Case:
    """Owe the petitioner a notice when the date they were promised is no longer the date."""
    due_on, is_reachable = case.deadlines(calendar).due_on, case.filing.media[0] != Medium.AVISO
    if due_on is None or due_on == before or before is None or not is_reachable:
        return case
    facts = {"fecha_anterior": str(before), "nueva_fecha": due_on.isoformat(), "motivo": reason}
    return case.owing(petitioner_letter(case, LetterKind.PLAZO_MODIFICADO, facts))


def _undecided(case: Case) -> Case:
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    return case


def _waiting_allowed(case: Case) -> None:
    """Raises TermNeverWaits for a term that neither the petitioner's silence nor an act of the entity stops."""
    term = TERMS[case.type]
    if not term.may_wait:
        raise TermNeverWaits(label=term.label, norm=term.norm)


def _running(case: Case, calendar: Calendar) -> Deadlines:
    """The dates of a case whose term runs. Raises AlreadyDecided or TermSuspended."""
    dates = _undecided(case).deadlines(calendar)
    if dates.is_suspended:
        raise TermSuspended
    return dates


def _resumed(case: Case, done: LedgerEvent, told: LetterKind) -> Case:
    """The case once its petitioner did what was asked, which they are told: a draft in review goes on in it."""
    is_in_review = case.draft is not None and not case.draft.is_returned
    resumed = replace(case.noting(done), state=State.IN_REVIEW if is_in_review else State.IN_PROGRESS)
    return resumed.owing(*courtesy(case, told, {}))
