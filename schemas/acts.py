"""The acts of officials as they arrive, in Spanish."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain import petitions as p
from domain.case import Sense
from domain.petitions_told import CourtDecision, PublishAviso, RemitToCourt
from domain.priorities import GivenPriority
from domain.terms import PqrsdType
from schemas.act import ActIn, Keep
from schemas.filing import WORDS, TypeWord
from schemas.moments import YEAR, Happened, ServiceDay
from schemas.texts import Approver, Code, Comment, Line, Mail, Name, Text, Version

Dependencia = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.-]+$")]


class Clasificacion(ActIn):
    """Confirma o cambia el tipo de la solicitud; con un motivo, también su prioridad."""

    tipo: TypeWord = Field(examples=["queja"])
    producto: Code | None = None
    motivo: Code | None = None
    dependencia: Dependencia | None = None
    aprobado_por: Approver = None
    prioridad: GivenPriority | None = None
    motivo_prioridad: Line | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Classify:
        return p.Classify(
            type=WORDS.get(self.tipo) or PqrsdType(self.tipo),
            by=by,
            product=self.producto,
            motive=self.motivo,
            dependencia=self.dependencia,
            approved_by=self.aprobado_por,
            priority=self.prioridad,
            priority_reason=self.motivo_prioridad or "",
        )


class Asignacion(ActIn):
    """Nombra responsable."""

    dependencia: Dependencia
    responsable: Dependencia
    motivo: Line | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Assign:
        return p.Assign(by=by, dependencia=self.dependencia, responsible=self.responsable, reason=self.motivo or "")


class Escalamiento(ActIn):
    """Pasa el caso a otro nivel: lo escala, o lo devuelve al que le corresponde."""

    nivel: Annotated[int, Field(ge=1, le=3)]
    dependencia: Dependencia
    motivo: Line

    async def to_domain(self, by: str, keep: Keep) -> p.Escalate:
        return p.Escalate(by=by, level=self.nivel, dependencia=self.dependencia, reason=self.motivo)


class Requerimiento(ActIn):
    """Pide al peticionario lo que falta (Ley 1437 de 2011, art. 17)."""

    falta: Text

    async def to_domain(self, by: str, keep: Keep) -> p.RequireCompletion:
        return p.RequireCompletion(by=by, missing_hash=await keep("requerimiento", self.falta))


class Prorroga(ActIn):
    """Prorroga el término una vez (art. 14, parágrafo)."""

    nueva_fecha: ServiceDay
    motivo: Line
    aprobado_por: Approver = None

    async def to_domain(self, by: str, keep: Keep) -> p.Prorroga:
        approved_by = self.aprobado_por or ""
        return p.Prorroga(by=by, new_due_on=self.nueva_fecha, reason=self.motivo, approved_by=approved_by)


class TerminoOrden(ActIn):
    """Cuenta por el término que fija la orden de un ente de control o de un juez (art. 30)."""

    vence_el: ServiceDay
    norma: Line = Field(description="la orden que lo fija", examples=["Oficio 118 de 2026 de la Procuraduría"])

    async def to_domain(self, by: str, keep: Keep) -> p.SetTerm:
        return p.SetTerm(by=by, due_on=self.vence_el, norm=self.norma)


class Traslado(ActIn):
    """Remite por competencia (art. 21)."""

    entidad: Name
    motivo: Line
    parcial: bool = False
    correo: Mail | None = None
    parte: Annotated[Text | None, Field(description="Si es parcial, lo que recibe la entidad")] = None
    queda: Annotated[Line | None, Field(description="Lo que se queda para responder")] = None

    async def to_domain(self, by: str, keep: Keep) -> p.Traslado:
        is_of_part = self.parcial and self.parte is not None
        return p.Traslado(
            by=by,
            entity=self.entidad,
            reason=self.motivo,
            is_partial=self.parcial,
            mail=self.correo or "",
            part_hash=await keep("traslado", self.parte) if is_of_part and self.parte else None,
            rest=self.queda or "",
        )


class Borrador(ActIn):
    """Propone un texto de respuesta."""

    texto: Text
    clase: Literal["fondo", "parcial", "tramite"] = "fondo"

    async def to_domain(self, by: str, keep: Keep) -> p.WriteDraft:
        return p.WriteDraft(by=by, text_hash=await keep("borrador", self.texto), kind=self.clase)


class Revision(ActIn):
    """Aprueba o devuelve el borrador de otra persona."""

    decision: Literal["aprobar", "devolver"]
    comentario: Comment = ""
    firmante: Name | None = Field(None, description="Quien firma lo parcial o de trámite; si falta, quien aprueba")
    version: Version | None = Field(None, description="La del borrador que se leyó; si ya hay otra, se niega")

    async def to_domain(self, by: str, keep: Keep) -> p.Review:
        comment_hash = await keep("revision", self.comentario) if self.comentario.strip() else None
        is_approved, signer = self.decision == "aprobar", self.firmante or ""
        return p.Review(by=by, is_approved=is_approved, comment_hash=comment_hash, version=self.version, signer=signer)


class Respuesta(ActIn):
    """Responde de fondo. Sin texto, la respuesta es el borrador aprobado.

    Con `es_acto` decide un derecho: se notifica como acto administrativo y admite recursos (arts. 67, 74 y 76).
    """

    texto: Text | None = None
    sentido: Sense
    firmante: Name
    cargo: Name | None = None
    es_acto: Annotated[bool, Field(description="Crea, modifica o extingue un derecho: es un acto")] = False
    apelacion_ante: Annotated[Name | None, Field(description="Ante quién se apela, si procede")] = None

    async def to_domain(self, by: str, keep: Keep) -> p.Answer:
        return p.Answer(
            by=by,
            sense=self.sentido,
            signer=self.firmante,
            signer_title=self.cargo or "",
            text_hash=await keep("respuesta", self.texto) if self.texto is not None else None,
            is_act=self.es_acto,
            superior=self.apelacion_ante or "",
        )


class Rechazo(ActIn):
    """Niega información por reserva, con la disposición que la ordena (arts. 24 y 25)."""

    texto: Text
    norma: Line
    firmante: Name
    cargo: Name | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Reject:
        text_hash = await keep("rechazo", self.texto)
        title = self.cargo or ""
        return p.Reject(by=by, norm=self.norma, text_hash=text_hash, signer=self.firmante, signer_title=title)


class RemisionTribunal(ActIn):
    """Registra que la documentación de una insistencia se envió al tribunal (art. 26)."""

    tribunal: Name
    oficio: Line
    en: Happened | None = None

    async def to_domain(self, by: str, keep: Keep) -> RemitToCourt:
        return RemitToCourt(by=by, court=self.tribunal, number=self.oficio, sent_at=self.en)


class DecisionTribunal(ActIn):
    """Registra lo que el tribunal decidió de una insistencia; después se responde cumpliéndolo (art. 26)."""

    sentido: Sense
    providencia: Line
    cumplir_hasta: ServiceDay | None = None
    en: Happened | None = None

    async def to_domain(self, by: str, keep: Keep) -> CourtDecision:
        return CourtDecision(
            by=by, sense=self.sentido, number=self.providencia, due_on=self.cumplir_hasta, notified_at=self.en
        )


class Entrega(ActIn):
    """Constancia de que la respuesta, u otra carta por su radicado de salida, llegó, rebotó o fue devuelta."""

    evidencia: Literal["entregado", "rebotado", "devuelto"]
    en: Happened | None = None
    carta: Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$")] | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.RecordDelivery:
        return p.RecordDelivery(by=by, evidence=self.evidencia, at=self.en, key=self.carta)


class Aviso(ActIn):
    """Ordena publicar la respuesta por aviso (art. 69)."""

    async def to_domain(self, by: str, keep: Keep) -> PublishAviso:
        return PublishAviso(by=by)


class Suspension(ActIn):
    """Suspende los términos por acto administrativo."""

    desde: ServiceDay
    hasta: ServiceDay
    acto: Line
    norma: Line
    expedido_el: ServiceDay | None = Field(
        default=None, description="fecha del acto; sin ella, hoy. Si el término ya había vencido, no lo revive"
    )

    @model_validator(mode="after")
    def _bounded(self) -> "Suspension":
        if self.hasta - self.desde > YEAR:
            raise ValueError("hasta: una suspensión no pasa de un año")
        return self

    async def to_domain(self, by: str, keep: Keep) -> p.Suspend:
        return p.Suspend(by=by, from_on=self.desde, to_on=self.hasta, act_number=self.acto, norm=self.norma,
                         issued_on=self.expedido_el)  # fmt: skip


class Nota(ActIn):
    """Deja una nota interna."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Note:
        return p.Note(by=by, text_hash=await keep("nota", self.texto))


class Identidad(ActIn):
    """Pide ver una identidad reservada; queda registrado quién y por qué."""

    motivo: Line
