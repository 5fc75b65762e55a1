"""The acts of daily work: classify, assign, escalate, draft, review, answer, note."""

from dataclasses import replace
from datetime import datetime

from domain.acts import telling_if_moved
from domain.alerts import alerted
from domain.calendar import Calendar
from domain.case import Case, Decision, Draft, LevelStay, State
from domain.case_letters import DueLetter
from domain.clock import lengthens
from domain.correspondence import final, petitioner_letter
from domain.errors import (
    AlreadyAnswered,
    AlreadyDecided,
    DraftNotApproved,
    EscalationNeeded,
    NoDraft,
    PriorityWithoutReason,
    ReassignmentWithoutReason,
    ReclassificationLengthens,
    ReviewRequired,
    SelfApproval,
    SignerMissing,
    UnknownLevel,
    UnseenVersion,
)
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import (
    Answer,
    Assign,
    Classify,
    Escalate,
    Note,
    Reject,
    Review,
    WriteDraft,
)
from domain.priorities import GivenPriority
from domain.refusals_of_terms import ReclassificationAfterLapse
from domain.silence import TAKES_BACK, check_deniable
from domain.terms import TERMS, PqrsdType
from domain.wording import of_replica

LEVELS = (1, 2, 3)

LETTERS_THAT_DECIDE_NOTHING = {"parcial": LetterKind.RESPUESTA_PARCIAL, "tramite": LetterKind.RESPUESTA_TRAMITE}
"""What leaves when a text that does not end the petition is approved (Ley 1437 de 2011, art. 13)."""


def classify(case: Case, act: Classify, now: datetime, calendar: Calendar) -> Case:
    """Confirm or change the type. Never moves the receipt; lengthens the term only with an approved decision.

    Who must know at once of what it turns out to be is told.
    """
    before = _at_its_level(_open(case), act).deadlines(calendar).due_on
    classified = replace(
        case,
        type=act.type,
        product=act.product or case.product,
        motive=act.motive or case.motive,
        dependencia=act.dependencia or case.dependencia,
        priority=_priority(case, act),
        is_classified=True,
        state=_state_as(case, act.type),
    )
    classified = alerted(classified, now)
    if act.type == case.type:
        return classified
    event = LedgerEvent(EventKind.RECLASSIFIED, now, to_type=act.type, approved_by=act.approved_by or "")
    _check_longer(case, event, act.type, calendar)
    return telling_if_moved(classified.noting(event), before, "la reclasificación de la solicitud", calendar)


def _state_as(case: Case, to: PqrsdType) -> State:
    """The state of a case that has a type: one whose term nothing stops does not wait for its petitioner."""
    if case.state == State.SUSPENDED and not TERMS[to].may_wait:
        return State.IN_PROGRESS if case.draft is None or case.draft.is_returned else State.IN_REVIEW
    return State.IN_PROGRESS if case.state == State.CLASSIFYING else case.state


def _check_longer(case: Case, event: LedgerEvent, to: PqrsdType, calendar: Calendar) -> None:
    """A longer term is an approved decision, taken before the one in force lapses (Ley 1437 de 2011, art. 14).

    Raises ReclassificationAfterLapse or ReclassificationLengthens.
    """
    dates = case.noting(event).deadlines(calendar)
    ordered_on = case.deadlines(calendar).ordered_on
    if not lengthens(case.type, to, case.filing.received_at, calendar, case.filing.policy, ordered_on):
        return
    if dates.lapse is not None:
        raise ReclassificationAfterLapse(due_on=dates.lapse.on, label=to.label)
    if not event.approved_by:
        raise ReclassificationLengthens(label=to.label)


def _at_its_level(case: Case, act: Classify | Assign) -> Case:
    """The case, when what the act names is of its level. Another level is another internal term: that is escalating."""
    if act.dependencia is None or act.dependencia_level in {None, case.level}:
        return case
    raise EscalationNeeded(dependencia=act.dependencia, level=act.dependencia_level, current=case.level)


