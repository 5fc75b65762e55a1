"""What the ratings of a period say, by channel or by dependencia, without showing what one person answered.

- Response rate: answered / invited.
- Top-two-box: the share of scores 4 and 5 (of 5).
- CES: the mean of «fue fácil» from 1 to 7 (Dixon, Freeman y Toman, «Stop Trying to Delight Your Customers», HBR, 2010).
- NPS: % of 9 and 10 less % of 0 to 6 (Reichheld, «The One Number You Need to Grow», HBR, 2003).
- Margin, in percentage points at 95 %: 1.96 · √(p(1−p)/n) · √((N−n)/(N−1)), with p = 0.5, the widest, n answered and
  N invited: the finite-population correction of Cochran, «Sampling Techniques», 3rd ed., section 2.6 and chapter 4.
- A cell with fewer than five answers shows no figure, and as many others as are needed stay hidden with it, so that
  none is found by taking the rest from the total (complementary suppression: Willenborg y de Waal, «Elements of
  Statistical Disclosure Control», 2001).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

FEWEST = 5
"""Fewer answers than these show no figure."""

Z_95 = 1.96
TOP_TWO = 4
PROMOTERS_FROM, DETRACTORS_TO = 9, 6
TOTAL = "Total"
ASPECTS = ("claridad", "amabilidad", "oportunidad", "facilidad")
"""The aspects that always have a figure; any other that a version of the survey asks for has it once it is rated."""

Measures = Mapping[str, Callable[["Invited"], int | None]]


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A person who was asked; without a score, one who did not answer."""

    channel: str
    dependencia: str
    score: int | None = None
    sub_scores: Mapping[str, int] = field(default_factory=dict)
    effort: int | None = None
    recommendation: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The figures of a group. None: not shown, or nobody answered that question."""

    name: str
    invited: int
    answered: int | None = None
    rate: float | None = None
    top_two: float | None = None
    mean: float | None = None
    effort: float | None = None
    recommendation: float | None = None
    margin: float | None = None
    sub_means: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def is_suppressed(self) -> bool:
        return self.answered is None


@dataclass(frozen=True)
class Analysis:
    """The cells of a period, by name, and their total."""

    cells: tuple[Cell, ...]
    total: Cell


def analysed(people: Sequence[Invited], by: Callable[[Invited], str]) -> Analysis:
    """The analysis of who was asked in a period.

    >>> asked = [Invited(channel="web", dependencia="", score=s) for s in (5, 5, 4, 3, 1)]
    >>> found = analysed(asked + [Invited(channel="web", dependencia="")] * 5, lambda x: x.channel)
    >>> found.total.top_two, found.total.rate, found.total.margin
    (60.0, 50.0, 32.7)
    """
    groups: dict[str, list[Invited]] = {}
    for person in people:
        groups.setdefault(by(person) or "sin dato", []).append(person)
    answers = {name: len(_answers(group)) for name, group in groups.items()}
    hidden = suppressed(answers)
    measures = _measures(people)
    shown = [name for name in sorted(groups) if name not in hidden]
    cells = {name: _cell(name, groups[name], measures) for name in shown}
    withheld = {x for name in shown for x, measure in measures.items() if _is_few(measure, groups[name])}
    is_told = len(_answers(people)) >= FEWEST
    total = _cell(TOTAL, people, measures, withheld) if is_told else _bare(TOTAL, people, measures)
    return Analysis(tuple(cells.get(name) or _bare(name, groups[name], measures) for name in sorted(groups)), total)


def suppressed(answers: Mapping[str, int]) -> frozenset[str]:
    """The cells to hide: those with few answers and, with them, the smallest others that keep them from being found.

    A cell is found from the total when it is the only hidden one that anybody answered, or when the hidden ones
    together are still few.

    >>> sorted(suppressed({"web": 40, "correo": 12, "telefono": 3}))
    ['correo', 'telefono']
    >>> sorted(suppressed({"web": 40, "correo": 2, "telefono": 4}))
    ['correo', 'telefono']
    """
    hidden = {name for name, count in answers.items() if count < FEWEST}
    others = sorted((count, name) for name, count in answers.items() if name not in hidden)
    while _can_be_found([answers[name] for name in hidden]) and others:
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def _can_be_found(hidden: Iterable[int]) -> bool:
    counts = [count for count in hidden if count]
    return bool(counts) and (len(counts) == 1 or sum(counts) < FEWEST)


def margin(answered: int, invited: int) -> float:
    """Half the width of the 95 % interval of a share, in percentage points, among *invited* people.

    >>> margin(100, 1000), margin(50, 50)
    (9.3, 0.0)
    """
    if invited <= 1:
        return 0.0
    correction = sqrt((invited - answered) / (invited - 1))
    return round(100 * Z_95 * sqrt(0.25 / answered) * correction, 1)


def net_promoter(scores: Sequence[int]) -> float:
    """From −100 to 100.

    >>> net_promoter([10, 9, 8, 6, 0])
    0.0
    """
    promoters = sum(x >= PROMOTERS_FROM for x in scores)
    detractors = sum(x <= DETRACTORS_TO for x in scores)
    return round(100 * (promoters - detractors) / len(scores), 1)


def _answers(people: Sequence[Invited]) -> list[Invited]:
    return [x for x in people if x.score is not None]


def _sub_item(name: str) -> Callable[[Invited], int | None]:
    return lambda person: person.sub_scores.get(name)


def _measures(people: Sequence[Invited]) -> Measures:
    """The questions nobody has to answer, of the whole and of each aspect: each is counted and hidden by itself."""
    rated = {name for person in people for name in person.sub_scores}
    aspects = (*ASPECTS, *sorted(rated - set(ASPECTS)))
    return {
        "effort": lambda person: person.effort,
        "recommendation": lambda person: person.recommendation,
        **{name: _sub_item(name) for name in aspects},
    }


def _values(measure: Callable[[Invited], int | None], people: Sequence[Invited]) -> list[int]:
    found = (measure(person) for person in _answers(people))
    return [value for value in found if value is not None]


def _is_few(measure: Callable[[Invited], int | None], people: Sequence[Invited]) -> bool:
    """Whether some answered the question, but fewer than may be shown: then the total does not say it either."""
    return 0 < len(_values(measure, people)) < FEWEST


def _cell(name: str, people: Sequence[Invited], measures: Measures, withheld: Iterable[str] = ()) -> Cell:
    scores = [x.score for x in _answers(people) if x.score is not None]
    values = {x: [] if x in withheld else _values(measure, people) for x, measure in measures.items()}
    return Cell(
        name=name,
        invited=len(people),
        answered=len(scores),
        rate=round(100 * len(scores) / len(people), 1),
        top_two=round(100 * sum(x >= TOP_TWO for x in scores) / len(scores), 1),
        mean=_mean(scores, 1),
        effort=_mean(values["effort"], FEWEST),
        recommendation=net_promoter(values["recommendation"]) if len(values["recommendation"]) >= FEWEST else None,
        margin=margin(len(scores), len(people)),
        sub_means={item: _mean(values[item], FEWEST) for item in _aspects(measures)},
    )


def _bare(name: str, people: Sequence[Invited], measures: Measures) -> Cell:
    return Cell(name=name, invited=len(people), sub_means=dict.fromkeys(_aspects(measures)))


def _aspects(measures: Measures) -> list[str]:
    return [name for name in measures if name not in {"effort", "recommendation"}]


def _mean(values: Sequence[int], fewest: int) -> float | None:
    return round(sum(values) / len(values), 2) if len(values) >= fewest else None
