"""Refusals: the rules of the case, the term and the act that say no, each with a sentence and the norm it rests on.

Other refusals stand beside their subject.

DomainError
├── CaseRefusal                what the state of the case does not allow
│   ├── AlreadyAnswered · AlreadyDecided · NotClosedYet · NothingSent · AvisoNotNeeded
│   ├── NoDraft · DraftNotApproved · ReviewRequired · SelfApproval · UnseenVersion · ReassignmentWithoutReason
│   └── NothingToRecur · LetterUnknown · DeliveryBeforeDeparture · AcceptedBySilence
├── TermRefusal                what the terms do not allow
│   ├── ProrrogaAlreadyGranted · ProrrogaOutOfTime · ProrrogaTooLong · ProrrogaTooShort · ProrrogaNotOffered
│   ├── ProrrogaOnLastDay
│   ├── TermSuspended · SuspensionAlreadyApplied
│   ├── RequerimientoAlreadyMade · RequerimientoNotProven · ClarificationOutOfTime
│   ├── NothingRequired · CompletionExtensionOutOfTime · CompletionAlreadyExtended
│   ├── DesistimientoTooEarly · DesistimientoWithoutAct · ReclassificationLengthens
│   └── ReplicaOutOfTime · ReposicionOutOfTime · InsistenciaOutOfTime
└── ActRefusal                 what the act itself lacks
    ├── DatesReversed · NotABusinessDay · UnknownLevel · ReasonMissing · SignerMissing
    └── TermNotSetInOrder · TermOfOrderPast · CalendarShrinks

The class name is the machine's name of a refusal; its first argument, the Spanish sentence a person
reads; `norm`, the rule's source; `status`, its HTTP code; `field`, the field it is about, if it is about one: every
refusal with status 422 is.
"""

from typing import ClassVar

CPACA = "Ley 1437 de 2011"
QUOTED = "«»"
"""The `field` of a refusal about whatever field its sentence quotes first."""


class DomainError(Exception):
    """A rule of law or of the process refuses an act. `sentence` is filled in with the facts given."""

    norm: ClassVar[str] = ""
    status: ClassVar[int] = 409
    sentence: ClassVar[str] = ""
    field: ClassVar[str] = ""

    def __init__(self, *args: object, **facts: object) -> None:
        super().__init__(*(args or (self.sentence.format(**facts),)))


class CaseRefusal(DomainError):
    """The case is not in a state that allows the act."""


class AlreadyAnswered(CaseRefusal):
    norm = f"{CPACA}, art. 13"
    sentence = "{by} ya respondió este caso el {at:%d/%m/%Y a las %H:%M:%S}."


class AlreadyDecided(CaseRefusal):
    norm = f"{CPACA}, art. 13"
    sentence = "El caso está en estado «{state}»: ya no admite este acto."


class NotClosedYet(CaseRefusal):
    norm = f"{CPACA}, art. 74"
    sentence = "El caso está en estado «{state}»: todavía no hay una decisión contra la que proceda réplica o recurso."


class NothingSent(CaseRefusal):
    norm = "Ley 527 de 1999, arts. 20 a 24"
    sentence = "No hay una respuesta enviada cuya entrega se pueda registrar."


class AvisoNotNeeded(CaseRefusal):
    norm = f"{CPACA}, art. 69"
    sentence = "El aviso procede cuando no hay dirección o falló la entrega; este caso está en estado «{state}»."


