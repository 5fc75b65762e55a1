"""Approved answers as they arrive and as they are read."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.instants import BOGOTA
from domain.knowledge import KnownAnswer, checked
from domain.terms import PqrsdType
from schemas.texts import Code, Name, Text, Version

Slug = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$", examples=["extracto-credito"])]
Tags = Annotated[list[Code], Field(max_length=40)]


class RespuestaTipo(BaseModel):
    """Una respuesta tipo, o una versión nueva de la que ya hay con ese código."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"codigo": "extracto-credito", "titulo": "Extracto del crédito", "texto": "Adjunto su extracto al {{fecha}}.",
         "tipos": ["peticion_documentos"], "motivos": ["certificaciones"]}]})  # fmt: skip

    codigo: Slug
    titulo: Name
    texto: Annotated[Text, AfterValidator(lambda text: checked(text))]
    tipos: Annotated[list[PqrsdType], Field(max_length=40)] = Field(default_factory=list)
    productos: Tags = Field(default_factory=list)
    motivos: Tags = Field(default_factory=list)

    def to_domain(self, by: str) -> KnownAnswer:
        return KnownAnswer(
            code=self.codigo,
            title=self.titulo,
            body=self.texto,
            author=by,
            types=tuple(self.tipos),
            products=tuple(self.productos),
            motives=tuple(self.motivos),
        )


class AprobacionDeRespuesta(BaseModel):
    """Qué versión se leyó antes de aprobar."""

    model_config = ConfigDict(extra="forbid")

    version: Version | None = Field(None, description="La que se leyó; si ya hay otra, se niega")


class RespuestaTipoOut(BaseModel):
    """Una versión de una respuesta tipo."""

    codigo: str
    version: int
    titulo: str
    texto: str
    estado: str
    tipos: list[str]
    productos: list[str]
    motivos: list[str]
    autor: str
    escrita_en: str | None
    aprobada_por: str | None
    aprobada_en: str | None
    usos: int

    @classmethod
    def of(cls, answer: KnownAnswer) -> "RespuestaTipoOut":
        moments = [at and at.astimezone(BOGOTA).isoformat() for at in (answer.written_at, answer.approved_at)]
        return cls(
            codigo=answer.code,
            version=answer.version,
            titulo=answer.title,
            texto=answer.body,
            estado=answer.state,
            tipos=list(answer.types),
            productos=list(answer.products),
            motivos=list(answer.motives),
            autor=answer.author,
            escrita_en=moments[0],
            aprobada_por=answer.approved_by,
            aprobada_en=moments[1],
            usos=answer.uses,
        )


class SugerenciaOut(BaseModel):
    """Una respuesta tipo que sirve para un caso, con sus campos ya llenos."""

    codigo: str
    version: int
    titulo: str
    texto: str
    usos: int
