"""The questions of a survey as its page asks them: those of the catalog version that the case keeps."""

from dataclasses import dataclass

from domain.instants import bogota_date
from domain.measures import SCALES, Question, SurveyForm
from web.cases import existing
from web.services import Services


@dataclass(frozen=True)
class Asked:
    """A question with the name of its field and its answers, the best first."""

    name: str
    text: str
    answers: tuple[tuple[int, str], ...]
    is_required: bool


async def form_of(radicado: str, parts: Services) -> SurveyForm:
    """The form of a case. Raises CaseUnknown."""
    case = (await existing(parts, radicado)).case
    return await parts.catalogs.survey(case.filing.catalogs, bogota_date(parts.now()))


def asked(form: SurveyForm) -> list[Asked]:
    """Every question in its order."""
    return [Asked(field_name(x), x.text, _answers(x), x.is_required) for x in form.questions]


def field_name(question: Question) -> str:
    """The field of the page in which a question is answered."""
    return question.code if question.code in SCALES else f"sub_{question.code}"


def unanswered(form: SurveyForm, said: dict[str, str]) -> list[dict[str, str]]:
    """The questions that have to be answered and are not, as errors of their fields."""
    names = (field_name(x) for x in form.questions if x.is_required)
    return [{"campo": name, "mensaje": "es obligatorio"} for name in names if name not in said]


def _answers(question: Question) -> tuple[tuple[int, str], ...]:
    ends = {question.low: question.low_says, question.high: question.high_says}
    grades = range(question.high, question.low - 1, -1)
    return tuple((grade, f"{grade}, {ends[grade]}" if ends.get(grade) else str(grade)) for grade in grades)
