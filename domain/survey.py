"""The satisfaction survey: when a person may be asked, for how long, and what a valid rating is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendar import Calendar
from domain.errors import ActRefusal
from domain.instants import BOGOTA, bogota_date, end_of, start_of

REMIND_AFTER_BUSINESS_DAYS = 3
EXPIRES_AFTER_BUSINESS_DAYS = 10
LOW_SCORE = 2
SUB_ITEMS = ("claridad", "amabilidad", "oportunidad", "facilidad")
"""What is rated besides the whole, each 1 to 5."""

_SATURDAY, _SUNDAY = 5, 6


class RatingOutOfRange(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    status = 422
    sentence = "«{field}» debe estar entre {low} y {high}."


class UnknownSubItem(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    status = 422
    sentence = "«{name}» no se califica: los aspectos son claridad, amabilidad, oportunidad y facilidad."


class ReviewConcluded(ActRefusal):
    norm = "NTC-ISO 9001:2015, 10.2"
    sentence = "{by} ya concluyó esta revisión el {at:%d/%m/%Y}."


class AlreadyRated(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    sentence = "Esta encuesta ya se respondió; el enlace sirve una sola vez."


@dataclass(frozen=True, kw_only=True)
class Rating:
    """Score 1–5, effort 1–7 (CES), recommendation 0–10 (NPS); the comment is stored by its hash."""

    score: int
    sub_scores: dict[str, int] | None = None
    effort: int | None = None
    recommendation: int | None = None
    comment_hash: str | None = None

    @property
    def is_low(self) -> bool:
        return self.score <= LOW_SCORE


def checked(rating: Rating) -> Rating:
    """The same rating. Raises RatingOutOfRange or UnknownSubItem, naming the field."""
    _within("puntaje", rating.score, 1, 5)
    for name, value in (rating.sub_scores or {}).items():
        if name not in SUB_ITEMS:
            raise UnknownSubItem(name=name)
        _within(f"subpuntajes.{name}", value, 1, 5)
    _within("esfuerzo", rating.effort, 1, 7)
    _within("recomendacion", rating.recommendation, 0, 10)
    return rating


def contact_instant(now: datetime, calendar: Calendar) -> datetime:
    """*now*, or the next instant at which the law lets a person be contacted (Ley 2300 de 2023, art. 3).

    Monday to Friday 07:00–19:00, Saturday 08:00–15:00, never on Sunday or a holiday.
    """
    local = now.astimezone(BOGOTA)
    day = local.date()
    for ahead in range(15):
        hours = _contact_hours(day + timedelta(days=ahead), calendar)
        if hours is None:
            continue
        opens, closes = (start_of(day + timedelta(days=ahead)) + timedelta(hours=x.hour) for x in hours)
        if local < closes:
            return max(local, opens)
    raise ActRefusal("No hay un día de contacto en las próximas dos semanas.")


def remind_at(invited_at: datetime, calendar: Calendar) -> datetime:
    """When the one reminder goes out."""
    day = calendar.business_days_after(bogota_date(invited_at), REMIND_AFTER_BUSINESS_DAYS)
    return contact_instant(start_of(day) + timedelta(hours=9), calendar)


def expires_at(invited_at: datetime, calendar: Calendar) -> datetime:
    """When the one-time link stops working."""
    return end_of(calendar.business_days_after(bogota_date(invited_at), EXPIRES_AFTER_BUSINESS_DAYS))


def _contact_hours(day: date, calendar: Calendar) -> tuple[time, time] | None:
    weekday = day.weekday()
    if weekday == _SUNDAY or day in calendar.holidays:
        return None
    return (time(8), time(15)) if weekday == _SATURDAY else (time(7), time(19))


def _within(field: str, value: int | None, low: int, high: int) -> None:
    if value is not None and not low <= value <= high:
        raise RatingOutOfRange(field=field, low=low, high=high)