class NoDraft(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión"
    sentence = "No hay un borrador pendiente de revisión."


class DraftNotApproved(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión"
    sentence = "La respuesta no es un borrador aprobado: sale cuando otra persona apruebe su texto."


class ReviewRequired(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión por otra persona"
    sentence = "En el nivel {level} otra persona revisa cada respuesta: envíe su texto a revisión."


class UnseenVersion(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión por otra persona"
    sentence = "El texto cambió después de leído (va en la versión {version}): léalo antes de decidir."


class SelfApproval(CaseRefusal):
    norm = "Procedimiento PQRSD, revisión por otra persona"
    sentence = "{by} escribió este borrador: debe revisarlo otra persona."


class NothingToRecur(CaseRefusal):
    norm = f"{CPACA}, arts. 26 y 76"
    sentence = "Este caso no tiene una decisión contra la que proceda {ground}."


class LetterUnknown(CaseRefusal):
    norm = "Ley 527 de 1999, arts. 20 a 24"
    sentence = "No salió del caso una carta con la clave {key}."


class DeliveryBeforeDeparture(CaseRefusal):
    norm = "Ley 527 de 1999, arts. 23 y 24"
    sentence = "La carta salió el {left_on:%d/%m/%Y}: no pudo entregarse ni volver el {on:%d/%m/%Y}."


class AcceptedBySilence(CaseRefusal):
    norm = f"{CPACA}, art. 14, num. 1; Ley 1266 de 2008, art. 16, num. II.8"
    sentence = "El término venció el {due_on:%d/%m/%Y}: lo pedido se entiende aceptado por silencio y no puede negarse."


class ReassignmentWithoutReason(CaseRefusal):
    norm = "Procedimiento PQRSD, reasignación"
    sentence = "El caso ya está a cargo de {responsible}, o lo estuvo: reasignarlo exige un motivo."


class PriorityWithoutReason(CaseRefusal):
    norm = f"{CPACA}, art. 20"
    status = 422
    field = "motivo_prioridad"
    sentence = "Cambiar la prioridad de un caso exige un motivo: diga por qué pasa a ser «{given}»."


class EscalationNeeded(CaseRefusal):
    norm = "Procedimiento PQRSD, escalamiento"
    sentence = (
        "{dependencia} es de nivel {level} y el caso está en el {current}: páselo con un escalamiento, que cuenta su "
        "término interno, y no con este acto."
    )


class TermRefusal(DomainError):
    """The terms do not allow the act, or not now."""


class TermSuspended(TermRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "El término está suspendido mientras el peticionario completa o aclara; este acto procede cuando corra."


class SuspensionAlreadyApplied(TermRefusal):
    norm = f"{CPACA}, art. 39"
    sentence = "El acto {act} ya suspendió los términos de este caso del {from_on:%d/%m/%Y} al {to_on:%d/%m/%Y}."


class ProrrogaAlreadyGranted(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "El término ya se prorrogó hasta el {due_on:%d/%m/%Y}; solo se prorroga una vez."


class ProrrogaOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "La prórroga debía comunicarse antes del vencimiento, que fue el {due_on:%d/%m/%Y}."


class ProrrogaOnLastDay(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "Hoy vence el término ({due_on:%d/%m/%Y}): hoy solo lo prorroga quien coordina o supervisa."


class ProrrogaTooLong(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "La nueva fecha no puede pasar del {max_due_on:%d/%m/%Y}, el doble del término inicial."


class ProrrogaTooShort(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "La nueva fecha debe ser posterior al vencimiento actual, {due_on:%d/%m/%Y}."


class ProrrogaNotOffered(TermRefusal):
    norm = f"{CPACA}, arts. 14 y 30"
    sentence = "La ley no prevé prórroga para este tipo de solicitud."


class RequerimientoAlreadyMade(TermRefusal):
    norm = f"{CPACA}, art. 17"
    sentence = "Ya se requirió al peticionario el {on:%d/%m/%Y}; un segundo requerimiento no suspende el término."


class RequerimientoOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 17"
    sentence = "El requerimiento debía hacerse a más tardar el {until:%d/%m/%Y}."


class RequerimientoNotProven(TermRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "No consta que el peticionario haya recibido el requerimiento: registre antes la entrega de esa carta."


class ClarificationOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 19"
    sentence = "El término venció el {due_on:%d/%m/%Y}: ya no se puede devolver la petición para que se aclare."


class NothingRequired(TermRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "No hay un requerimiento ni una aclaración pendiente del peticionario."


class CompletionExtensionOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 17"
    sentence = "La ampliación debía pedirse antes de vencer el plazo para completar, el {until:%d/%m/%Y}."


class CompletionAlreadyExtended(TermRefusal):
    norm = f"{CPACA}, art. 17"
    sentence = "El plazo para completar ya se amplió una vez, por un término igual."


class DesistimientoTooEarly(TermRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "El desistimiento tácito o el archivo solo pueden decretarse desde el {from_on:%d/%m/%Y}."


class DesistimientoWithoutAct(TermRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "El desistimiento tácito o el archivo exigen un acto motivado: falta su número o el motivo."


class ReclassificationLengthens(TermRefusal):
    norm = f"{CPACA}, art. 14"
    sentence = "Reclasificar como «{label}» alarga el término: lo decide quien coordina o supervisa."


class ReplicaOutOfTime(TermRefusal):
    norm = "Circular Básica Jurídica de la Superintendencia Financiera (CE 006 de 2025)"
    sentence = "La réplica debía presentarse a más tardar el {until:%d/%m/%Y}; radique un caso nuevo."


class ReposicionOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 76"
    sentence = "La reposición debía interponerse a más tardar el {until:%d/%m/%Y}."


class InsistenciaOutOfTime(TermRefusal):
    norm = f"{CPACA}, art. 26"
    sentence = "La insistencia debía presentarse a más tardar el {until:%d/%m/%Y}."


class ActRefusal(DomainError):
    """The act itself is not well made."""


class TermNotSetInOrder(ActRefusal):
    norm = f"{CPACA}, art. 30; Decreto 2555 de 2010, art. 2.34.2.1.5"
    sentence = (
        "El término de «{label}» lo fija la ley; solo el de un ente de control, de un juez o del Defensor del "
        "Consumidor Financiero viene en la orden."
    )


class TermOfOrderPast(ActRefusal):
    norm = f"{CPACA}, art. 30"
    sentence = "El término de la orden ({due_on:%d/%m/%Y}) es anterior al recibo, que fue el {received_on:%d/%m/%Y}."


class CalendarShrinks(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 422
    field = "cubre_hasta"
    sentence = "cubre_hasta: el calendario llega al {last_on:%d/%m/%Y}; se conserva o se alarga hasta {years} años."


class DatesReversed(ActRefusal):
    norm = "Ley 4 de 1913, art. 59"
    sentence = "La fecha final ({to_on:%d/%m/%Y}) es anterior a la inicial ({from_on:%d/%m/%Y})."


class NotABusinessDay(ActRefusal):
    norm = "Ley 4 de 1913, art. 62"
    sentence = "El {on:%d/%m/%Y} no es día hábil."


class UnknownLevel(ActRefusal):
    norm = "Procedimiento PQRSD, escalamiento"
    sentence = "No se puede pasar el caso al nivel {level}: son 1, 2 y 3, y ya está en el {current}."


class SignerMissing(ActRefusal):
    norm = f"{CPACA}, arts. 13 y 67"
    sentence = "Falta quién firma: ninguna decisión sale sin el nombre de quien la firma."
    field = "firmante"


class ReasonMissing(ActRefusal):
    norm = f"{CPACA}, arts. 14 y 17"
    sentence = "Falta el motivo: {what} debe comunicarse con sus razones."
