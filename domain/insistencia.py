"""Insistencia: what is held under reserva goes to the court, and what the court decides is obeyed (art. 26)."""

from dataclasses import replace
from datetime import datetime

from domain.asked import presented_at
from domain.calendar import Calendar
from domain.case import Case, State
from domain.correspondence import petitioner_letter
from domain.errors import AlreadyDecided
from domain.errors_recourse import AlreadyRemitted, NothingRemitted, NothingToRemit
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions_told import CourtDecision, RemitToCourt


def remit(case: Case, act: RemitToCourt, now: datetime, calendar: Calendar) -> Case:
    """Note that the documents went to the court, once, and tell the petitioner (Ley 1437 de 2011, art. 26)."""
    begun = _insisted(case).last(EventKind.INSISTENCIA)
    earlier = case.last(EventKind.REMITTED_TO_COURT)
    if begun is None:
        raise NothingToRemit
    if earlier is not None:
        raise AlreadyRemitted(on=bogota_date(earlier.at))
    at = presented_at(act.sent_at, now, begun.at)
    event = LedgerEvent(EventKind.REMITTED_TO_COURT, at, act=act.number, reason=act.court, approved_by=act.by)
    facts = {"tribunal": act.court, "numero": act.number, "enviado_el": bogota_date(at).isoformat()}
    return case.noting(event).owing(petitioner_letter(case, LetterKind.REMISION_TRIBUNAL, facts))


def decided_by_court(case: Case, act: CourtDecision, now: datetime, calendar: Calendar) -> Case:
    """Note what the court decided: the answer that obeys it is still owed (Ley 1437 de 2011, art. 26)."""
    remitted = _insisted(case).last(EventKind.REMITTED_TO_COURT)
    if remitted is None or case.last(EventKind.COURT_DECIDED) is not None:
        raise NothingRemitted
    at = presented_at(act.notified_at, now, remitted.at)
    event = LedgerEvent(
        EventKind.COURT_DECIDED, at, new_due_on=act.due_on, act=act.number, reason=act.sense, approved_by=act.by
    )
    return replace(case.noting(event), state=State.IN_PROGRESS)


def _insisted(case: Case) -> Case:
    """The case, if its petitioner insisted in this cycle. Raises AlreadyDecided or NothingToRemit."""
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    if case.last(EventKind.INSISTENCIA) is None:
        raise NothingToRemit
    return case
