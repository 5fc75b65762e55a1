"""Letters on paper as they are read, and what is noted of them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.instants import BOGOTA
from domain.petitions_told import PostAviso
from schemas.act import ActIn, Keep
from schemas.moments import Happened, ServiceDay
from schemas.texts import Name

Guide = Annotated[str, Field(min_length=4, max_length=40, pattern=r"^[A-Za-z0-9-]+$", examples=["RA123456789CO"])]


class Guia(BaseModel):
    """La guía con la que una carta se entregó al operador postal."""

    model_config = ConfigDict(extra="forbid")

    operador: Name = Field(examples=["Servicios Postales Nacionales"])
    guia: Guide
    fecha: ServiceDay | None = Field(None, description="Hoy, si no se dice")


class Prueba(BaseModel):
    """La prueba de que una carta llegó o volvió."""

    model_config = ConfigDict(extra="forbid")

    evidencia: Literal["entregado", "devuelto"]
    en: Happened | None = None
    recibe: Name | None = Field(None, description="Quien la recibió, según la prueba de entrega")


class Fijacion(BaseModel):
    """Dónde y desde cuándo está fijada la copia impresa de un aviso."""

    model_config = ConfigDict(extra="forbid")

    lugar: Name = Field(examples=["Cartelera de la sede principal"])
    fecha: ServiceDay | None = Field(None, description="Hoy, si no se dice")


class Desfijacion(BaseModel):
    """Cuándo se retiró la copia impresa de un aviso."""

    model_config = ConfigDict(extra="forbid")

    fecha: ServiceDay | None = Field(None, description="Hoy, si no se dice")


class CopiaDeAviso(ActIn):
    """La copia impresa de un aviso, fijada o retirada: lo que se le dice al caso."""

    carta: str
    lugar: Name
    fecha: ServiceDay
    retirada: bool = False

    async def to_domain(self, by: str, keep: Keep) -> PostAviso:
        return PostAviso(by=by, letter=self.carta, place=self.lugar, on=self.fecha, is_removal=self.retirada)


class CartaEnPapel(BaseModel):
    """Una carta impresa y dónde está."""

    radicado_salida: str
    radicado: str
    clase: str
    medio: str
    destinatario: str
    direccion: str
    impresa_en: str
    estado: str
    operador: str
    guia: str
    despachada_el: str | None
    prueba_en: str | None
    recibe: str
    lugar: str = Field("", description="De un aviso, dónde está fijada su copia; `despachada_el` dice desde cuándo")

    @classmethod
    def of(cls, letter: Any) -> "CartaEnPapel":
        return cls(
            radicado_salida=letter.outgoing_radicado,
            radicado=letter.radicado,
            clase=letter.kind,
            medio=letter.medium,
            destinatario=letter.addressee,
            direccion=letter.address,
            impresa_en=letter.printed_at.astimezone(BOGOTA).isoformat(),
            estado=letter.state,
            operador=letter.operator,
            guia=letter.guide,
            despachada_el=letter.handed_on and letter.handed_on.isoformat(),
            prueba_en=letter.outcome_at and letter.outcome_at.astimezone(BOGOTA).isoformat(),
            recibe=letter.receiver,
            lugar=letter.place,
        )
