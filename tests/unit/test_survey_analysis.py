"""What the ratings of a period say, and what they never give away."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import PeriodUnknown, period
from domain.survey_analysis import FEWEST, Invited, analysed, margin, net_promoter, suppressed


def asked(channel: str, scores: Sequence[int], silent: int = 0, **more: object) -> list[Invited]:
    """People asked on a channel: who answered, with their scores, and who did not."""
    answered = [Invited(channel=channel, dependencia="GAU", score=score, **more) for score in scores]  # type: ignore[arg-type]
    return answered + [Invited(channel=channel, dependencia="GAU")] * silent


def test_each_figure_is_the_one_its_formula_says() -> None:
    people = [
        *asked("web", [5, 5, 4, 3], 4, effort=7, recommendation=10),
        *asked("web", [1, 2], 0, effort=1, recommendation=6),
    ]

    web = analysed(people, lambda x: x.channel).cells[0]

    assert (web.invited, web.answered, web.rate) == (10, 6, 60.0)
    assert (web.top_two, web.mean, web.effort, web.recommendation) == (50.0, 3.33, 5.0, 33.3)
    assert web.margin == 26.7  # 1.96·√(0.25/6)·√(4/9), in points


def test_the_margin_is_nothing_when_everybody_answered_and_widest_when_few_did() -> None:
    assert margin(20, 20) == 0.0
    assert margin(385, 1_000_000) == pytest.approx(5.0, abs=0.05)


@pytest.mark.parametrize(("scores", "nps"), [([9, 10], 100.0), ([7, 8], 0.0), ([0, 6], -100.0), ([10, 8, 6, 6], -25.0)])
def test_promoters_less_detractors(scores: list[int], nps: float) -> None:
    assert net_promoter(scores) == nps


def test_a_cell_with_few_answers_hides_and_takes_another_with_it() -> None:
    people = [*asked("web", [5] * 20), *asked("correo", [4] * 8), *asked("telefono", [1] * 3, 9)]

    found = analysed(people, lambda x: x.channel)
    cells = {cell.name: cell for cell in found.cells}

    assert [name for name, cell in cells.items() if cell.is_suppressed] == ["correo", "telefono"]
    assert cells["telefono"].invited == 12
    assert cells["telefono"].rate is None
    assert found.total.answered == 31


def test_a_period_with_few_answers_says_only_whom_it_asked() -> None:
    total = analysed(asked("web", [5, 5], 10), lambda x: x.channel).total

    assert (total.invited, total.is_suppressed, total.mean) == (12, True, None)


def test_a_period_without_anybody_is_empty() -> None:
    found = analysed([], lambda x: x.channel)

    assert found.cells == ()
    assert found.total.invited == 0


def test_a_question_that_few_answered_is_hidden_in_its_cell_and_in_the_total() -> None:
    people = [*asked("web", [5] * 10, effort=7), *asked("correo", [4] * 8), *asked("correo", [4] * 2, effort=1)]

    found = analysed(people, lambda x: x.channel)
    cells = {cell.name: cell for cell in found.cells}

    assert cells["web"].effort == 7.0
    assert cells["correo"].effort is None
    assert cells["correo"].mean == 4.0
    assert found.total.effort is None


def test_an_aspect_of_another_version_of_the_survey_has_its_figure_and_is_hidden_like_the_others() -> None:
    people = [*asked("web", [5] * 6, sub_scores={"limpieza": 4}), *asked("correo", [4] * 6, sub_scores={"claridad": 5}),
              *asked("verbal", [4] * 6), *asked("verbal", [4], sub_scores={"limpieza": 1})]  # fmt: skip

    found = analysed(people, lambda x: x.channel)
    cells = {cell.name: dict(cell.sub_means) for cell in found.cells}

    assert list(cells["web"]) == ["claridad", "amabilidad", "oportunidad", "facilidad", "limpieza"]
    assert [cells[x]["limpieza"] for x in ("web", "correo", "verbal")] == [4.0, None, None]
    assert (found.total.sub_means["limpieza"], found.total.sub_means["claridad"]) == (None, 5.0)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_no_hidden_cell_is_found_by_taking_the_rest_from_the_total(answers: dict[str, int]) -> None:
    hidden = suppressed(answers)

    together = [answers[name] for name in hidden if answers[name]]
    is_total_shown = sum(answers.values()) >= FEWEST
    assert all(name in hidden for name, count in answers.items() if count < FEWEST)
    if is_total_shown and together:
        assert len(together) > 1
        assert sum(together) >= FEWEST


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12)))
def test_no_more_is_hidden_than_is_needed(answers: dict[str, int]) -> None:
    hidden = suppressed(answers)
    few = {name for name, count in answers.items() if count < FEWEST}
    added = hidden - few

    def protects(names: set[str]) -> bool:
        counts = [answers[name] for name in names if answers[name]]
        return not counts or (len(counts) > 1 and sum(counts) >= FEWEST)

    assert not any(protects(few | set(some)) for n in range(len(added)) for some in combinations(added, n))


@pytest.mark.parametrize(
    ("name", "first_on", "last_on"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_has_its_first_and_its_last_day(name: str, first_on: date, last_on: date) -> None:
    assert (period(name).first_on, period(name).last_on) == (first_on, last_on)


@pytest.mark.parametrize("name", ["2026-T5", "2026-13", "26", "", "2026-S3", "ayer", "2026-T4\n"])
def test_what_is_not_a_period_is_refused(name: str) -> None:
    with pytest.raises(PeriodUnknown):
        period(name)
