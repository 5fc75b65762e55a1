"""Publishing a version, the versions there are, and what differs between two of them."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from domain.catalogs import CatalogKind, Change, Published
from domain.instants import BOGOTA
from schemas.catalogs.wire import Wire
from schemas.texts import Line

Content = TypeVar("Content", bound=Wire)
Number = Annotated[int, Field(ge=1, le=1_000_000)]


class Publication(BaseModel, Generic[Content]):
    """Una versión nueva: el contenido entero, por qué cambia y sobre qué versión se hizo."""

    model_config = ConfigDict(extra="forbid")
    version_anterior: Number
    motivo: Line
    vigente_desde: date | None = None
    contenido: Content


class VersionOut(BaseModel):
    """Una versión publicada."""

    clase: CatalogKind
    nombre: str
    version: int
    vigente_desde: date
    publicado_por: str
    publicado_en: datetime
    motivo: str

    @classmethod
    def of(cls, found: Published) -> "VersionOut":
        return cls(
            clase=found.kind,
            nombre=found.kind.label,
            version=found.version,
            vigente_desde=found.valid_from,
            publicado_por=found.published_by,
            publicado_en=found.published_at.astimezone(BOGOTA),
            motivo=found.reason,
        )


class CatalogOut(VersionOut):
    """Una versión con su contenido."""

    contenido: dict[str, Any]


class ChangeOut(BaseModel):
    """Un valor que difiere entre dos versiones."""

    ruta: str
    antes: Any
    despues: Any

    @classmethod
    def of(cls, change: Change) -> "ChangeOut":
        return cls(ruta=change.path, antes=change.before, despues=change.after)
