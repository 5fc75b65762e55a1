"""The archive's door: closed expedientes."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from adapters.disposals import Order, Outcome
from domain.disposal import DisposalSelfApproved
from domain.errors import ActRefusal
from domain.instants import BOGOTA, bogota_date
from domain.retention import WARNED_AHEAD
from schemas.acts import Identidad
from schemas.archive import ActaOut, DisposalOut, Eliminacion, OutcomeOut, RetainedOut, Retencion
from schemas.problem import RESPONSES
from web.auth import LEADS, NotAllowed, Role, User, allowed
from web.cases import Radicado, existing
from web.documents import document
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Archivo"])
Parts = Annotated[Services, Depends(services)]
Keeper = Annotated[User, Depends(allowed(Role.SUPERVISOR, Role.AUDITOR))]
Supervisor = Annotated[User, Depends(allowed(Role.SUPERVISOR))]
Lead = Annotated[User, Depends(allowed(*LEADS))]
Cycle = Annotated[int | None, Query(alias="ciclo", ge=1, le=1000)]


class ExpedienteOpen(ActRefusal):
    norm = "Ley 1437 de 2011, art. 36"
    status = 404
    sentence = "El expediente no se ha cerrado: no hay un paquete que entregar."


class NotebookAbsent(ActRefusal):
    norm = "Ley 1437 de 2011, art. 36"
    status = 404
    sentence = "El expediente no tiene un cuaderno reservado cerrado."


class DisposalUnknown(ActRefusal):
    norm = "Acuerdo AGN 001 de 2024, disposición final"
    status = 404
    sentence = "No hay una eliminación con ese acto."


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


@router.post(
    "/pqrsd/{radicado}/expediente/cuaderno-reservado",
    response_class=Response,
    responses={**RESPONSES, 200: {"content": {"application/zip": {}}, "description": "El cuaderno firmado"}},
    summary="El cuaderno reservado de un expediente cerrado",
)
async def notebook(
    radicado: Radicado, body: Identidad, user: Supervisor, parts: Parts, cycle: Cycle = None
) -> Response:
    """Solo para quien supervisa y con motivo: queda en el registro de accesos antes de entregarlo."""
    await existing(parts, radicado)
    closed = await parts.retention.closed(radicado, cycle)
    if closed is None or closed.reserved_sha256 is None:
        raise NotebookAbsent
    await parts.identities.looked(radicado, user.name, user.role, "cuaderno reservado", body.motivo)
    content = await parts.blobs.get(closed.reserved_sha256)
    return document(
        content, "application/zip", f"{radicado}-{closed.cycle}-reservado.{closed.reserved_sha256[:12]}.zip"
    )


@router.post(
    "/pqrsd/{radicado}/retencion",
    response_model=RetainedOut,
    responses=RESPONSES,
    summary="Retiene un expediente o lo libera",
)
async def retencion(radicado: Radicado, body: Retencion, user: Supervisor, parts: Parts) -> RetainedOut:
    """Un expediente retenido no se elimina, aunque termine su tiempo."""
    await existing(parts, radicado)
    await parts.retention.hold(radicado, body.clase, reason=body.motivo, who=user.name, at=parts.now())
    await parts.cases.note_access(radicado, user.name, user.role, f"retencion/{body.clase}")
    return RetainedOut.of(await parts.retention.of(radicado))


@router.get(
    "/archivo/retencion",
    response_model=list[RetainedOut],
    responses=RESPONSES,
    summary="Los expedientes cuya retención termina",
)
async def ending(user: Keeper, parts: Parts, hasta: date | None = None) -> list[RetainedOut]:
    """Los que terminan hasta una fecha; sin ella, en los próximos noventa días."""
    until = hasta or bogota_date(parts.now()) + WARNED_AHEAD
    return [RetainedOut.of(case) for case in await parts.retention.ending(until)]


@router.post(
    "/archivo/eliminaciones",
    response_model=DisposalOut,
    responses=RESPONSES,
    summary="Ensaya o hace una eliminación aprobada",
)
async def dispose(body: Eliminacion, user: Lead, parts: Parts) -> DisposalOut:
    """Sin confirmación, un supervisor ensaya: dice qué se eliminaría. Confirma otra persona, que coordine o supervise.

    Repetirla con la misma confirmación sigue donde quedó.
    """
    if body.confirmacion is None and user.role != Role.SUPERVISOR:
        raise NotAllowed(user.role)
    if body.aprobado_por.casefold() == user.name.casefold():
        raise DisposalSelfApproved
    order = _order(body, user)
    if body.confirmacion is None:
        confirmation, outcomes = await parts.disposals.rehearse(order, parts.now())
    else:
        confirmation = body.confirmacion
        outcomes = await parts.disposals.carry_out(order, confirmation, parts.now())
    return DisposalOut(
        acto=body.acto,
        aprobado_por=body.aprobado_por,
        ensayo=body.confirmacion is None,
        confirmacion=confirmation,
        expedientes=[OutcomeOut.of(x) for x in outcomes],
    )


def _order(body: Eliminacion, user: User) -> Order:
    return Order(act=body.acto, approved_by=body.aprobado_por, by=user.name, radicados=tuple(body.radicados or ()),
                 until=body.hasta, selection=body.seleccion.replace("\0", ""))  # fmt: skip


@router.get("/archivo/eliminaciones", response_model=ActaOut, responses=RESPONSES, summary="El acta de una eliminación")
async def acta(user: Keeper, parts: Parts, acto: Annotated[str, Query(min_length=1, max_length=300)]) -> ActaOut:
    """Qué se eliminó por un acto: radicado, huella de su índice y cuándo."""
    found = await parts.disposals.record(acto.replace("\0", ""))
    if found is None:
        raise DisposalUnknown
    order, cases = found
    return ActaOut(
        acto=order.act,
        aprobado_por=order.approved_by,
        ordenado_por=order.requested_by,
        confirmado_por=order.confirmed_by,
        seleccion=order.selection,
        iniciado_en=order.started_at.astimezone(BOGOTA).isoformat(),
        expedientes=[OutcomeOut.of(Outcome(x.radicado, tuple(x.indexes), None, x.disposed_at)) for x in cases],
    )
