"""Publishing a calendar version; which open cases it moves; moving them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from temporalio.client import WorkflowUpdateFailedError
from temporalio.service import RPCError

from domain.calendar import Calendar
from domain.case import Case
from domain.errors import ActRefusal
from domain.petitions import Reproject
from schemas.calendar import CalendarIn, Difference, Reprojection
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.services import Services, services

router = APIRouter(prefix="/api/v1/calendario", tags=["Calendario"])
AT_ONCE = 10
Supervisor = Annotated[User, Depends(allowed(Role.SUPERVISOR))]
Parts = Annotated[Services, Depends(services)]
Version = Annotated[str | None, Query(max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]


class VersionTaken(ActRefusal):
    norm = "Ley 51 de 1983"
    sentence = "Ya hay un calendario con la versión {version}: una versión publicada no cambia."


class VersionUnknown(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 404
    sentence = "No hay un calendario con la versión {version}."


@router.post("/versiones", status_code=201, responses=RESPONSES, summary="Publica una versión del calendario")
async def publish(body: CalendarIn, user: Supervisor, parts: Parts) -> dict[str, str]:
    """No mueve ningún caso: eso lo hace la reproyección, después de mirar las diferencias."""
    calendar = body.to_domain(await parts.calendars.in_force(), user.name)
    if not await parts.calendars.publish(calendar):
        raise VersionTaken(version=body.version)
    return {"version": calendar.version}


@router.get("/diferencias", response_model=list[Difference], responses=RESPONSES,
            summary="Qué casos abiertos se moverían, y cómo")  # fmt: skip
async def differences(user: Supervisor, parts: Parts, version: Version = None) -> list[Difference]:
    """Ensayo: no cambia nada."""
    published = await _published(parts, version)
    return [change async for _, change in _moved(parts, published)]


@router.post("/reproyeccion", response_model=Reprojection, responses=RESPONSES, summary="Mueve los casos abiertos")
async def reproject(user: Supervisor, parts: Parts, version: Version = None) -> Reprojection:
    """Recalcula cada caso que se mueve. Repetirla continúa donde quedó: los ya movidos no cambian."""
    published = await _published(parts, version)
    gate = asyncio.Semaphore(AT_ONCE)
    changes = [change async for _, change in _moved(parts, published)]
    act = Reproject(by=user.name, calendar_version=published.version, reason=published.norm)
    done = await asyncio.gather(*(_reprojected(parts, change.radicado, act, gate) for change in changes))
    failed = [change.radicado for change, ok in zip(changes, done, strict=True) if not ok]
    moved = [change for change, ok in zip(changes, done, strict=True) if ok]
    return Reprojection(version=published.version, movidos=moved, fallidos=failed)


async def _published(parts: Services, version: str | None) -> Calendar:
    try:
        return await (parts.calendars.get(version) if version else parts.calendars.in_force())
    except LookupError:
        raise VersionUnknown(version=version) from None


async def _moved(parts: Services, published: Calendar) -> AsyncIterator[tuple[Case, Difference]]:
    for row in await parts.cases.open_cases():
        old, new = row.due_on, row.case.deadlines(published).due_on
        if old != new:
            yield row.case, Difference(radicado=row.case.radicado, de=old, a=new)


async def _reprojected(parts: Services, radicado: str, act: Reproject, gate: asyncio.Semaphore) -> bool:
    async with gate:
        try:
            handle = parts.temporal.get_workflow_handle(radicado)
            await handle.execute_update("reproject", act, id=f"reproyeccion/{act.calendar_version}")
        except (RPCError, WorkflowUpdateFailedError):
            return False
    return True
