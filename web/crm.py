"""What the CRM refused: an operator reads why and, the cause mended, sends it again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.services import Services, services

router = APIRouter(prefix="/api/v1/crm", tags=["CRM"])
Parts = Annotated[Services, Depends(services)]
Delivery = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9-]+$")]


class EntregaMuerta(BaseModel):
    """Una novedad que el CRM negó para siempre, y por qué."""

    entrega: str
    radicado: str
    secuencia: int
    evento: str
    motivo: str | None


class Reintento(BaseModel):
    """Cuántas entregas del caso se deben otra vez: la pedida y las muertas anteriores, en orden."""

    pendientes: int


@router.get("/muertas", response_model=list[EntregaMuerta], responses=RESPONSES, summary="Las entregas muertas")
async def dead(
    user: Annotated[User, Depends(allowed(Role.SUPERVISOR, Role.AUDITOR))], parts: Parts
) -> list[EntregaMuerta]:
    """Las primeras doscientas, por caso y en orden."""
    return [
        EntregaMuerta(entrega=x.delivery_id, radicado=x.radicado, secuencia=x.sequence, evento=x.event, motivo=x.reason)
        for x in await parts.crm.refused()
    ]


@router.post("/muertas/{entrega}/reintento", response_model=Reintento, responses=RESPONSES,
             summary="Entrega otra vez una muerta")  # fmt: skip
async def revive(
    entrega: Delivery, user: Annotated[User, Depends(allowed(Role.SUPERVISOR))], parts: Parts
) -> Reintento:
    """Con ella van las muertas anteriores del mismo caso, para que lleguen en orden."""
    return Reintento(pendientes=await parts.crm.revive(entrega))
