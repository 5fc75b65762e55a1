"""Positive silence: what a lapsed term gave the petitioner and no later answer can take back."""

from datetime import datetime

from domain.calendar import Calendar
from domain.case import Case
from domain.errors import AcceptedBySilence
from domain.terms import TERMS, Silence

ACCEPTING = frozenset({Silence.ACCEPTED, Silence.CLAIM_ACCEPTED})


def check_deniable(case: Case, now: datetime, calendar: Calendar) -> None:
    """Raises AcceptedBySilence for a petition that the lapse of its term accepted.

    Documents and information: Ley 1437 de 2011, art. 14, num. 1; claims to a source of financial data: Ley 1266 de
    2008, art. 16, num. II.8.
    """
    dates = case.deadlines(calendar)
    has_lapsed = dates.lapses_at is not None and now >= dates.lapses_at
    if has_lapsed and TERMS[case.type].silence in ACCEPTING:
        raise AcceptedBySilence(due_on=dates.due_on)
