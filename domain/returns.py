"""What comes back after its case had closed: it goes on another way, in a cycle of its own."""

from dataclasses import replace
from datetime import datetime

from domain.case import Case, State
from domain.case_letters import Medium, SentLetter
from domain.correspondence import as_owed, by_next_medium, remitted_on_paper, unknown
from domain.errors import NothingSent
from domain.letters import LetterKind
from domain.petitions import Ground, Reopen
from domain.remissions import REMITTED, goes_on_otherwise


def returned(case: Case, key: str | None, *, by: str) -> Reopen | None:
    """What begins a closed case again because a letter, named by key or number or not at all, came back.

    Only its decision, or a letter of a traslado: the petition must reach the other authority (art. 21).
    """
    letter = _came_back(case, key) if case.is_closed else None
    if letter is None:
        return None
    return Reopen(by=by, argument_hash="", ground=Ground.RETURNED, letter=letter.key)


def told_again(case: Case, key: str | None, now: datetime) -> Case:
    """A closed case one of whose letters came back afterwards: in a cycle of its own it goes on by the next medium.

    Nobody had it, so that the term was never satisfied (Ley 1437 de 2011, arts. 13 and 69) or the petition never
    remitted (art. 21). Raises NothingSent.
    """
    sent = _came_back(case, key)
    if sent is None or sent.medium == Medium.AVISO:
        raise NothingSent
    again = replace(case, cycle=case.cycle + 1, closed_at=None)
    name = f"{case.radicado}/{again.cycle}/{sent.kind}/{case.version}/{sent.medium}"
    letter = replace(as_owed(sent), key=name)
    if sent.kind == LetterKind.TRASLADO_ENTIDAD:
        return remitted_on_paper(again, letter, now)
    return by_next_medium(_unread(again, sent.medium, now) if sent.is_final else again, letter)


def _unread(case: Case, medium: Medium, now: datetime) -> Case:
    """The case whose decision nobody has."""
    state = State.WITHDRAWN if case.state == State.WITHDRAWN else State.ANSWERED
    return replace(unknown(case, medium, now), state=state, sent_at=None, notified_at=None, doubtful_until=None)


def _came_back(case: Case, key: str | None) -> SentLetter | None:
    """The letter that came back, if its case rests on it and it does not go on another way already."""
    decision = next((x for x in reversed(case.letters) if x.is_final), None)
    if decision is not None and key in {None, decision.key, decision.outgoing_radicado}:
        return decision
    named = next((x for x in reversed(case.letters) if key in {x.key, x.outgoing_radicado}), None)
    is_open = named is not None and named.kind in REMITTED and not goes_on_otherwise(case, named)
    return named if is_open else None
