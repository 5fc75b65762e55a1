"""Drafts as they arrive and as they are read."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.drafts import DraftVersion
from domain.instants import BOGOTA
from schemas.texts import Text


class BorradorGuardado(BaseModel):
    """Un texto en elaboración: se guarda sin que el caso cambie."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"texto": "Se accede a lo pedido.", "clase": "fondo", "sobre_version": 2}]})  # fmt: skip

    texto: Text
    clase: Literal["fondo", "parcial", "tramite"] = "fondo"
    sobre_version: int | None = Field(None, ge=0, le=1_000_000, description="La versión que se estaba editando")
    automatico: bool = Field(default=False, description="Guardado por sí solo: reemplaza al guardado automático previo")


class BorradorOut(BaseModel):
    """Una versión de un borrador."""

    autor: str
    version: int
    texto: str
    clase: str
    automatico: bool
    guardado_en: str

    @classmethod
    def of(cls, row: DraftVersion) -> "BorradorOut":
        return cls(
            autor=row.author,
            version=row.version,
            texto=row.body,
            clase=row.kind,
            automatico=row.is_automatic,
            guardado_en=row.saved_at.astimezone(BOGOTA).isoformat(),
        )
