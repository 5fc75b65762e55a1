"""Analogous petitions answered together: which may be, under which rule, and what each member takes from it.

Ley 1437 de 2011, art. 22: when more than ten persons make analogous petitions for information, of general interest or
of consulta, one single answer may be given; it is published in a newspaper of wide circulation and on the web page,
and copies are given to who asks for them. Outside that rule the same text may still answer several petitions, but
each petitioner is owed their own answer in their own term: such a group is joint work, not a single answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.calendar import Calendar
from domain.case import Case
from domain.errors import CPACA, ActRefusal, AlreadyDecided, CaseRefusal, DraftNotApproved, NoDraft, SelfApproval
from domain.instants import BOGOTA
from domain.knowledge import checked
from domain.ledger import EventKind, LedgerEvent
from domain.petitions import Group
from domain.terms import PqrsdType

MORE_THAN_PERSONS = 10
"""Art. 22: «más de diez (10) personas»."""

SINGLE_ANSWER = frozenset({PqrsdType.PETICION_INFORMACION, PqrsdType.PETICION_INTERES_GENERAL, PqrsdType.CONSULTA})
"""Art. 22: «peticiones análogas, de información, de interés general o de consulta»."""

JOINT = SINGLE_ANSWER | {
    PqrsdType.PETICION_INTERES_PARTICULAR,
    PqrsdType.PETICION_VERBAL,
    PqrsdType.PETICION_DOCUMENTOS,
    PqrsdType.QUEJA,
    PqrsdType.RECLAMO,
    PqrsdType.SUGERENCIA,
    PqrsdType.DENUNCIA,
    PqrsdType.FELICITACION,
    PqrsdType.QUEJA_CONSUMIDOR_FINANCIERO,
}
"""May share a text. The rest (authorities, Congress, judges, appeals, personal data) is decided one by one."""

NEWSPAPER, WEB = "periodico", "web"
PUBLISHED_IN = (WEB, NEWSPAPER)
"""Art. 22: «publicará en un diario de amplia circulación, la pondrá en su página web»."""


BLANKS = ("nombre", "radicado", "asunto", "tipo", "recibido", "fecha")
"""The blanks that every member can fill in."""


class MemberUnknown(ActRefusal):
    norm = f"{CPACA}, art. 22"
    status = 422
    field = "radicados"
    sentence = "No hay un caso con el radicado {radicado}."


class NotGroupable(ActRefusal):
    norm = f"{CPACA}, art. 22"
    sentence = "{radicado} es «{label}»: la ley exige decidirla por separado."


class TooFewMembers(ActRefusal):
    norm = f"{CPACA}, art. 22"
    status = 422
    field = "radicados"
    sentence = "Un grupo tiene al menos dos solicitudes distintas."


class MemberDecided(CaseRefusal):
    norm = f"{CPACA}, art. 13"
    sentence = "{radicado} está en estado «{state}»: ya no se puede agrupar."


class MemberOfAnother(CaseRefusal):
    norm = f"{CPACA}, art. 22"
    sentence = "{radicado} ya está en el grupo {group}."


class GroupAnswered(CaseRefusal):
    norm = f"{CPACA}, art. 13"
    sentence = "{by} ya ordenó la respuesta de este grupo el {at:%d/%m/%Y a las %H:%M}."


class JointTextChanged(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión por otra persona"
    sentence = "{by} cambió el texto del grupo el {at:%d/%m/%Y a las %H:%M:%S}: léalo antes de decidir o reemplazarlo."


class SingleAnswerWithBlanks(ActRefusal):
    norm = f"{CPACA}, art. 22"
    status = 422
    field = "texto"
    sentence = "Una respuesta única es igual para todos y se publica: no lleva campos como {{{{nombre}}}}."


class NothingToPublish(CaseRefusal):
    norm = f"{CPACA}, art. 22"
    sentence = "Solo se publica la respuesta única, y después de ordenarla."


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A petition somebody wants to group. `person` tells petitioners apart: the law counts persons, not petitions."""

    radicado: str
    type: PqrsdType
    received_at: datetime
    state: str
    is_decided: bool
    person: str
    group: str | None = None


