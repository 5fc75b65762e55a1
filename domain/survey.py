"""The satisfaction survey: when a person may be asked, for how long, and what a valid rating is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendar import Calendar
from domain.errors import QUOTED, ActRefusal
from domain.instants import BOGOTA, bogota_date, end_of, start_of
from domain.measures import Question, SurveyForm

_SATURDAY, _SUNDAY = 5, 6


class RatingOutOfRange(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    status = 422
    field = QUOTED
    sentence = "«{field}» debe estar entre {low} y {high}."


class UnknownSubItem(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    status = 422
    field = QUOTED
    sentence = "«{name}» no se califica en esta encuesta."


class QuestionUnanswered(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    status = 422
    field = QUOTED
    sentence = "Falta calificar «{name}»: es obligatorio."


class ReviewConcluded(ActRefusal):
    norm = "NTC-ISO 9001:2015, 10.2"
    sentence = "{by} ya concluyó esta revisión el {at:%d/%m/%Y}."


class SurveyOver(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    sentence = "El plazo para calificar ya terminó."


class AlreadyRated(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    sentence = "Esta encuesta ya se respondió; el enlace sirve una sola vez."


@dataclass(frozen=True, kw_only=True)
class Rating:
    """Score 1–5, effort 1–7 (CES), recommendation 0–10 (NPS), and aspects; the comment is stored by its hash."""

    score: int
    sub_scores: dict[str, int] | None = None
    effort: int | None = None
    recommendation: int | None = None
    comment_hash: str | None = None

    @property
    def of_whole(self) -> dict[str, int]:
        """What was answered of the whole, by the code of the question."""
        said = {"puntaje": self.score, "esfuerzo": self.effort, "recomendacion": self.recommendation}
        return {code: value for code, value in said.items() if value is not None}


def checked(rating: Rating, form: SurveyForm) -> Rating:
    """The same rating, if it is what the form asks.

    Raises RatingOutOfRange, UnknownSubItem or QuestionUnanswered, naming the field.
    """
    aspects = rating.sub_scores or {}
    for code, value in rating.of_whole.items():
        _answered(form.question(code), code, value, code)
    for code, value in aspects.items():
        _answered(next((x for x in form.aspects if x.code == code), None), code, value, f"subpuntajes.{code}")
    for question in form.questions:
        if question.is_required and question.code not in {*rating.of_whole, *aspects}:
            raise QuestionUnanswered(name=question.code)
    return rating


def is_low(rating: Rating, form: SurveyForm) -> bool:
    """Whether a rating opens a review."""
    return rating.score <= form.low_score


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


def contact_closes_at(now: datetime, calendar: Calendar) -> datetime:
    """When the law no longer lets a person be contacted on the day of *now*; *now* itself on a day without hours."""
    day = now.astimezone(BOGOTA).date()
    hours = _contact_hours(day, calendar)
    return now if hours is None else start_of(day) + timedelta(hours=hours[1].hour)


def remind_at(invited_at: datetime, calendar: Calendar, form: SurveyForm) -> datetime:
    """When the one reminder goes out."""
    day = calendar.business_days_after(bogota_date(invited_at), form.remind_after_business_days)
    return contact_instant(start_of(day) + timedelta(hours=9), calendar)


def expires_at(invited_at: datetime, calendar: Calendar, form: SurveyForm) -> datetime:
    """When the one-time link stops working."""
    return end_of(calendar.business_days_after(bogota_date(invited_at), form.expires_after_business_days))


def _contact_hours(day: date, calendar: Calendar) -> tuple[time, time] | None:
    weekday = day.weekday()
    if weekday == _SUNDAY or day in calendar.holidays:
        return None
    return (time(8), time(15)) if weekday == _SATURDAY else (time(7), time(19))


def _answered(question: Question | None, code: str, value: int, field: str) -> None:
    if question is None:
        raise UnknownSubItem(name=code)
    if not question.low <= value <= question.high:
        raise RatingOutOfRange(field=field, low=question.low, high=question.high)
