"""The milestones that the ladder may watch: each with when it applies to a case and is not met yet."""

from collections.abc import Callable, Mapping
from datetime import date

from domain.case import Case
from domain.deadlines import ClockStatus, Deadlines
from domain.ledger import EventKind
from domain.terms import PqrsdType

PROPOSAL_STOOD = "clasificacion@1"
"""The rung that fires when nobody confirmed the classification."""


def awaited_on(name: str, case: Case, dates: Deadlines) -> date | None:
    """The day of a milestone that the case still has to meet; None when it has not, or has met it."""
    applies = MILESTONES.get(name)
    return dates.milestones.get(name) if applies and applies(case, dates) else None


def _is_running(case: Case, dates: Deadlines) -> bool:
    return dates.status == ClockStatus.RUNNING


def _is_open(case: Case, dates: Deadlines) -> bool:
    return dates.status in {ClockStatus.RUNNING, ClockStatus.SUSPENDED}


def _may_be_of_another(case: Case, dates: Deadlines) -> bool:
    """What is always handed on, or what nobody has looked at to see whose it is (Ley 1437 de 2011, art. 21)."""
    is_handed_on = case.type == PqrsdType.DCF_QUEJA_RECIBIDA_EN_ENTIDAD
    is_seen = case.responsible is not None or (case.is_classified and PROPOSAL_STOOD not in case.fired)
    is_met = case.last(EventKind.PARTIALLY_TRANSFERRED) is not None
    return _is_running(case, dates) and case.cycle == 1 and not is_met and (is_handed_on or not is_seen)


MILESTONES: Mapping[str, Callable[[Case, Deadlines], bool]] = {
    "traslado": _may_be_of_another,
    "leyenda": _is_running,
    "informe_operador": _is_open,
    "copias": _is_running,
}
"""Ley 1437 de 2011, arts. 14 and 21; Ley 1581 de 2012, art. 15; Ley 1266 de 2008, art. 16."""
