"""Who must know of a case before anybody opens it: the legal office of what is no petition, and the coordinator of a
life in danger.

An alert is told once in each cycle of its case. What cannot wait for the morning is told at any hour.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.case import Case
from domain.case_letters import DueLetter
from domain.correspondence import official_letter
from domain.errors import CPACA
from domain.instants import minute
from domain.letters import LetterKind
from domain.priorities import GivenPriority
from domain.terms import TERMS, PqrsdType


@dataclass(frozen=True, kw_only=True)
class Alert:
    """What is told to whom, by which norm; `is_urgent` at any hour, else in those of the office."""

    code: str
    recipient: str
    says: str
    norm: str
    is_urgent: bool


def alerts(case: Case) -> tuple[Alert, ...]:
    """All that must be told of a case as it is: nothing once it is decided."""
    if case.is_decided:
        return ()
    return (*_legal(case), *_life(case))


def alerted(case: Case, now: datetime) -> Case:
    """The same case owing the letters of its alerts; one told in this cycle is not told again."""
    return case.owing(*(_letter(case, alert, now) for alert in alerts(case)))


def _legal(case: Case) -> tuple[Alert, ...]:
    """The head of the legal office, of a tutela or a recurso, or of what reads as one whatever it was called."""
    kind, proposed = case.type, case.filing.proposed
    if TERMS[kind].is_for_legal:
        return (_of_type(kind, f"es {_named(kind)} y la atiende la oficina jurídica{_about(case)}"),)
    if proposed is not None and TERMS[proposed].is_for_legal and not case.is_classified:
        return (_of_type(proposed, f"llegó como {_named(kind)} y parece {_named(proposed)}: revise su clasificación"),)
    return ()


def _life(case: Case) -> tuple[Alert, ...]:
    """The coordinator, of a danger to life or integrity (Ley 1437 de 2011, art. 20, inc. 2)."""
    if case.priority != GivenPriority.LIFE:
        return ()
    says = "prioridad riesgo para la vida: adopte de inmediato las medidas de urgencia (Ley 1437 de 2011, art. 20)"
    return (Alert(code="vida", recipient="coordinador", says=says, norm=f"{CPACA}, art. 20", is_urgent=True),)


def _of_type(kind: PqrsdType, says: str) -> Alert:
    term = TERMS[kind]
    return Alert(code=kind, recipient="juridica", says=says, norm=term.norm, is_urgent=term.is_pressing)


def _named(kind: PqrsdType) -> str:
    return f"«{kind.label}»"


def _about(case: Case) -> str:
    return f"; trata de la petición {case.filing.related_to}" if case.filing.related_to else ""


def _letter(case: Case, alert: Alert, now: datetime) -> DueLetter:
    facts = {"motivo": alert.says, "programado": minute(now), "emitido": minute(now)}
    letter = official_letter(case, LetterKind.ESCALAMIENTO, alert.recipient, facts)
    key = f"{case.radicado}/{case.cycle}/alerta-{alert.code}/{alert.recipient}"
    return replace(letter, key=key, is_urgent=alert.is_urgent)
