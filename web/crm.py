"""What the CRM refused: an operator reads why and, the cause mended, sends it again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from adapters.crm_queue import Wanted
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.services import Services, services

router = APIRouter(prefix="/api/v1/crm", tags=["CRM"])
Parts = Annotated[Services, Depends(services)]
Delivery = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9-]+$")]

Cause = Annotated[str, Query(max_length=200, description="Con qué empieza el motivo")]
After = Annotated[str | None, Query(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9-]+$")]


class EntregaMuerta(BaseModel):
    """Una novedad que el CRM negó para siempre, y por qué."""

    entrega: str
    radicado: str
    secuencia: int
    evento: str
    motivo: str | None


class Causa(BaseModel):
    """Qué entregas muertas: las de un motivo que empieza así, o de novedades de unos días, o todas las de ambos."""

    model_config = ConfigDict(extra="forbid")
    causa: Annotated[str, Field(max_length=200, examples=["422"])] = ""
    desde: date | None = None
    hasta: date | None = None

    @model_validator(mode="after")
    def _named(self) -> "Causa":
        if not (self.causa or self.desde or self.hasta):
            raise ValueError("causa: diga la causa o los días de las entregas que se reintentan")
        return self


class Reintento(BaseModel):
    """Cuántas entregas se deben otra vez: las pedidas y las muertas anteriores de sus casos, en orden."""

    pendientes: int


@router.get("/muertas", response_model=list[EntregaMuerta], responses=RESPONSES, summary="Las entregas muertas")
async def dead(
    user: Annotated[User, Depends(allowed(Role.SUPERVISOR, Role.AUDITOR))],
    parts: Parts,
    causa: Cause = "",
    desde: date | None = None,
    hasta: date | None = None,
    tras: After = None,
) -> list[EntregaMuerta]:
    """De a doscientas, por caso y en orden; `tras` es la última de la página anterior."""
    wanted = Wanted(reason=_clean(causa), since=desde, until=hasta)
    return [
        EntregaMuerta(entrega=x.delivery_id, radicado=x.radicado, secuencia=x.sequence, evento=x.event, motivo=x.reason)
        for x in await parts.crm.refused(wanted, tras)
    ]


@router.post("/muertas/reintento", response_model=Reintento, responses=RESPONSES,
             summary="Entrega otra vez todas las muertas de una causa o de unos días")  # fmt: skip
async def revive_all(body: Causa, user: Annotated[User, Depends(allowed(Role.SUPERVISOR))], parts: Parts) -> Reintento:
    """Con ellas van las muertas anteriores de cada caso, para que lleguen en orden."""
    wanted = Wanted(reason=_clean(body.causa), since=body.desde, until=body.hasta)
    return Reintento(pendientes=await parts.crm.revive_all(wanted))


@router.post("/muertas/{entrega}/reintento", response_model=Reintento, responses=RESPONSES,
             summary="Entrega otra vez una muerta")  # fmt: skip
async def revive(
    entrega: Delivery, user: Annotated[User, Depends(allowed(Role.SUPERVISOR))], parts: Parts
) -> Reintento:
    """Con ella van las muertas anteriores del mismo caso, para que lleguen en orden."""
    return Reintento(pendientes=await parts.crm.revive(entrega))


def _clean(cause: str) -> str:
    return cause.replace("\0", "")
