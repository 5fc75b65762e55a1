"""Who is told at once, and at what hour: the legal office of a tutela, the coordinator of a life in danger."""

from dataclasses import replace
from typing import Any

import pytest

from domain import handling
from domain import petitions as p
from domain.alerts import alerted
from domain.case import Case, PetitionerClass, State, opened
from domain.case_letters import DueLetter, Medium
from domain.catalog_seed_organization import ORGANIZATION
from domain.chronicle import lines_of_alerts
from domain.classification import Proposal
from domain.colombia import LEY_51
from domain.intake import NewFiling, routed
from domain.terms import TERMS, PqrsdType
from tests.support import a_domain_filing, bogota

FRIDAY = bogota(2025, 2, 7, 15)
SATURDAY = bogota(2025, 2, 8, 22)
LEGAL = (PqrsdType.TUTELA, PqrsdType.RECURSO_REPOSICION, PqrsdType.REVOCATORIA_DIRECTA)
URGENT = p.Classify(type=PqrsdType.RECLAMO, by="a", priority="riesgo_vida", priority_reason="lo amenazaron")


def a_case(**changes: Any) -> Case:
    return opened(a_domain_filing(received_at=FRIDAY, **changes))


def a_new_filing(**changes: Any) -> NewFiling:
    given: dict[str, Any] = {
        "type": PqrsdType.RECLAMO, "channel": "web", "subject": "s", "description": "d", "received_at": FRIDAY,
        "petitioner_class": PetitionerClass.NATURAL, "petitioner": {}, "media": (Medium.EMAIL,)}  # fmt: skip
    return NewFiling(**{**given, **changes})


def told(case: Case) -> list[DueLetter]:
    return [x for x in case.due_letters if x.is_internal]


@pytest.mark.parametrize("kind", LEGAL)
def test_what_is_no_petition_is_filed_at_the_legal_office_at_its_level(kind: PqrsdType) -> None:
    filing = routed(a_new_filing(type=kind), ORGANIZATION)

    assert (filing.dependencia, filing.level) == ("OAJ", 3)


def test_a_petition_is_filed_where_it_was_and_so_is_everything_without_a_legal_desk() -> None:
    petition, tutela = a_new_filing(), a_new_filing(type=PqrsdType.TUTELA)

    assert routed(petition, ORGANIZATION) == petition
    assert routed(tutela, replace(ORGANIZATION, legal_desk=None)) == tutela


def test_what_reads_as_a_tutela_is_proposed_to_the_legal_office() -> None:
    proposal = Proposal(type=PqrsdType.TUTELA, confidence=0.99, dependencia="VCC")

    filing = routed(a_new_filing(proposal=proposal), ORGANIZATION)

    assert filing.proposal is not None
    assert (filing.dependencia, filing.proposal.dependencia, filing.proposed_level) == ("", "OAJ", 3)


@pytest.mark.parametrize(("proposed", "placed"), [("VCC", ("VCC", 3)), ("GAU", ("GAU", 2)), ("XYZ", (None, None))])
def test_a_proposal_knows_the_level_of_its_dependencia(proposed: str, placed: tuple[str | None, int | None]) -> None:
    proposal = Proposal(type=PqrsdType.RECLAMO, confidence=0.9, dependencia=proposed)

    filing = routed(a_new_filing(proposal=proposal), ORGANIZATION)

    assert filing.proposal is not None
    assert (filing.proposal.dependencia, filing.proposed_level) == placed


def test_only_a_term_of_two_days_or_less_is_pressing() -> None:
    assert [kind for kind in PqrsdType if TERMS[kind].is_pressing] == [PqrsdType.TUTELA]


def test_a_tutela_of_friday_afternoon_is_told_at_once_and_says_which_petition_it_is_about() -> None:
    [letter] = told(alerted(a_case(type=PqrsdType.TUTELA, related_to="2025-E-000009"), FRIDAY))

    assert (letter.recipient, letter.is_urgent) == ("juridica", True)
    assert letter.facts == {
        "motivo": "es «Acción de tutela» y la atiende la oficina jurídica; trata de la petición 2025-E-000009",
        "programado": "07/02/2025 15:00", "emitido": "07/02/2025 15:00"}  # fmt: skip


@pytest.mark.parametrize("kind", LEGAL[1:])
def test_a_recurso_waits_for_office_hours(kind: PqrsdType) -> None:
    [letter] = told(alerted(a_case(type=kind), SATURDAY))

    assert (letter.recipient, letter.is_urgent) == ("juridica", False)


def test_a_petition_that_reads_as_a_tutela_is_told_before_anybody_classifies_it() -> None:
    case = a_case(proposed=PqrsdType.TUTELA)

    [letter] = told(alerted(case, FRIDAY))

    assert letter.is_urgent
    assert "parece «Acción de tutela»" in letter.facts["motivo"]
    assert told(alerted(replace(case, is_classified=True), FRIDAY)) == []


def test_an_alert_is_told_once_in_each_cycle_and_nothing_of_a_plain_or_decided_case() -> None:
    tutela = alerted(a_case(type=PqrsdType.TUTELA), FRIDAY)

    assert alerted(tutela, SATURDAY) == tutela
    assert len(told(alerted(replace(tutela, cycle=2), SATURDAY))) == 2
    assert alerted(a_case(), FRIDAY) == a_case()
    assert told(alerted(replace(a_case(type=PqrsdType.TUTELA), state=State.CLOSED), FRIDAY)) == []


def test_what_turns_out_to_be_a_tutela_is_told_when_it_is_classified_or_its_proposal_stands() -> None:
    classified = handling.classify(a_case(), p.Classify(type=PqrsdType.TUTELA, by="a"), SATURDAY, LEY_51)
    stands = handling.proposal_stands(a_case(proposed=PqrsdType.TUTELA), bogota(2025, 2, 11, 8))

    assert [x.recipient for x in told(classified)] == ["juridica"]
    assert [x.recipient for x in told(stands)] == ["juridica"]


def test_a_life_in_danger_is_told_to_the_coordinator_at_any_hour_naming_the_priority() -> None:
    case = alerted(a_case(priority="riesgo_vida"), SATURDAY)

    [letter], [line] = told(case), lines_of_alerts(case)

    assert (letter.recipient, letter.is_urgent) == ("coordinador", True)
    assert letter.facts["motivo"].startswith("prioridad riesgo para la vida: adopte de inmediato las medidas")
    assert (line.act, line.norm) == ("alerta", "Ley 1437 de 2011, art. 20")


@pytest.mark.parametrize("priority", [None, "menor", "preferente", "perjuicio_irremediable", "periodista"])
def test_no_other_priority_is_told_outside_the_ladder(priority: str | None) -> None:
    assert told(alerted(a_case(priority=priority), SATURDAY)) == []


def test_a_priority_raised_to_life_by_an_official_is_told_at_once() -> None:
    raised = handling.classify(a_case(), URGENT, SATURDAY, LEY_51)
    again = handling.classify(raised, URGENT, SATURDAY, LEY_51)

    assert [x.recipient for x in told(raised)] == ["coordinador"]
    assert told(again) == told(raised)
