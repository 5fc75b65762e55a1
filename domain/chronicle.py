"""What the case's log says of each act: its wire name, one Spanish sentence and the norm. No personal data."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import petitions as p
from domain.alerts import alerts
from domain.case import Case
from domain.errors import CPACA, DomainError
from domain.handling import what_stands
from domain.petitions_told import CourtDecision, PostAviso, PublishAviso, RemitToCourt
from domain.remissions import REMITTED


@dataclass(frozen=True)
class Line:
    """A sentence of the log, without its time."""

    act: str
    actor: str
    text: str
    norm: str = ""

    def moving(self, before: date | None, after: date | None) -> "Line":
        """The same line, saying from when to when the due date moved, if it did."""
        if before == after:
            return self
        was = f"vencía el {before:%d/%m/%Y}" if before else "no corría término"
        now = f"vence el {after:%d/%m/%Y}" if after else "no corre término"
        return replace(self, text=f"{self.text} ({was}; {now})")


_SENTENCES: dict[type, tuple[str, str, str]] = {
    p.Classify: ("clasificacion", "Clasificada como {act.type.label}{act.because}", f"{CPACA}, art. 14"),
    p.Assign: ("asignacion", "Asignada a {act.dependencia}{act.because}", ""),
    p.Escalate: ("escalamiento", "Pasa al nivel {act.level}, {act.dependencia}{act.because}", ""),
    p.RequireCompletion: ("requerimiento", "Se requirió al peticionario completar la petición", f"{CPACA}, art. 17"),
    p.Complete: ("complemento", "El peticionario completó la petición", f"{CPACA}, art. 17"),
    p.Clarify: ("aclaracion", "Aclaración del objeto de la petición", f"{CPACA}, art. 19"),
    p.ExtendCompletion: ("ampliacion-complemento", "Ampliado por un término igual el plazo para completar",
                         f"{CPACA}, art. 17"),
    p.Prorroga: ("prorroga", "Término prorrogado hasta el {act.new_due_on:%d/%m/%Y}", f"{CPACA}, art. 14, par."),
    p.Traslado: ("traslado", "Trasladada a {act.entity}", f"{CPACA}, art. 21"),
    p.Withdraw: ("desistimiento", "Desistimiento", f"{CPACA}, arts. 17 y 18"),
    p.SetTerm: ("termino-orden", "La orden fija el {act.due_on:%d/%m/%Y}: {act.norm}",
                f"{CPACA}, art. 30; Decreto 2555 de 2010, art. 2.34.2.1.5"),
    p.WriteDraft: ("borrador", "Borrador de respuesta ({act.kind})", ""),
    p.Review: ("revision", "Borrador {act.outcome}", ""),
    p.Answer: ("respuesta", "Respuesta de fondo, sentido {act.sense}", f"{CPACA}, art. 13"),
    p.SubmittedAnswer: ("respuesta", "Respuesta por señal", f"{CPACA}, art. 13"),
    p.Group: ("grupo", "Se responde con otras análogas, grupo {act.group_id}", f"{CPACA}, art. 22"),
    p.RecordDelivery: ("entrega", "Constancia de entrega: {act.evidence}", f"{CPACA}, arts. 66 a 69"),
    PublishAviso: ("aviso", "Se ordena publicar por aviso", f"{CPACA}, art. 69"),
    PostAviso: ("aviso", "{act.constancia}", f"{CPACA}, art. 69"),
    p.Reopen: ("replica", "El peticionario presenta {act.ground}: nuevo ciclo", f"{CPACA}, arts. 26 y 76"),
    RemitToCourt: ("remision-tribunal", "Documentación enviada a {act.court}, oficio {act.number}",
                     f"{CPACA}, art. 26"),
    CourtDecision: ("decision-tribunal", "El tribunal decidió, {act.number}: {act.sense}", f"{CPACA}, art. 26"),
    p.Reject: ("rechazo", "Información negada por reserva ({act.norm})", f"{CPACA}, art. 25"),
    p.Suspend: ("suspension",
                "Términos suspendidos del {act.from_on:%d/%m/%Y} al {act.to_on:%d/%m/%Y}: {act.act_number}",
                f"{CPACA}, art. 39"),
    p.Note: ("nota", "Nota interna", ""),
    p.Reproject: ("reproyeccion", "Términos recalculados con el calendario {act.calendar_version}: {act.reason}",
                  "Ley 51 de 1983"),
}  # fmt: skip


def line_of(act: object) -> Line:
    """The log line of an act that was accepted."""
    if isinstance(act, p.Note) and act.is_public:
        return Line("mensaje", act.by, "Mensaje en el buzón del caso", f"{CPACA}, art. 5")
    if isinstance(act, p.Reopen) and act.ground == p.Ground.RETURNED:
        return _line_of_return(act)
    if isinstance(act, p.Reopen) and act.ground == p.Ground.DISOWNED:
        return Line("replica", act.by, "El peticionario dice que no retiró la solicitud: sigue su trámite",
                    f"{CPACA}, art. 18")  # fmt: skip
    if isinstance(act, p.Suspend) and act.revocation is not None:
        return _line_of_revocation(act, act.revocation)
    name, sentence, norm = _SENTENCES[type(act)]
    return Line(name, getattr(act, "by", ""), sentence.format(act=act), norm)


def _line_of_revocation(act: p.Suspend, revocation: p.Revocation) -> Line:
    text = f"Revocada por {revocation.act_number}, del {revocation.on:%d/%m/%Y}, la suspensión de términos"
    return Line("suspension", revocation.by, f"{text} {act.act_number}: {revocation.reason}",
                f"{CPACA}, arts. 93 a 97")  # fmt: skip


def _line_of_return(act: p.Reopen) -> Line:
    """A letter came back after the closing: the decision, or one of a traslado."""
    is_remitted = act.letter is not None and act.letter.split("/")[2] in REMITTED
    what, article = ("La carta del traslado", 21) if is_remitted else ("La decisión", 69)
    text = f"{what} volvió después del cierre: sale por otro medio"
    return Line("entrega", act.by, text, f"{CPACA}, art. {article}")


def line_of_refusal(act: object, refusal: DomainError) -> Line:
    """The log line of an act that was refused to someone who does not wait for the answer."""
    accepted = line_of(act)
    return Line(accepted.act, accepted.actor, f"No se aceptó: {refusal}", refusal.norm)


def lines_of_standing(before: Case, after: Case) -> list[Line]:
    """What stands once nobody confirmed the classification in its internal term; nothing when that did not happen."""
    if before.is_classified or not after.is_classified:
        return []
    text = f"Nadie confirmó la clasificación: queda como {what_stands(after)}"
    return [Line("clasificacion", "sistema", text, f"{CPACA}, art. 14")]


def lines_of_alerts(case: Case) -> list[Line]:
    """Who is told at once of a case, and why."""
    return [Line("alerta", "sistema", f"{x.recipient}: {x.says}", x.norm) for x in alerts(case)]


def line_of_skipped(says: str, at: datetime) -> Line:
    """The log line of a rung that a later one overtook."""
    return Line("escala", "sistema", f"Omitido por tardío: {says} (era para el {at:%d/%m/%Y a las %H:%M})")
