"""Who has a case and how urgent it is: levels, reasons, priorities, and what stands when nobody decides."""

from dataclasses import replace
from typing import Any

import pytest

from domain import handling, ladder, recourse
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.catalog_seed_process import LADDERS, SERVICE_LEVELS
from domain.chronicle import line_of, lines_of_standing
from domain.colombia import LEY_51
from domain.errors import EscalationNeeded, PriorityWithoutReason, ReassignmentWithoutReason, SignerMissing
from domain.ladder import HouseRules
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

RULES = HouseRules(ladders=LADDERS, levels=SERVICE_LEVELS)
MONDAY = bogota(2025, 2, 3, 9)
MINE = p.Assign(by="a", dependencia="OAU", responsible="agente-07", dependencia_level=1)
OURS = p.Assign(by="a", dependencia="GAU", responsible="agente-08", dependencia_level=2)
UP = p.Escalate(by="a", level=2, dependencia="GAU", reason="estudio")
DOWN = p.Escalate(by="a", level=1, dependencia="OAU", reason="no era del segundo nivel")
SAME = p.Classify(type=PqrsdType.PETICION_INTERES_PARTICULAR, by="a")


def a_case(**changes: Any) -> Case:
    return opened(a_domain_filing(**changes))


def test_what_is_of_another_level_is_reached_by_escalating() -> None:
    with pytest.raises(EscalationNeeded, match="GAU es de nivel 2 y el caso está en el 1"):
        handling.assign(a_case(), OURS, MONDAY, LEY_51)
    with pytest.raises(EscalationNeeded):
        handling.classify(a_case(), replace(SAME, dependencia="VCC", dependencia_level=3), MONDAY, LEY_51)

    second = handling.escalate(a_case(), UP, MONDAY, LEY_51)
    assert handling.assign(second, OURS, MONDAY, LEY_51).responsible == "agente-08"


def test_a_case_comes_back_down_and_counts_a_new_stay_from_that_moment() -> None:
    second = handling.escalate(a_case(dependencia="OAU"), UP, bogota(2025, 2, 4, 9), LEY_51)

    back = handling.escalate(second, DOWN, bogota(2025, 2, 5, 9), LEY_51)

    assert (back.level, back.dependencia) == (1, "OAU")
    assert [(x.level, x.dependencia, x.left_at) for x in back.stays] == [
        (1, "OAU", bogota(2025, 2, 4, 9)), (2, "GAU", bogota(2025, 2, 5, 9)), (1, "OAU", None)]  # fmt: skip


def test_who_had_a_case_at_another_level_is_not_replaced_without_a_reason() -> None:
    second = handling.escalate(handling.assign(a_case(), MINE, MONDAY, LEY_51), UP, MONDAY, LEY_51)

    with pytest.raises(ReassignmentWithoutReason, match="agente-07"):
        handling.assign(second, OURS, MONDAY, LEY_51)
    told = handling.assign(second, replace(OURS, reason="reparto"), MONDAY, LEY_51)
    back = handling.escalate(told, DOWN, MONDAY, LEY_51)
    with pytest.raises(ReassignmentWithoutReason, match="agente-08"):
        handling.assign(back, MINE, MONDAY, LEY_51)

    assert told.responsible == "agente-08"


def test_a_case_nobody_had_is_assigned_at_any_level_without_a_reason() -> None:
    second = handling.escalate(a_case(), UP, MONDAY, LEY_51)

    assert handling.assign(second, OURS, MONDAY, LEY_51).responsible == "agente-08"


def test_a_priority_changes_only_with_a_reason_and_is_told() -> None:
    urgent = a_case(priority="riesgo_vida")
    lower = replace(SAME, priority="ninguna")
    told = replace(lower, priority_reason="no corre peligro")

    with pytest.raises(PriorityWithoutReason, match="«ninguna»"):
        handling.classify(urgent, lower, MONDAY, LEY_51)
    lowered = handling.classify(urgent, told, MONDAY, LEY_51)
    raised = handling.classify(a_case(), replace(told, priority="menor"), MONDAY, LEY_51)

    assert (lowered.priority, raised.priority) == (None, "menor")
    assert handling.classify(urgent, SAME, MONDAY, LEY_51).priority == "riesgo_vida"
    assert handling.classify(a_case(), lower, MONDAY, LEY_51).priority is None
    assert line_of(told).text.endswith("; prioridad: ninguna (no corre peligro)")


