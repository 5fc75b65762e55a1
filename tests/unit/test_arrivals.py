"""A prórroga binds when its notice is known in time: by aviso, when it takes effect; on paper, when that is proven.

Received on Monday 2025-02-03, the petition is due on 2025-02-24; its prórroga announces 2025-03-03.
"""

from datetime import date, datetime

import pytest

from domain import acts, correspondence
from domain import petitions as p
from domain.case import Case, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_51
from domain.explanation import explain
from tests.support import a_domain_filing, bogota

INITIAL, ANNOUNCED = date(2025, 2, 24), date(2025, 3, 3)


def told(medium: Medium, at: datetime) -> Case:
    """The notice of a prórroga granted and sent at an instant."""
    case = opened(a_domain_filing(media=(medium,)))
    granted = acts.grant_prorroga(
        case, p.Prorroga(by="a", new_due_on=ANNOUNCED, reason="Falta un concepto."), at, LEY_51
    )
    letter = granted.due_letters[-1]
    return correspondence.letter_left(granted, letter, SentLetter.of(letter, "x", at, "2025-S-000001", None), LEY_51)


def dates(case: Case) -> tuple[date | None, date | None]:
    found = case.deadlines(LEY_51)
    return found.due_on, found.earliest_due_on


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [
        (bogota(2025, 2, 12, 9), (ANNOUNCED, ANNOUNCED)),
        (bogota(2025, 2, 13, 9), (ANNOUNCED, ANNOUNCED)),
        (bogota(2025, 2, 14, 9), (INITIAL, INITIAL)),
        (bogota(2025, 2, 20, 9), (INITIAL, INITIAL)),
    ],
)
def test_a_prorroga_told_by_aviso_binds_only_if_it_takes_effect_before_the_term_ends(
    published_at: datetime, expected: tuple[date, date]
) -> None:
    assert dates(told(Medium.AVISO, published_at)) == expected


@pytest.mark.parametrize("medium", [Medium.POSTAL, Medium.COUNTER])
def test_a_prorroga_told_on_paper_leaves_the_first_date_to_be_argued_until_its_delivery_is_proven(
    medium: Medium,
) -> None:
    case = told(medium, bogota(2025, 2, 10, 9))

    assert dates(case) == (ANNOUNCED, INITIAL)
    assert any("sin prueba de entrega" in line for line in explain(case.deadlines(LEY_51), LEY_51))


@pytest.mark.parametrize(
    ("proven_at", "expected"),
    [
        (bogota(2025, 2, 10), (ANNOUNCED, ANNOUNCED)),
        (bogota(2025, 2, 21, 16), (ANNOUNCED, ANNOUNCED)),
        (bogota(2025, 2, 24, 16), (ANNOUNCED, INITIAL)),
        (bogota(2025, 2, 25, 8), (INITIAL, INITIAL)),
    ],
)
def test_the_proof_of_its_notice_on_paper_settles_a_prorroga(proven_at: datetime, expected: tuple[date, date]) -> None:
    case = told(Medium.POSTAL, bogota(2025, 2, 10, 9))
    proof = p.RecordDelivery(by="r", evidence="entregado", at=proven_at, key="2025-S-000001")

    proven = correspondence.record_delivery(case, proof, bogota(2025, 2, 26, 9), LEY_51)

    assert dates(proven) == expected


def test_a_prorroga_told_by_e_mail_leaves_nothing_to_be_argued() -> None:
    assert dates(told(Medium.EMAIL, bogota(2025, 2, 20, 9))) == (ANNOUNCED, ANNOUNCED)
