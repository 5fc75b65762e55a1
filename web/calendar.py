"""Rehearsing and publishing a calendar version; which open cases it moves; moving them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from domain.calendar import Calendar
from domain.errors import ActRefusal
from domain.instants import bogota_date
from schemas.calendar import CalendarIn, CalendarOut, Difference, Reprojection
from schemas.problem import RESPONSES, Responses
from web.auth import Role, User, allowed
from web.batches import applied, figures, is_over, of_calendar, rehearsed, status_of
from web.services import Services, services

router = APIRouter(prefix="/api/v1/calendario", tags=["Calendario"])
Supervisor = Annotated[User, Depends(allowed(Role.SUPERVISOR))]
Reader = Annotated[User, Depends(allowed(Role.AGENT, Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR))]
Parts = Annotated[Services, Depends(services)]
Version = Annotated[str | None, Query(max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]
IN_COURSE: Responses = {202: {"model": Reprojection, "description": "Sigue en curso; va por aquí"}, **RESPONSES}


class VersionUnknown(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 404
    sentence = "No hay un calendario con la versión {version}."


class VersionSuperseded(ActRefusal):
    norm = "Ley 51 de 1983"
    sentence = "Rige el calendario {latest}: los casos no vuelven a la versión {version}."


class NotReprojected(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 404
    sentence = "Nadie ha reproyectado los casos con el calendario {version}."


@router.get("/versiones", response_model=list[CalendarOut], responses=RESPONSES, summary="Las versiones publicadas")
async def versions(user: Reader, parts: Parts) -> list[CalendarOut]:
    """La última publicada, primero: es la que rige."""
    return [
        CalendarOut(
            version=row.version,
            norma=row.norm,
            vigente_desde=row.valid_from,
            publicada_por=row.published_by,
            publicada_en=row.published_at,
            cubre_desde=row.first_on,
            cubre_hasta=row.last_on,
        )
        for row in await parts.calendars.published()
    ]


@router.post("/versiones", status_code=201, responses=RESPONSES, summary="Publica una versión del calendario")
async def publish(body: CalendarIn, user: Supervisor, parts: Parts) -> dict[str, str]:
    """No mueve ningún caso: eso lo hace la reproyección, después de mirar las diferencias."""
    calendar, base = await drafted(body, user.name, parts)
    await parts.calendars.publish(calendar, base=base)
    return {"version": calendar.version}


@router.post("/versiones/ensayo", response_model=list[Difference], responses=RESPONSES,
             summary="Ensaya una versión antes de publicarla")  # fmt: skip
async def rehearse(body: CalendarIn, user: Supervisor, parts: Parts) -> list[Difference]:
    """Qué casos abiertos movería, y cómo, lo mismo que se mandaría a publicar. No guarda nada."""
    calendar, _ = await drafted(body, user.name, parts)
    return await rehearsed(parts, of_calendar(calendar, user.name), calendar)


@router.get("/diferencias", response_model=list[Difference], responses=RESPONSES,
            summary="Qué casos abiertos se moverían, y cómo")  # fmt: skip
async def differences(user: Supervisor, parts: Parts, version: Version = None) -> list[Difference]:
    """Ensayo: no cambia nada."""
    return await rehearsed(parts, of_calendar(await published(parts, version), user.name))


@router.post("/reproyeccion", response_model=Reprojection, responses=IN_COURSE,
             summary="Mueve los casos abiertos")  # fmt: skip
async def reproject(user: Supervisor, parts: Parts, response: Response, version: Version = None) -> Reprojection:
    """Recalcula cada caso abierto con la versión que rige. Mientras corre, repetirla se une a ella (202 si no ha
    terminado); después, busca los que falten."""
    calendar = await newest(parts, version)
    status = await applied(parts, of_calendar(calendar, user.name))
    response.status_code = 200 if is_over(status) else 202
    return Reprojection(version=calendar.version, **figures(status))


@router.get("/reproyeccion", response_model=Reprojection, responses=RESPONSES, summary="Cómo va la reproyección")
async def progress(user: Supervisor, parts: Parts, version: Version = None) -> Reprojection:
    """Cuántos casos se revisaron y cuáles se movieron."""
    calendar = await published(parts, version)
    status = await status_of(parts, of_calendar(calendar, user.name))
    if status is None:
        raise NotReprojected(version=calendar.version)
    return Reprojection(version=calendar.version, **figures(status))


async def drafted(body: CalendarIn, by: str, parts: Services) -> tuple[Calendar, str]:
    """The version that would be published and the one it is made over.

    Raises VersionTaken, CalendarMoved, CalendarNotInForce or CalendarShrinks.
    """
    await parts.calendars.check_free(body.version)
    base = await parts.calendars.in_force()
    return body.to_domain(base, by, bogota_date(parts.now())), base.version


async def newest(parts: Services, version: str | None) -> Calendar:
    """The version in force, when it is the one asked for. Raises VersionUnknown or VersionSuperseded."""
    asked, latest = await published(parts, version), await parts.calendars.in_force()
    if asked.version != latest.version:
        raise VersionSuperseded(version=asked.version, latest=latest.version)
    return latest


async def published(parts: Services, version: str | None) -> Calendar:
    """A version, or the one in force. Raises VersionUnknown."""
    try:
        return await (parts.calendars.get(version) if version else parts.calendars.in_force())
    except LookupError:
        raise VersionUnknown(version=version) from None