def test_when_nobody_classifies_type_motive_and_product_stand_and_the_log_says_which() -> None:
    case = a_case(proposed=PqrsdType.PETICION_DOCUMENTOS, motive="pagos", product="subsidios")

    climb = ladder.climb(case, LEY_51, bogota(2025, 2, 5, 9), RULES)

    stands = climb.case
    assert (stands.type, stands.motive, stands.product) == (PqrsdType.PETICION_DOCUMENTOS, "pagos", "subsidios")
    assert (stands.dependencia, stands.state) == ("", State.IN_PROGRESS)
    [line] = lines_of_standing(case, stands)
    told = "queda como Petición de documentos, motivo «pagos», producto «subsidios»"
    assert line.text == f"Nadie confirmó la clasificación: {told}"
    assert lines_of_standing(stands, stands) == []


LATE = bogota(2025, 2, 5, 9)


def test_when_nobody_classifies_the_dependencia_proposed_of_its_level_takes_the_case_and_the_letter_says_so() -> None:
    case = a_case(level=3, proposed_dependencia="VCC", proposed_level=3, motive="cartera")

    climb = ladder.climb(case, LEY_51, LATE, RULES)

    assert climb.case.dependencia == "VCC"
    [told] = [x for x in climb.case.due_letters if x.recipient == "coordinador"]
    stands = "queda la propuesta: Petición de interés particular, motivo «cartera», dependencia «VCC»"
    assert told.facts["motivo"].endswith(stands)


def test_the_dependencia_proposed_of_another_level_is_named_to_the_coordinator_and_takes_nothing() -> None:
    case = a_case(proposed_dependencia="VCC", proposed_level=3)

    climb = ladder.climb(case, LEY_51, LATE, RULES)

    assert (climb.case.dependencia, climb.case.level) == ("", 1)
    [told] = [x for x in climb.case.due_letters if x.recipient == "coordinador"]
    left = "la dependencia propuesta, «VCC», es de nivel 3: falta escalar el caso"
    assert told.facts["motivo"].endswith(left)
    assert lines_of_standing(case, climb.case)[0].text.endswith(left)


def test_a_case_that_somebody_placed_stays_where_it_is() -> None:
    placed = handling.assign(a_case(proposed_dependencia="GAU", proposed_level=1), MINE, MONDAY, LEY_51)

    stands = handling.proposal_stands(placed, LATE)

    assert (stands.dependencia, stands.responsible) == ("OAU", "agente-07")
    assert "propuesta" not in handling.what_stands(stands)


def test_a_longer_term_never_stands_by_itself() -> None:
    case = a_case(type=PqrsdType.PETICION_INFORMACION, proposed_dependencia="OAU", proposed_level=1)

    stands = handling.proposal_stands(case, LATE)

    assert (stands.type, stands.dependencia) == (PqrsdType.PETICION_INFORMACION, "OAU")


@pytest.mark.parametrize("signer", ["", " "])
def test_no_decision_leaves_without_the_name_of_who_signs_it(signer: str) -> None:
    answer = p.Answer(by="a", sense=Sense.GRANTED, signer=signer, text_hash="h")
    denial = p.Reject(by="a", norm="Ley 1712 de 2014, art. 18", signer=signer, text_hash="h")

    with pytest.raises(SignerMissing, match="quién firma"):
        handling.answer(a_case(), answer, bogota(2025, 2, 5, 9), LEY_51)
    with pytest.raises(SignerMissing):
        recourse.reject(a_case(), denial, bogota(2025, 2, 5, 9), LEY_51)
