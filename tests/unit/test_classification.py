"""Proposing a classification: what persons write decides, whatever the spelling; the label only hints."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bench.classification import PARTS, measured, summary, tables, texts
from domain.case import PetitionerClass
from domain.catalog_seed_reception import MOTIVES
from domain.classification import SURE, Proposal, propose, standing_type, starting_type
from domain.terms import PqrsdType

FLOORS = {
    "desarrollo": {"tipo": 0.96, "motivo": 0.84, "producto": 0.87, "prioridad": 0.96},
    "ajuste": {"tipo": 0.94, "motivo": 0.86, "producto": 0.94, "prioridad": 0.96},
    "prueba": {"tipo": 0.81, "motivo": 0.69, "producto": 0.86, "prioridad": 0.94},
    "redaccion_nueva": {"tipo": 0.81, "motivo": 0.70, "producto": 0.90, "prioridad": 0.95},
}
"""A little under what is reached today, so that losing two or three texts is seen (docs/clasificacion.md)."""


def proposal(text: str, label: PqrsdType | None = None, **more: str) -> Proposal:
    who = PetitionerClass(more.get("petitioner", "natural"))
    return propose(more.get("channel", "web"), more.get("subject", ""), text, label, who)


def test_there_are_enough_texts_and_none_is_in_two_parts() -> None:
    sizes = {part: len(texts(part)) for part in PARTS}
    written = [x["texto"] for part in PARTS for x in texts(part)]

    assert sizes["desarrollo"] + sizes["prueba"] >= 300
    assert sizes["redaccion_nueva"] >= 60
    assert len(written) == len(set(written))


@pytest.mark.parametrize("part", PARTS)
def test_the_proposals_match_the_labels_as_often_as_documented(part: str) -> None:
    found = measured(part)

    reached = {aspect: found.accuracy(aspect) for aspect in FLOORS[part]}

    assert {k: v for k, v in reached.items() if v < FLOORS[part][k]} == {}


def test_the_document_tells_the_figures_of_today() -> None:
    document = (Path(__file__).parents[2] / "docs" / "clasificacion.md").read_text()

    assert [row for row in summary() if row not in document] == []
    assert tables("prueba") in document
    assert tables("redaccion_nueva") in document


@pytest.mark.parametrize("part", PARTS)
def test_what_is_called_beyond_doubt_is_nearly_always_right(part: str) -> None:
    right, share = measured(part).certainty(SURE)

    assert right >= 0.92
    assert share >= 0.5


@pytest.mark.parametrize("part", PARTS)
def test_hardly_anybody_with_priority_is_missed(part: str) -> None:
    precision, recall = measured(part).raised()

    assert recall >= 0.9
    assert precision >= 0.9


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Quisiera información de los requisitos", "kisiera informasion de los rekisitos"),
        ("No me llegó el desembolso, exijo solución", "no me yego el desenbolso, esijo solusion"),
        ("Solicito el paz y salvo y un certificado", "solisito el pas y salbo y un sertificado"),
    ],
)
def test_spelling_does_not_matter(right: str, wrong: str) -> None:
    assert proposal(right).type == proposal(wrong).type
    assert proposal(right).motive == proposal(wrong).motive


def test_the_label_decides_only_what_the_text_leaves_open() -> None:
    open_text, clear_text = "Buenas tardes.", "El asesor me gritó y me insultó delante de todos."

    assert proposal(open_text, PqrsdType.SUGERENCIA).type == PqrsdType.SUGERENCIA
    assert proposal(clear_text, PqrsdType.FELICITACION).type == PqrsdType.QUEJA


def test_of_a_mixed_petition_the_shortest_term_governs() -> None:
    mixed = proposal("Solicito copia del extracto. Además reclamo porque no me han aplicado el pago, es un abuso.")

    assert mixed.type == PqrsdType.PETICION_DOCUMENTOS


def test_a_special_regime_leaves_the_ordinary_type_aside() -> None:
    text = "Exijo que borren el reporte negativo en Datacrédito, nunca me respondieron, es un abuso, soluciónenme."

    assert proposal(text).type == PqrsdType.HABEAS_DATA_FINANCIERO_RECLAMO


def test_only_announcing_a_tutela_is_not_one() -> None:
    assert proposal("No me han girado. Si no giran pondré una tutela.").type == PqrsdType.RECLAMO


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("Ya no quiero vivir con esta deuda, ayúdenme", "riesgo_vida"),
        ("Nos sacan a la calle y no tenemos con qué comer, giren ya", "perjuicio_irremediable"),
        ("Tengo 16 años y quiero estudiar", "menor"),
        ("Soy sordo y pido intérprete", "discapacidad"),
        ("Estoy embarazada y pido aplazar", "embarazo"),
        ("Mi papá tiene 78 años y le cobran", "adulto_mayor"),
        ("Soy periodista y solicito cifras", "periodista"),
    ],
)
def test_who_needs_attention_first_is_seen_in_the_text(text: str, priority: str) -> None:
    assert proposal(text).priority == priority


@pytest.mark.parametrize(
    "text",
    [
        "Pido el certificado del seguro de vida de mi crédito",
        "Mi hoja de vida está en riesgo de perderse en su página",
        "Llevo toda la vida pagando cumplido",
        "Sugiero una fila para adultos mayores y embarazadas",
        "La niña del chat me atendió muy bien, gracias",
    ],
)
def test_an_idiom_raises_no_alarm(text: str) -> None:
    assert proposal(text).priority is None


def test_a_minor_and_an_authority_have_priority_whatever_they_write() -> None:
    assert proposal("Hola", petitioner="menor").priority == "menor"
    assert proposal("Hola", petitioner="autoridad").priority == "autoridad"


def test_the_reasons_are_sentences_of_ours_that_quote_nothing() -> None:
    found = proposal("Mi cédula es 52123456 y me llamo Lucía Ríos; solicito copia del contrato de Lucía Ríos.")

    assert found.reasons
    assert not any(word in " ".join(found.reasons) for word in ("52123456", "Lucía", "Ríos"))


def test_every_motive_that_is_proposed_has_a_dependencia_in_the_first_catalog() -> None:
    proposed = {got for part in PARTS for _, got in measured(part).pairs["motivo"]}

    assert all(MOTIVES.dependencia(code) for code in proposed)


def test_without_a_label_the_content_decides_unless_the_term_would_be_longer() -> None:
    documents = proposal("Solicito copia del extracto de mi crédito")
    opinion = proposal("Elevo consulta: solicito concepto jurídico sobre el alcance de la norma")

    assert starting_type(None, documents) == PqrsdType.PETICION_DOCUMENTOS
    assert opinion.type == PqrsdType.CONSULTA
    assert starting_type(None, opinion) == PqrsdType.PETICION_INTERES_PARTICULAR


def test_a_label_starts_the_case_and_only_a_shorter_term_beyond_doubt_would_stand() -> None:
    documents = proposal("Solicito copia del extracto y del certificado de mi crédito")
    rude = proposal("El asesor me gritó y me insultó")

    assert starting_type(PqrsdType.RECLAMO, documents) == PqrsdType.RECLAMO
    assert standing_type(PqrsdType.RECLAMO, documents) == PqrsdType.PETICION_DOCUMENTOS
    assert standing_type(PqrsdType.RECLAMO, replace(documents, confidence=0.6)) is None
    assert standing_type(PqrsdType.RECLAMO, rude) is None
    assert standing_type(PqrsdType.PETICION_DOCUMENTOS, rude) is None


@pytest.mark.parametrize("text", ["no me llego el giro " * 1000, "ab" * 10_000, "? " * 10_000, "\n.\n", "🙂" * 5_000])
def test_no_text_is_slow_or_impossible_to_read(text: str) -> None:
    started = time.process_time()

    proposal(text)

    assert time.process_time() - started < 3
