"""What the role of who acts puts into the act: nobody gives an approval, or a decree, that is not theirs to give."""

from dataclasses import replace

from domain.errors import CPACA, ActRefusal
from domain.petitions import Answer, Clarify, Classify, Prorroga, Reject, Withdraw
from web.auth import LEADS, Role, User


class ApprovalOfAnother(ActRefusal):
    norm = f"{CPACA}, art. 14; Procedimiento PQRSD, aprobaciones"
    status = 403
    sentence = "Solo aprueba quien coordina o supervisa, con su propia ficha: «aprobado_por» no se escribe por otro."


class TacitDesistimientoReserved(ActRefusal):
    norm = f"{CPACA}, art. 17"
    status = 403
    sentence = "El desistimiento tácito lo decreta quien coordina o supervisa."


def on_own_authority(act: object, user: User) -> object:
    """The act with what the authenticated person may add to it.

    Raises ApprovalOfAnother or TacitDesistimientoReserved.
    """
    match act:
        case Classify() | Prorroga():
            return replace(act, approved_by=_approver(act.approved_by, user))
        case Clarify():
            return replace(act, is_request=user.role != Role.FILER)
        case Answer() | Reject():
            return replace(act, needs_review=user.role not in LEADS)
        case Withdraw(is_tacit=True) if user.role not in LEADS:
            raise TacitDesistimientoReserved
        case Withdraw():
            return replace(act, is_own=user.role == Role.FILER)
    return act


def _approver(named: str | None, user: User) -> str:
    """Who approves: somebody who leads, by acting; whatever name was written."""
    if user.role in LEADS:
        return user.name
    if named:
        raise ApprovalOfAnother
    return ""