def _priority(case: Case, act: Classify) -> str | None:
    """The priority an official gives, up or down, with their reason (Ley 1437 de 2011, art. 20)."""
    if act.priority is None:
        return case.priority
    given = None if act.priority == GivenPriority.NONE else act.priority
    if given != case.priority and not act.priority_reason.strip():
        raise PriorityWithoutReason(given=act.priority.replace("_", " "))
    return given


def proposal_stands(case: Case, now: datetime) -> Case:
    """Nobody confirmed the classification within the internal term: the proposal stands, if its term is no longer.

    The motive and the product proposed are the case's since its receipt; the dependencia proposed takes it now, if
    nobody has it and it is of its level. Another level takes a person (`what_stands`).
    """
    state = State.IN_PROGRESS if case.state == State.CLASSIFYING else case.state
    area = case.filing.proposed_dependencia if case.filing.proposed_level == case.level else None
    standing = replace(case, is_classified=True, state=state, dependencia=case.dependencia or area or "")
    kind = case.filing.proposed
    if kind is None or kind == case.type:
        return standing
    reclassified = replace(standing, type=kind).noting(LedgerEvent(EventKind.RECLASSIFIED, now, to_type=kind))
    return alerted(reclassified, now)


def what_stands(case: Case) -> str:
    """The classification of a case that nobody confirmed, in words, with what of its proposal a person has to do."""
    matters = {"motivo": case.motive, "producto": case.product, "dependencia": case.dependencia}
    told = "".join(f", {name} «{code}»" for name, code in matters.items() if code)
    area = case.filing.proposed_dependencia
    if area is None or case.dependencia:
        return f"{case.type.label}{told}"
    level = case.filing.proposed_level
    return f"{case.type.label}{told}; la dependencia propuesta, «{area}», es de nivel {level}: falta escalar el caso"


def assign(case: Case, act: Assign, now: datetime, calendar: Calendar) -> Case:
    """Name who is responsible; naming another one later, at whatever level, needs a reason."""
    earlier = _had_by(_at_its_level(_open(case), act))
    is_another = (case.dependencia, case.responsible) != (act.dependencia, act.responsible)
    if earlier and is_another and not act.reason.strip():
        raise ReassignmentWithoutReason(responsible=earlier)
    return replace(case, dependencia=act.dependencia, responsible=act.responsible)


def escalate(case: Case, act: Escalate, now: datetime, calendar: Calendar) -> Case:
    """Hand the case to another level, with its reason: 1 front, 2 back, 3 mission area.

    Up, or back down when it was not for the level it is at.
    """
    if act.level not in LEVELS or act.level == _open(case).level:
        raise UnknownLevel(level=act.level, current=case.level)
    here = LevelStay(level=act.level, dependencia=act.dependencia, entered_at=now)
    return replace(_left(case, now), level=act.level, dependencia=act.dependencia, responsible=None).staying(here)


def _had_by(case: Case) -> str | None:
    """Who has the case or, when nobody does since it changed level, who had it last in this cycle."""
    return case.responsible or next((x.responsible for x in reversed(case.stays) if x.responsible), None)


def _left(case: Case, now: datetime) -> Case:
    """The case once it has left its present level, with who had it last."""
    if not case.stays:
        return case
    last = replace(case.stays[-1], dependencia=case.dependencia, left_at=now, responsible=case.responsible)
    return replace(case, stays=(*case.stays[:-1], last))


def draft(case: Case, act: WriteDraft, now: datetime, calendar: Calendar) -> Case:
    """Propose a text; a new draft replaces the one before and asks for review again. Its number is never used twice."""
    written = Draft(version=_open(case).version + 1, text_hash=act.text_hash, kind=act.kind, author=act.by)
    state = case.state if case.state == State.SUSPENDED else State.IN_REVIEW
    return replace(case, draft=written, state=state)


