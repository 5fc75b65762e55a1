"""What is asked, kept, written and aimed at, as catalogs: survey, retention table, letter templates, targets."""

from dataclasses import dataclass

from domain.letters import LetterKind
from domain.retention import TrdSeries


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the survey, answered on a scale from *low* to *high*; what each end of it is called."""

    code: str
    text: str
    low: int
    high: int
    low_says: str = ""
    high_says: str = ""
    is_required: bool = False


SCALES = {"puntaje": (1, 5), "esfuerzo": (1, 7), "recomendacion": (0, 10)}
"""The questions about the whole, on the scales that their figures are computed on; any other is about an aspect."""


@dataclass(frozen=True, kw_only=True)
class SurveyForm:
    """The questions, the open one, the score that opens a review, and for how many business days it is asked."""

    questions: tuple[Question, ...]
    comment_prompt: str
    low_score: int
    remind_after_business_days: int = 3
    expires_after_business_days: int = 10

    @property
    def aspects(self) -> tuple[Question, ...]:
        """What is rated besides the whole."""
        return tuple(x for x in self.questions if x.code not in SCALES)

    def question(self, code: str) -> Question | None:
        return next((x for x in self.questions if x.code == code), None)


@dataclass(frozen=True, kw_only=True)
class RetentionTable:
    """The series of the retention table (TRD) that receive expedientes; `default` is that of the PQRSD."""

    series: tuple[TrdSeries, ...]
    default: str

    def of_default(self) -> TrdSeries:
        return next(x for x in self.series if x.subseries_code == self.default)


@dataclass(frozen=True, kw_only=True)
class Template:
    """The wording of a letter: *fingerprint* is what each letter keeps of the template it was written with."""

    kind: LetterKind
    subject: str
    fingerprint: str
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TemplateFile:
    """A file of the wording, whole, so that what a letter was written with can be read years later."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The letter templates as they were installed."""

    items: tuple[Template, ...]
    files: tuple[TemplateFile, ...]


@dataclass(frozen=True, kw_only=True)
class IndicatorTarget:
    """What an indicator should reach. `is_ceiling`: staying under it is what is wanted."""

    code: str
    name: str
    formula: str
    target_percent: float
    is_ceiling: bool = False


@dataclass(frozen=True, kw_only=True)
class IndicatorTargets:
    items: tuple[IndicatorTarget, ...]
