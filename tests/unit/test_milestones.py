"""The dates that the law gives besides that of the answer: who is told of them, and only while they stand."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from domain import acts, handling, ladder
from domain import petitions as p
from domain.case import Case, Sense, opened
from domain.colombia import LEY_2578
from domain.letters import LetterKind
from domain.terms import PqrsdType
from schemas.catalogs.process import RungRow
from tests.support import a_domain_filing, bogota

RULES = ladder.BEFORE_CATALOGS
NOVEMBER_3 = bogota(2026, 11, 3, 9)
SEEN = p.Assign(by="c", dependencia="GAU", responsible="agente-01")


def a_case(type: PqrsdType) -> Case:
    return opened(a_domain_filing(received_at=NOVEMBER_3, type=type))


def seen(case: Case) -> Case:
    return handling.assign(case, SEEN, NOVEMBER_3, LEY_2578)


def watched(case: Case) -> dict[str, datetime]:
    return {x.rung.milestone: x.at for x in ladder.pending(case, LEY_2578, RULES) if x.rung.milestone}


def test_a_petition_that_somebody_has_is_told_of_no_other_date() -> None:
    confirmed = handling.classify(
        a_case(PqrsdType.RECLAMO), p.Classify(by="a", type=PqrsdType.RECLAMO), NOVEMBER_3, LEY_2578
    )

    assert watched(seen(a_case(PqrsdType.RECLAMO))) == watched(confirmed) == {}


@pytest.mark.parametrize(
    ("type", "at"),
    [
        (PqrsdType.RECLAMO, bogota(2026, 11, 9, 8)),
        (PqrsdType.HABEAS_DATA_RECLAMO, bogota(2026, 11, 4, 8)),
    ],
)
def test_who_coordinates_is_told_a_day_before_of_a_petition_nobody_has_looked_at(type: PqrsdType, at: datetime) -> None:
    assert watched(a_case(type))["traslado"] == at


def test_a_part_handed_on_meets_the_traslado() -> None:
    act = p.Traslado(by="a", entity="MEN", reason="Es suya.", is_partial=True)

    assert watched(acts.transfer(a_case(PqrsdType.RECLAMO), act, NOVEMBER_3, LEY_2578)) == {}


def test_what_is_for_the_defensor_is_always_handed_on() -> None:
    assert watched(seen(a_case(PqrsdType.DCF_QUEJA_RECIBIDA_EN_ENTIDAD))) == {"traslado": bogota(2026, 11, 5, 8)}


def test_personal_data_bring_their_legend_and_their_report() -> None:
    assert watched(seen(a_case(PqrsdType.HABEAS_DATA_RECLAMO))) == {"leyenda": bogota(2026, 11, 4, 8)}
    assert watched(seen(a_case(PqrsdType.HABEAS_DATA_FINANCIERO_RECLAMO))) == {
        "informe_operador": bogota(2026, 11, 4, 8)
    }


def test_the_legend_waits_for_the_claim_to_be_complete() -> None:
    case = seen(a_case(PqrsdType.HABEAS_DATA_RECLAMO))
    asked = acts.require_completion(case, p.RequireCompletion(by="a", missing_hash="h"), NOVEMBER_3, LEY_2578)
    complete = acts.complete(asked, p.Complete(by="c", text_hash="h"), bogota(2026, 11, 10, 9), LEY_2578)

    assert watched(asked) == {}
    assert watched(complete) == {"leyenda": bogota(2026, 11, 11, 8)}


def test_the_copies_of_what_silence_accepted_are_told_a_day_before_and_not_once_answered() -> None:
    case = seen(a_case(PqrsdType.PETICION_DOCUMENTOS))
    answered = handling.answer(
        case, p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"), bogota(2026, 11, 19, 9), LEY_2578
    )

    assert case.deadlines(LEY_2578).milestones["copias"] == date(2026, 11, 23)
    assert watched(case) == {"copias": bogota(2026, 11, 20, 8)}
    assert watched(answered) == {}


def test_it_is_told_once_by_a_letter_that_overtakes_no_other() -> None:
    case, at = seen(a_case(PqrsdType.PETICION_DOCUMENTOS)), bogota(2026, 11, 20, 8)

    climb = ladder.climb(case, LEY_2578, at, RULES)
    told = [x for x in climb.case.due_letters if x.kind == LetterKind.RECORDATORIO]

    assert {"mitad", "copias"} <= {x.rung.code for x in climb.fired}
    assert "falta un día hábil para entregar las copias" in " ".join(x.facts["motivo"] for x in told)
    assert watched(climb.case) == {}


def test_a_case_that_is_opened_again_is_not_told_to_hand_it_on() -> None:
    assert watched(replace(a_case(PqrsdType.RECLAMO), cycle=2)) == {}


@pytest.mark.parametrize(("anchor", "milestone"), [("hito", ""), ("hito", "respuesta"), ("vencimiento", "copias")])
def test_a_rung_of_a_catalog_names_a_milestone_that_is_watched(anchor: str, milestone: str) -> None:
    row = {"codigo": "x", "ancla": anchor, "desplazamiento": -1, "destinatario": "jefe", "carta": "recordatorio",
           "dice": "x", "hito": milestone}  # fmt: skip

    assert RungRow.model_validate({**row, "ancla": "hito", "hito": "copias"}).milestone == "copias"
    with pytest.raises(ValidationError, match="hito"):
        RungRow.model_validate(row)
