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


class NothingToRemit(CaseRefusal):
    norm = f"{CPACA}, art. 26"
    sentence = "El peticionario no ha insistido en este caso: no hay nada que enviar al tribunal."


class AlreadyRemitted(CaseRefusal):
    norm = f"{CPACA}, art. 26"
    sentence = "La documentación ya se envió al tribunal el {on:%d/%m/%Y}."


class NothingRemitted(CaseRefusal):
    norm = f"{CPACA}, art. 26"
    sentence = "No hay una insistencia en manos del tribunal cuya decisión se pueda registrar."


class CourtDecides(CaseRefusal):
    norm = f"{CPACA}, art. 26"
    sentence = "El peticionario insistió: si se entrega o no lo decide el tribunal; envíele la documentación."
