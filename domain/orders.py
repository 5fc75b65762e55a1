"""The term that whoever orders fixes: a judge, Congress, a control body, the Defensor (Ley 1437 de 2011, art. 30)."""

from datetime import datetime

from domain.calendar import Calendar
from domain.case import Case
from domain.errors import AlreadyDecided, TermNotSetInOrder, TermOfOrderPast
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.petitions import SetTerm
from domain.terms import TERMS


def set_term(case: Case, act: SetTerm, now: datetime, calendar: Calendar) -> Case:
    """Count by the date that the order fixes (Ley 1437 de 2011, art. 30), or that the DCF grants.

    The Defensor may lengthen the term of what he transfers (Decreto 2555 de 2010, art. 2.34.2.1.5). Raises
    CalendarDoesNotCover for a date until which nobody can count the days.
    """
    if case.is_decided:
        raise AlreadyDecided(state=case.state)
    calendar.why_not(act.due_on)
    received_on = bogota_date(case.filing.received_at)
    if not TERMS[case.type].is_set_in_order:
        raise TermNotSetInOrder(label=case.type.label)
    if act.due_on < received_on:
        raise TermOfOrderPast(due_on=act.due_on, received_on=received_on)
    return case.noting(LedgerEvent(EventKind.TERM_SET, now, new_due_on=act.due_on, norm=act.norm, approved_by=act.by))


def ordered(case: Case, order: SetTerm | None, calendar: Calendar) -> Case:
    """A case just filed, by the date of the order it came with: it runs from its receipt (Ley 1437 de 2011, art. 30).

    Raises TermNotSetInOrder, TermOfOrderPast or CalendarDoesNotCover.
    """
    return case if order is None else set_term(case, order, case.filing.received_at, calendar)
