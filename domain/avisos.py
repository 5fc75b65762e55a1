"""Notices: how long they stay up and when they take effect (Ley 1437 de 2011, art. 69)."""

from datetime import date, datetime

from domain.calendar import Calendar
from domain.instants import end_of

AVISO_BUSINESS_DAYS = 5
"""Ley 1437 de 2011, art. 69."""


def aviso_effective_at(from_on: date, calendar: Calendar) -> datetime:
    """End of the business day after the removal of an aviso published for five business days (art. 69)."""
    return end_of(calendar.business_days_after(from_on, AVISO_BUSINESS_DAYS + 1))
