"""Who read which case, and the identity under reserve: seen only by an explicit, reasoned and logged act."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from domain.instants import BOGOTA
from schemas.acts import Identidad
from schemas.privacy import AccessOut, IdentityOut
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.cases import Radicado, existing
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Privacidad"])
Parts = Annotated[Services, Depends(services)]
MAY_SEE_ACCESSES = (Role.AUDITOR, Role.SUPERVISOR)


@router.get("/pqrsd/{radicado}/accesos", response_model=list[AccessOut], responses=RESPONSES,
            summary="Quién ha leído el caso")  # fmt: skip
async def accesses(
    radicado: Radicado, user: Annotated[User, Depends(allowed(*MAY_SEE_ACCESSES))], parts: Parts
) -> list[AccessOut]:
    """Cada lectura y cada acto, el último primero; de una identidad reservada, con su motivo."""
    await existing(parts, radicado)
    await parts.cases.note_access(radicado, user.name, user.role, "accesos")
    return [
        AccessOut(quien=x.who, papel=x.role, que=x.what, motivo=x.reason, en=x.at.astimezone(BOGOTA))
        for x in await parts.identities.accesses(radicado)
    ]


@router.post("/pqrsd/{radicado}/identidad", response_model=IdentityOut, responses=RESPONSES,
             summary="Muestra una identidad reservada")  # fmt: skip
async def identity(
    radicado: Radicado, body: Identidad, user: Annotated[User, Depends(allowed(Role.SUPERVISOR))], parts: Parts
) -> IdentityOut:
    """Solo para quien supervisa y con motivo: queda en el registro de accesos antes de mostrarla."""
    return IdentityOut(radicado=radicado, identidad=await revealed(parts, radicado, user, body.motivo))


async def revealed(parts: Services, radicado: str, user: User, reason: str) -> dict[str, Any]:
    """The identity, after its line in the log (Ley 1581 de 2012, art. 4, lits. f and h). Raises CaseUnknown."""
    await existing(parts, radicado)
    found: dict[str, Any] = await parts.identities.reveal(radicado, user.name, user.role, reason)
    return found
