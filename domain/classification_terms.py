"""What the table of terms and the organisation say of a proposal: how long each type runs, who deals with a motive."""

from domain.terms import TERMS, PqrsdType, Unit

DAYS_OF_UNIT = {Unit.BUSINESS: 1.0, Unit.CALENDAR: 5 / 7, Unit.MONTHS: 21.0}
"""Roughly, in business days: only to compare windows, never to count one."""

DEPENDENCIA_OF_MOTIVE: dict[str, str] = {
    "atencion": "GAU",
    "cartera": "VCC",
    "centrales": "VCC",
    "certificaciones": "VOT",
    "condonacion": "VFA",
    "datos_personales": "OAJ",
    "desembolso": "VOT",
    "etica": "OCD",
    "garantias": "VCC",
    "institucional": "OAJ",
    "internacional": "ORI",
    "judicial": "OAJ",
    "otorgamiento": "VCC",
    "pagos": "VFI",
    "renovacion": "VCC",
    "tecnologia": "DTI",
}
"""The dependencia that deals with each motive, by the codes of the catalog of motives."""


def days_of(kind: PqrsdType) -> float:
    """How long the term of a type is, for comparison, in business days.

    >>> days_of(PqrsdType.CONSULTA) > days_of(PqrsdType.RECLAMO) > days_of(PqrsdType.PETICION_DOCUMENTOS)
    True
    """
    term = TERMS[kind]
    return term.days * DAYS_OF_UNIT[term.unit]