def review(case: Case, act: Review, now: datetime, calendar: Calendar) -> Case:
    """Approve or return the draft that was read: never one's own (four eyes). What decides nothing leaves at once."""
    written = _open(case).draft
    if written is None or written.approved_by or written.is_returned:
        raise NoDraft
    if act.version not in {None, written.version}:
        raise UnseenVersion(version=written.version)
    if written.author == act.by:
        raise SelfApproval(by=act.by)
    state = State.IN_PROGRESS if case.state == State.IN_REVIEW else case.state
    if not act.is_approved:
        returned = replace(written, is_returned=True, returned_by=act.by, comment_hash=act.comment_hash)
        return replace(case, draft=returned, state=state)
    if written.kind == "fondo":
        return replace(case, draft=replace(written, approved_by=act.by, comment_hash=act.comment_hash))
    kind = LETTERS_THAT_DECIDE_NOTHING[written.kind]
    facts = {"firmante": act.signer} if act.signer else {}
    letter = petitioner_letter(case, kind, facts, text_hash=written.text_hash)
    return replace(case, draft=None, state=state).owing(letter)


def answer(case: Case, act: Answer, now: datetime, calendar: Calendar) -> Case:
    """Answer on the merits: the only act that ends the petition, and only once (Ley 1437 de 2011, art. 13)."""
    if case.decision is not None:
        raise AlreadyAnswered(by=case.decision.answered_by, at=case.decision.at)
    reviewed(_open(case), act)
    if act.sense in TAKES_BACK:
        check_deniable(case, now, calendar)
    is_firm = case.type in DECIDED_BY_A_FIRM_ACT
    decision = Decision(
        text_hash=act.text_hash or _approved_text(_open(case)),
        sense=act.sense,
        signer=act.signer,
        answered_by=act.by,
        at=now,
        is_act=act.is_act or is_firm,
        is_firm=is_firm,
    )
    kind = LetterKind.RESPUESTA_ACTO if decision.is_act else LetterKind.RESPUESTA
    return decided(case, decision, petitioner_letter(case, kind, _said(case, act), text_hash=decision.text_hash))


DECIDED_BY_A_FIRM_ACT = frozenset({PqrsdType.RECURSO_REPOSICION, PqrsdType.REVOCATORIA_DIRECTA})
"""What decides these is an act against which no recourse proceeds (Ley 1437 de 2011, arts. 87 and 95)."""


def _said(case: Case, act: Answer) -> dict[str, str]:
    """What the letter of an answer says besides its text: who signs it and what proceeds against it (arts. 67, 74)."""
    signed = {"sentido": str(act.sense), "firmante": act.signer, "cargo": act.signer_title}
    if case.type in DECIDED_BY_A_FIRM_ACT:
        return signed | {"recursos": "ninguno", "tipo": case.type.label}
    if act.is_act:
        return signed | {"recursos": "apelacion" if act.superior else "reposicion", "superior": act.superior}
    whose = "consumidor" if TERMS[case.type].is_regulated_by_sfc else ""
    return signed | {"replica": whose, "plazo_replica": of_replica(case.filing.policy)}


def reviewed(case: Case, act: Answer | Reject) -> Case:
    """The same case, if a text of one's own may leave it: never around a draft that another person has not approved.

    Raises DraftNotApproved, or ReviewRequired at a level where the house wants every answer reviewed.
    """
    if not act.needs_review or act.text_hash is None:
        return case
    if case.draft is None and case.level in case.filing.policy.levels_with_review:
        raise ReviewRequired(level=case.level)
    if case.draft is not None and (case.draft.approved_by is None or case.draft.text_hash != act.text_hash):
        raise DraftNotApproved
    return case


def decided(case: Case, decision: Decision, letter: DueLetter) -> Case:
    """The case with its decision, owing the letter that tells it. Raises SignerMissing."""
    if not decision.signer.strip():
        raise SignerMissing
    return replace(case, state=State.ANSWERED, decision=decision, medium=letter.medium).owing(final(letter))


def _approved_text(case: Case) -> str:
    if case.draft is None or case.draft.approved_by is None:
        raise DraftNotApproved
    return case.draft.text_hash


def note(case: Case, act: Note, now: datetime, calendar: Calendar) -> Case:
    """Leave a note in the log; allowed in any state."""
    return case


def closed(case: Case, now: datetime) -> Case:
    """The notified case is closed; one withdrawn or transferred keeps its state."""
    state = State.CLOSED if case.state == State.NOTIFIED else case.state
    return replace(case, state=state, closed_at=case.closed_at or now)


def _open(case: Case) -> Case:
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    return case
