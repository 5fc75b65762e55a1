"""The acts as they arrive, in Spanish: each becomes what its update takes.

`keep` stores a text of the case and gives back its hash: the update carries the hash, never the text.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain import petitions as p
from domain.case import Sense
from domain.survey import Rating
from domain.terms import PqrsdType
from schemas.files import FileIn
from schemas.filing import WORDS, TypeWord
from schemas.moments import YEAR, Happened, ServiceDay
from schemas.texts import Approver, Code, Comment, Line, Mail, Name, Text, Version

Keep = Callable[[str, str], Awaitable[str]]
"""(kind of text, body) → its hash."""

Dependencia = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.-]+$")]
Token = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class ActIn(BaseModel):
    """Un acto sobre un caso."""

    model_config = ConfigDict(extra="forbid")

    async def to_domain(self, by: str, keep: Keep) -> Any:
        """The act in the domain's words."""
        raise NotImplementedError


class WithFiles(ActIn):
    """Un acto que puede traer anexos, con los mismos límites que al radicar."""

    anexos: list[FileIn] = []


class Clasificacion(ActIn):
    """Confirma o cambia el tipo de la solicitud."""

    tipo: TypeWord = Field(examples=["queja"])
    producto: Line | None = None
    motivo: Line | None = None
    dependencia: Dependencia | None = None
    aprobado_por: Approver = None

    async def to_domain(self, by: str, keep: Keep) -> p.Classify:
        return p.Classify(
            type=WORDS.get(self.tipo) or PqrsdType(self.tipo),
            by=by,
            product=self.producto,
            motive=self.motivo,
            dependencia=self.dependencia,
            approved_by=self.aprobado_por,
        )


class Asignacion(ActIn):
    """Nombra responsable."""

    dependencia: Dependencia
    responsable: Dependencia
    motivo: Line | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Assign:
        return p.Assign(by=by, dependencia=self.dependencia, responsible=self.responsable, reason=self.motivo or "")


class Escalamiento(ActIn):
    """Sube el caso de nivel."""

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


class Complemento(WithFiles):
    """El peticionario aporta lo que faltaba, con sus anexos."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Complete:
        return p.Complete(by=by, text_hash=await keep("complemento", self.texto))


class Aclaracion(WithFiles):
    """La entidad devuelve para aclarar, o el peticionario aclara, según quién la haga (art. 19)."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Clarify:
        return p.Clarify(by=by, text_hash=await keep("aclaracion", self.texto))


class AmpliacionComplemento(ActIn):
    """Amplía por un término igual el plazo del peticionario (art. 17)."""

    async def to_domain(self, by: str, keep: Keep) -> p.ExtendCompletion:
        return p.ExtendCompletion(by=by)


class Prorroga(ActIn):
    """Prorroga el término una vez (art. 14, parágrafo)."""

    nueva_fecha: ServiceDay
    motivo: Line
    aprobado_por: Approver = None

    async def to_domain(self, by: str, keep: Keep) -> p.Prorroga:
        approved_by = self.aprobado_por or ""
        return p.Prorroga(by=by, new_due_on=self.nueva_fecha, reason=self.motivo, approved_by=approved_by)


class Traslado(ActIn):
    """Remite por competencia (art. 21)."""

    entidad: Name
    motivo: Line
    parcial: bool = False
    correo: Mail | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Traslado:
        mail = self.correo or ""
        return p.Traslado(by=by, entity=self.entidad, reason=self.motivo, is_partial=self.parcial, mail=mail)


class Desistimiento(ActIn):
    """Desistimiento expreso del peticionario, o tácito por acto motivado (arts. 17 y 18)."""

    clase: Literal["expreso", "tacito"]
    acto_numero: Line | None = None
    motivo: Line | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Withdraw:
        is_tacit = self.clase == "tacito"
        return p.Withdraw(by=by, is_tacit=is_tacit, act_number=self.acto_numero, reason=self.motivo or "")


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
    """Responde de fondo. Sin texto, la respuesta es el borrador aprobado."""

    texto: Text | None = None
    sentido: Sense
    firmante: Name
    cargo: Name | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Answer:
        text_hash = await keep("respuesta", self.texto) if self.texto is not None else None
        title = self.cargo or ""
        return p.Answer(by=by, sense=self.sentido, signer=self.firmante, signer_title=title, text_hash=text_hash)


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


class Entrega(ActIn):
    """Constancia de que la respuesta, u otra carta por su radicado de salida, llegó, rebotó o fue devuelta."""

    evidencia: Literal["entregado", "rebotado", "devuelto"]
    en: Happened | None = None
    carta: Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$")] | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.RecordDelivery:
        return p.RecordDelivery(by=by, evidence=self.evidencia, at=self.en, key=self.carta)


class Aviso(ActIn):
    """Ordena publicar la respuesta por aviso (art. 69)."""

    async def to_domain(self, by: str, keep: Keep) -> p.PublishAviso:
        return p.PublishAviso(by=by)


class Encuesta(ActIn):
    """Califica la atención; el enlace sirve una vez."""

    token: Token
    puntaje: Annotated[int, Field(ge=1, le=5)]
    subpuntajes: Annotated[dict[Code, Annotated[int, Field(ge=1, le=5)]], Field(max_length=20)] | None = None
    esfuerzo: Annotated[int, Field(ge=1, le=7)] | None = None
    recomendacion: Annotated[int, Field(ge=0, le=10)] | None = None
    comentario: Comment | None = None

    async def to_domain(self, by: str, keep: Keep) -> Rating:
        comment_hash = await keep("encuesta", self.comentario) if self.comentario else None
        return Rating(
            score=self.puntaje,
            sub_scores=self.subpuntajes,
            effort=self.esfuerzo,
            recommendation=self.recomendacion,
            comment_hash=comment_hash,
        )


class Replica(WithFiles):
    """El peticionario no está de acuerdo: réplica, reposición o insistencia abren un nuevo ciclo."""

    argumento: Text
    clase: p.Ground = p.Ground.REPLICA

    async def to_domain(self, by: str, keep: Keep) -> p.Reopen:
        return p.Reopen(by=by, argument_hash=await keep("replica", self.argumento), ground=self.clase)


class Suspension(ActIn):
    """Suspende los términos por acto administrativo."""

    desde: ServiceDay
    hasta: ServiceDay
    acto: Line
    norma: Line

    @model_validator(mode="after")
    def _bounded(self) -> "Suspension":
        if self.hasta - self.desde > YEAR:
            raise ValueError("hasta: una suspensión no pasa de un año")
        return self

    async def to_domain(self, by: str, keep: Keep) -> p.Suspend:
        return p.Suspend(by=by, from_on=self.desde, to_on=self.hasta, act_number=self.acto, norm=self.norma)


class Nota(ActIn):
    """Deja una nota interna."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Note:
        return p.Note(by=by, text_hash=await keep("nota", self.texto))


class Mensaje(WithFiles):
    """Escribe en el buzón del caso: lo lee quien tenga el radicado y el código. No es una carta ni se envía."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Note:
        return p.Note(by=by, text_hash=await keep("mensaje", self.texto), is_public=True)


class Identidad(ActIn):
    """Pide ver una identidad reservada; queda registrado quién y por qué."""

    motivo: Line
