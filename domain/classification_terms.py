"""What the table of terms says of a proposal: how long each type runs."""

from domain.terms import TERMS, PqrsdType, Unit

DAYS_OF_UNIT = {Unit.BUSINESS: 1.0, Unit.CALENDAR: 5 / 7, Unit.MONTHS: 21.0}
"""Roughly, in business days: only to compare windows, never to count one."""


def days_of(kind: PqrsdType) -> float:
    """How long the term of a type is, for comparison, in business days.

    >>> days_of(PqrsdType.CONSULTA) > days_of(PqrsdType.RECLAMO) > days_of(PqrsdType.PETICION_DOCUMENTOS)
    True
    """
    term = TERMS[kind]
    return term.days * DAYS_OF_UNIT[term.unit]
