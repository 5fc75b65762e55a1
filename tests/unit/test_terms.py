"""The table of terms, row by row: days, unit, prórroga, and what the law says of silence."""

from datetime import date

import pytest

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.explanation import explain
from domain.terms import TERMS, PqrsdType, Silence, Unit
from tests.support import bogota

_ = PqrsdType
ROWS = {
    _.PETICION_INTERES_PARTICULAR: (15, Unit.BUSINESS, 15),
    _.PETICION_INTERES_GENERAL: (15, Unit.BUSINESS, 15),
    _.PETICION_VERBAL: (15, Unit.BUSINESS, 15),
    _.PETICION_INFORMACION: (10, Unit.BUSINESS, 10),
    _.PETICION_DOCUMENTOS: (10, Unit.BUSINESS, 10),
    _.CONSULTA: (30, Unit.BUSINESS, 30),
    _.QUEJA: (15, Unit.BUSINESS, 15),
    _.RECLAMO: (15, Unit.BUSINESS, 15),
    _.SUGERENCIA: (15, Unit.BUSINESS, 15),
    _.DENUNCIA: (15, Unit.BUSINESS, 15),
    _.FELICITACION: (15, Unit.BUSINESS, 15),
    _.PETICION_ENTRE_AUTORIDADES: (15, Unit.BUSINESS, 0),
    _.PETICION_ENTRE_AUTORIDADES_INFORMACION: (10, Unit.BUSINESS, 0),
    _.CONGRESISTA_INFORME: (5, Unit.BUSINESS, 0),
    _.CONGRESO_DOCUMENTOS: (10, Unit.BUSINESS, 0),
    _.CONGRESO_CUESTIONARIO_CITACION: (5, Unit.CALENDAR, 0),
    _.DEFENSORIA_INFORMACION: (5, Unit.BUSINESS, 0),
    _.ENTE_CONTROL: (10, Unit.BUSINESS, 0),
    _.HABEAS_DATA_CONSULTA: (10, Unit.BUSINESS, 5),
    _.HABEAS_DATA_RECLAMO: (15, Unit.BUSINESS, 8),
    _.HABEAS_DATA_FINANCIERO_CONSULTA: (10, Unit.BUSINESS, 5),
    _.HABEAS_DATA_FINANCIERO_RECLAMO: (15, Unit.BUSINESS, 8),
    _.HABEAS_DATA_FINANCIERO_TRASLADO_OPERADOR: (10, Unit.BUSINESS, 0),
    _.DCF_QUEJA_RECIBIDA_EN_ENTIDAD: (3, Unit.BUSINESS, 0),
    _.DCF_TRASLADO: (8, Unit.BUSINESS, 0),
    _.QUEJA_CONSUMIDOR_FINANCIERO: (15, Unit.BUSINESS, 15),
    _.SFC_REPLICA: (15, Unit.BUSINESS, 15),
    _.RECURSO_REPOSICION: (2, Unit.MONTHS, 0),
    _.REVOCATORIA_DIRECTA: (2, Unit.MONTHS, 0),
    _.TUTELA: (1, Unit.CALENDAR, 0),
}


def test_the_table_has_every_type_and_no_other() -> None:
    assert set(TERMS) == set(PqrsdType) == set(ROWS)


@pytest.mark.parametrize("type", list(PqrsdType))
def test_each_row_says_what_its_norm_says(type: PqrsdType) -> None:
    term = TERMS[type]

    assert (term.days, term.unit, term.extra) == ROWS[type]
    assert any(word in term.norm for word in ("Ley", "Decreto"))
    assert type.label == term.label


@pytest.mark.parametrize("type", list(PqrsdType))
@pytest.mark.parametrize("day", [26, 27], ids=["viernes", "sábado"])
def test_each_type_has_dates_from_its_receipt_on_and_can_explain_them(type: PqrsdType, day: int) -> None:
    dates = reckon(type, bogota(2026, 6, day, 10), (), LEY_2578)

    assert date(2026, 6, day) <= (dates.earliest_due_on or date.min) <= (dates.due_on or date.min)
    assert TERMS[type].norm in explain(dates, LEY_2578)[0]


def test_silence_is_consent_only_where_the_law_says_so() -> None:
    accepted = {type for type, term in TERMS.items() if term.silence != Silence.BREACH}

    assert accepted == {_.PETICION_INFORMACION, _.PETICION_DOCUMENTOS, _.HABEAS_DATA_FINANCIERO_RECLAMO}
