"""When a waiting answer is an alarm: too little of the term is left for it to go on waiting quietly."""

from datetime import date, datetime, timedelta

from domain.calendar import Calendar
from domain.instants import start_of
from domain.ladder import CLOSES


def alarm_from(earliest_on: date, calendar: Calendar) -> datetime:
    """The instant from which less than one business day is left: the close of the one before the earliest due date.

    >>> from domain.colombia import LEY_2578
    >>> alarm_from(date(2026, 12, 14), LEY_2578).isoformat()
    '2026-12-11T17:00:00-05:00'
    """
    return start_of(calendar.business_days_before(earliest_on, 1)) + timedelta(hours=CLOSES.hour)
