"""Refusals about what a petitioner gives up, insists on or recurs against."""

from domain.errors import CPACA, ActRefusal, CaseRefusal, TermRefusal


class WithdrawalNotSaid(ActRefusal):
    norm = f"{CPACA}, art. 18"
    status = 422
    field = "texto"
    sentence = "El desistimiento expreso es del peticionario: transcriba lo que dijo o adjunte su escrito."


class DisownedOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 18"
    sentence = "El retiro podía desconocerse a más tardar el {until:%d/%m/%Y}; la solicitud puede presentarse otra vez."


class ReservaNotOpposable(CaseRefusal):
    norm = f"{CPACA}, art. 27"
    sentence = "La reserva no se opone a esta solicitud ({label}): quien recibe lo pedido queda obligado a guardarla."
