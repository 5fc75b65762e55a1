"""Groups of analogous petitions as they arrive and as they are read."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.case import Sense
from domain.groups import NEWSPAPER, PUBLISHED_IN, WEB, version_of
from domain.instants import BOGOTA
from schemas.moments import ServiceDay
from schemas.texts import Comment, Line, Name, Text

Radicado = Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$", examples=["2026-E-000123"])]
MOST = 500
"""Members of one request; a larger group is formed as several."""


Seen = Annotated[int, Field(ge=0, le=10**15)]
"""The version of a text somebody read."""


class GrupoIn(BaseModel):
    """Solicitudes análogas que se responden juntas, y por qué lo son."""

    model_config = ConfigDict(extra="forbid")

    radicados: Annotated[list[Radicado], Field(min_length=2, max_length=MOST)]
    motivo: Line


class TextoDeGrupo(BaseModel):
    """El texto que responde a todas."""

    model_config = ConfigDict(extra="forbid")

    texto: Text
    sobre_version: Seen | None = Field(None, description="La versión que se leyó; 0 si no había texto")


class RevisionDeGrupo(BaseModel):
    """Aprueba o devuelve el texto de otra persona."""

    model_config = ConfigDict(extra="forbid")

    decision: Literal["aprobar", "devolver"]
    comentario: Comment = ""
    version: Seen | None = Field(None, description="La versión que se leyó; si ya no es la que hay, se niega")


class RespuestaDeGrupo(BaseModel):
    """Ordena responder a todas con el texto aprobado."""

    model_config = ConfigDict(extra="forbid")

    sentido: Sense
    firmante: Name
    cargo: Name | None = None


class PublicacionDeGrupo(BaseModel):
    """Dónde se publicó la respuesta única (Ley 1437 de 2011, art. 22)."""

    model_config = ConfigDict(extra="forbid")

    medio: Literal["periodico", "web"]
    fecha: ServiceDay
    referencia: Line = Field(examples=["Diario El Ejemplo, edición nacional, página 4"])


class MiembroOut(BaseModel):
    """Una solicitud del grupo y su propia carta."""

    radicado: str
    estado: str
    detalle: str
    radicado_salida: str | None
    carta: str | None
    notificada_en: str | None


class GrupoOut(BaseModel):
    """Un grupo: quiénes lo forman, por qué regla, y cómo va su respuesta."""

    id: str
    motivo: str
    respuesta_unica: bool
    formado_por: str
    formado_en: str
    texto: str | None
    version: int
    revision: str | None
    comentario: str | None
    respondido_por: str | None
    avance: dict[str, int]
    miembros: list[MiembroOut]
    publicaciones: list[dict[str, Any]]
    falta_publicar: list[str]

    @classmethod
    def of(cls, group: Any) -> "GrupoOut":
        row = group.row
        members = [_member(member) for member in group.members]
        return cls(
            id=row.id,
            motivo=row.reason,
            respuesta_unica=row.is_single_answer,
            formado_por=row.formed_by,
            formado_en=row.formed_at.astimezone(BOGOTA).isoformat(),
            texto=row.body,
            version=version_of(row.drafted_at),
            revision=row.review,
            comentario=row.review_comment,
            respondido_por=row.answered_by,
            avance=_progress(members),
            miembros=members,
            publicaciones=[
                {"medio": x.medium, "fecha": x.published_on.isoformat(), "referencia": x.reference}
                for x in group.publications
            ],
            falta_publicar=_unpublished(group),
        )


class GrupoLinea(BaseModel):
    """Un grupo en la lista."""

    id: str
    motivo: str
    respuesta_unica: bool
    miembros: int
    formado_en: str
    respondido_en: date | None


def _member(member: Any) -> MiembroOut:
    return MiembroOut(
        radicado=member.row.radicado,
        estado=member.row.status,
        detalle=member.row.detail,
        radicado_salida=member.outgoing_radicado,
        carta=member.letter_status,
        notificada_en=member.notified_at,
    )


def _progress(members: list[MiembroOut]) -> dict[str, int]:
    """How many members are in each state, and how many letters left."""
    states = {state: sum(x.estado == state for x in members) for state in sorted({x.estado for x in members})}
    return {"total": len(members), **states, "con_carta": sum(x.carta is not None for x in members)}


def _unpublished(group: Any) -> list[str]:
    """Where a single answer must still be published."""
    if not group.row.is_single_answer or group.row.answered_at is None:
        return []
    told = {x.medium for x in group.publications}
    return [medium for medium in PUBLISHED_IN if medium in {WEB, NEWSPAPER} - told]
