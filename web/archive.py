"""The archive's door: closed expedientes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from domain.errors import ActRefusal
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.cases import Radicado, existing
from web.documents import document
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Archivo"])
Parts = Annotated[Services, Depends(services)]
Keeper = Annotated[User, Depends(allowed(Role.SUPERVISOR, Role.AUDITOR))]
Cycle = Annotated[int | None, Query(alias="ciclo", ge=1, le=1000)]


class ExpedienteOpen(ActRefusal):
    norm = "Ley 1437 de 2011, art. 36"
    status = 404
    sentence = "El expediente no se ha cerrado: no hay un paquete que entregar."


@router.get(
    "/pqrsd/{radicado}/expediente",
    response_class=Response,
    responses={**RESPONSES, 200: {"content": {"application/zip": {}}, "description": "El paquete firmado"}},
    summary="El expediente cerrado, con su índice firmado",
)
async def expediente(radicado: Radicado, user: Keeper, parts: Parts, cycle: Cycle = None) -> Response:
    """El paquete del último ciclo cerrado, o del que se pida. Queda anotado quién lo leyó."""
    await existing(parts, radicado)
    closed = await parts.retention.closed(radicado, cycle)
    if closed is None:
        raise ExpedienteOpen
    content = await parts.blobs.get(closed.sha256)
    await parts.cases.note_access(radicado, user.name, user.role, "expediente")
    return document(content, "application/zip", f"{radicado}-{closed.cycle}.{closed.sha256[:12]}.zip")
