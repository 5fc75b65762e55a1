"""Instants and dates of the Colombian legal day (America/Bogota, UTC−05:00, no daylight saving)."""

from datetime import date, datetime, time, timedelta, timezone

BOGOTA = timezone(timedelta(hours=-5), "America/Bogota")


def bogota_date(at: datetime) -> date:
    """The legal day on which an instant falls.

    >>> from datetime import UTC
    >>> bogota_date(datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC))
    datetime.date(2026, 12, 31)
    """
    return at.astimezone(BOGOTA).date()


def start_of(day: date) -> datetime:
    """The first instant of a legal day."""
    return datetime.combine(day, time(), BOGOTA)


def end_of(day: date) -> datetime:
    """The instant a term that ends on *day* lapses: its 24:00 (Ley 4 de 1913, art. 59).

    >>> end_of(date(2026, 12, 31)).isoformat()
    '2027-01-01T00:00:00-05:00'
    """
    return start_of(day + timedelta(days=1))


def minute(at: datetime) -> str:
    """How letters write an instant: day and minute of Bogotá.

    >>> minute(datetime(2026, 12, 31, 18, 5, tzinfo=BOGOTA))
    '31/12/2026 18:05'
    """
    return at.astimezone(BOGOTA).strftime("%d/%m/%Y %H:%M")
