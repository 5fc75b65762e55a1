"""What letters say of the term of a type: how it is counted, how far it may be extended, what follows from silence."""

from domain.deadlines import Policy
from domain.terms import TERMS, FirstDay, PqrsdType, Unit

NUMBERS = {1: "un", 2: "dos", 5: "cinco", 8: "ocho"}


def of_counting(kind: PqrsdType, policy: Policy) -> str:
    """In which days a term is counted and from which, after «El plazo se cuenta en ».

    >>> from domain.deadlines import ADOPTED
    >>> of_counting(PqrsdType.HABEAS_DATA_CONSULTA, ADOPTED)
    'días hábiles, desde el mismo día de su recibo'
    """
    term = TERMS[kind]
    is_calendar = policy.counts_calendar_days_for_congress and term.arguable_calendar_days
    unit = Unit.CALENDAR if is_calendar else term.unit
    is_from_receipt = term.first_day == FirstDay.RECEIPT and policy.counts_receipt_day_in_habeas_data
    since = "el mismo día de su recibo" if is_from_receipt else "el día siguiente al de su recibo"
    if unit == Unit.MONTHS:
        since = "la fecha de su recibo"
    said = f"{unit}, desde {since}"
    return f"{said}, salvo que la orden fije otra fecha" if term.is_set_in_order else said


def of_requerimiento(kind: PqrsdType) -> dict[str, str]:
    """How long the petitioner has to complete, by which norm, and what follows if they do not.

    >>> of_requerimiento(PqrsdType.HABEAS_DATA_RECLAMO)
    {'meses': 'dos meses', 'norma_requerimiento': 'Ley 1581 de 2012, art. 15, num. 1', 'efecto': 'desistido'}
    """
    term = TERMS[kind]
    months = f"{NUMBERS[term.citizen_months]} {'mes' if term.citizen_months == 1 else 'meses'}"
    effect = "desistido" if term.is_withdrawn_by_law else "acto"
    return {"meses": months, "norma_requerimiento": term.requerimiento_norm, "efecto": effect}


def of_replica(policy: Policy) -> str:
    """How long there is to present a réplica, after «dentro de ».

    >>> from domain.deadlines import ADOPTED
    >>> of_replica(ADOPTED)
    'los dos meses siguientes'
    """
    months = policy.replica_months
    return "el mes siguiente" if months == 1 else f"los {NUMBERS.get(months, str(months))} meses siguientes"


def of_prorroga(kind: PqrsdType) -> dict[str, str]:
    """How far a term may be extended, and by which norm.

    >>> of_prorroga(PqrsdType.HABEAS_DATA_RECLAMO)["limite"]
    'que no pasa de los ocho días hábiles siguientes al vencimiento del inicial'
    """
    term = TERMS[kind]
    is_double = term.extra in {0, term.days}
    doubled = "que no excede del doble del inicialmente previsto"
    beyond = f"que no pasa de los {NUMBERS.get(term.extra, '')} días hábiles siguientes al vencimiento del inicial"
    return {"limite": doubled if is_double else beyond, "norma_prorroga": term.prorroga_norm}
