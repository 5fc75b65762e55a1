"""Retention as it is asked for and told, in Spanish."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.disposal import HoldKind, Retained, RetentionRefusal
from domain.instants import BOGOTA
from schemas.texts import Line, Name

Radicado = Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$")]


class Retencion(BaseModel):
    """Retiene un expediente, para que no se elimine, o lo libera."""

    model_config = ConfigDict(extra="forbid")
    clase: HoldKind
    motivo: Line


class Eliminacion(BaseModel):
    """Ensaya la eliminación de expedientes por un acto; con la confirmación del ensayo, la hace."""

    model_config = ConfigDict(extra="forbid")
    acto: Line = Field(examples=["Acta 3 de 2036 del Comité de Archivo"])
    aprobado_por: Name
    radicados: Annotated[list[Radicado], Field(min_length=1, max_length=500)] | None = None
    hasta: date | None = None
    seleccion: Annotated[str, Field(max_length=2000)] = Field(
        default="", description="De una serie de «Selección»: qué muestra se conserva y con qué criterio"
    )
    confirmacion: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Eliminacion":
        if (self.radicados is None) == (self.hasta is None):
            raise ValueError("radicados: indique radicados o hasta, uno de los dos")
        return self


class RetainedOut(BaseModel):
    """Un expediente y su retención."""

    radicado: str
    conservar_hasta: date | None
    retenido: bool
    motivo_retencion: str | None
    disposicion: list[str]
    huellas_indice: list[str]

    @classmethod
    def of(cls, case: Retained) -> "RetainedOut":
        return cls(
            radicado=case.radicado,
            conservar_hasta=case.until,
            retenido=case.held_because is not None,
            motivo_retencion=case.held_because,
            disposicion=sorted(set(case.dispositions)),
            huellas_indice=list(case.indexes),
        )


class OutcomeOut(BaseModel):
    """Qué pasó, o pasaría, con un expediente."""

    radicado: str
    resultado: str = Field(examples=["eliminable", "eliminado", "negado"])
    huellas_indice: list[str]
    eliminado_en: str | None = None
    regla: str | None = None
    motivo: str | None = None

    @classmethod
    def of(cls, outcome: Any) -> "OutcomeOut":
        refusal: RetentionRefusal | None = outcome.refusal
        done = outcome.disposed_at
        return cls(
            radicado=outcome.radicado,
            resultado="negado" if refusal else "eliminado" if done else "eliminable",
            huellas_indice=list(outcome.indexes),
            eliminado_en=done and done.astimezone(BOGOTA).isoformat(),
            regla=type(refusal).__name__ if refusal else None,
            motivo=str(refusal) if refusal else None,
        )


class DisposalOut(BaseModel):
    """Un ensayo, con la confirmación que lo aprueba, o lo que se hizo."""

    acto: str
    aprobado_por: str
    ensayo: bool
    confirmacion: str
    expedientes: list[OutcomeOut]


class ActaOut(BaseModel):
    """El acta de una eliminación: sobrevive a lo eliminado."""

    acto: str
    aprobado_por: str
    ordenado_por: str
    confirmado_por: str | None
    seleccion: str | None
    iniciado_en: str
    expedientes: list[OutcomeOut]