@dataclass(frozen=True)
class Formation:
    """The rule a group falls under and the receipts of its members."""

    is_single_answer: bool
    receipts: tuple[datetime, ...]


@dataclass(frozen=True, kw_only=True)
class JointText:
    """The text of a group on its way to answer it."""

    is_single_answer: bool
    drafted_by: str | None = None
    drafted_at: datetime | None = None
    is_approved: bool = False
    is_returned: bool = False
    answered_by: str | None = None
    answered_at: datetime | None = None


def formed(candidates: Sequence[Candidate]) -> Formation:
    """The group these petitions make. Raises the refusal that names the first one that may not be in it."""
    if len(candidates) < 2:
        raise TooFewMembers
    for member in candidates:
        _admitted(member)
    persons = {member.person for member in candidates}
    is_single = len(persons) > MORE_THAN_PERSONS and all(member.type in SINGLE_ANSWER for member in candidates)
    return Formation(is_single, tuple(sorted(member.received_at for member in candidates)))


def _admitted(member: Candidate) -> None:
    if member.type not in JOINT:
        raise NotGroupable(radicado=member.radicado, label=member.type.label)
    if member.is_decided:
        raise MemberDecided(radicado=member.radicado, state=member.state)
    if member.group is not None:
        raise MemberOfAnother(radicado=member.radicado, group=member.group)


def group(case: Case, act: Group, now: datetime, calendar: Calendar) -> Case:
    """Take the term of the earliest of the analogous petitions, never a later one (Ley 1437 de 2011, art. 22).

    Joint work outside art. 22 leaves every term as it is.
    """
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    earlier = case.last(EventKind.GROUPED)
    if not act.is_single_answer or (earlier is not None and earlier.act == act.group_id):
        return case
    event = LedgerEvent(EventKind.GROUPED, now, act=act.group_id, approved_by=act.by, members=act.receipts)
    return case.noting(event)


def may_draft(text: JointText) -> None:
    """A text may be written until the answer is ordered. Raises GroupAnswered."""
    if text.answered_at is not None:
        raise GroupAnswered(by=text.answered_by, at=text.answered_at.astimezone(BOGOTA))


def version_of(drafted_at: datetime | None) -> int:
    """The number of a text: the millisecond it was written at, so that a later one has a greater number; 0 for none.

    >>> version_of(None), version_of(datetime(2026, 11, 25, 9, tzinfo=BOGOTA))
    (0, 1795615200000)
    """
    return 0 if drafted_at is None else int(drafted_at.timestamp() * 1000)


def may_replace(text: JointText, by: str, over: int | None) -> None:
    """Write over the text that was read (*over*, a version); without saying which, over one's own only.

    Raises GroupAnswered or JointTextChanged.
    """
    may_draft(text)
    if over is None and text.drafted_by in {None, by}:
        return
    _seen(text, over)


def _seen(text: JointText, version: int | None) -> None:
    """Raises JointTextChanged when the text that was read is not the one there is."""
    if text.drafted_at is not None and version != version_of(text.drafted_at):
        raise JointTextChanged(by=text.drafted_by, at=text.drafted_at.astimezone(BOGOTA))


def fits(body: str, text: JointText) -> str:
    """A text that can answer every member. Raises SingleAnswerWithBlanks or what `knowledge.checked` does."""
    if checked(body, BLANKS) and text.is_single_answer and "{{" in body:
        raise SingleAnswerWithBlanks
    return body


def may_review(text: JointText, by: str, version: int | None = None) -> None:
    """Another person than the author, once a draft, and the one they read if they say which.

    Raises GroupAnswered, NoDraft, SelfApproval or JointTextChanged.
    """
    may_draft(text)
    if text.drafted_by is None or text.is_approved or text.is_returned:
        raise NoDraft
    if text.drafted_by == by:
        raise SelfApproval(by=by)
    if version is not None:
        _seen(text, version)


def may_answer(text: JointText) -> None:
    """One approval answers them all, once. Raises GroupAnswered or DraftNotApproved."""
    may_draft(text)
    if not text.is_approved:
        raise DraftNotApproved
