"""The catalogs: which there are, their versions, what differs between two, publishing the next one."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from adapters.template_catalog import rewritten
from domain.catalogs import (
    CatalogBackdated,
    CatalogDangling,
    CatalogKind,
    CatalogUnchanged,
    Published,
    changes,
    loose_ends,
)
from domain.instants import bogota_date
from schemas.catalogs import SCHEMAS
from schemas.catalogs.publication import CatalogOut, ChangeOut, Publication, VersionOut
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.services import Services, services

router = APIRouter(prefix="/api/v1/catalogos", tags=["Catálogos"])
Reader = Annotated[User, Depends(allowed(*Role))]
Supervisor = Annotated[User, Depends(allowed(Role.SUPERVISOR))]
Parts = Annotated[Services, Depends(services)]
Version = Annotated[int | None, Query(ge=1, le=1_000_000)]


@router.get("", response_model=list[VersionOut], responses=RESPONSES, summary="Los catálogos y su versión vigente")
async def listed(user: Reader, parts: Parts) -> list[VersionOut]:
    """Uno por renglón: qué versión rige hoy, desde cuándo, quién la publicó y por qué."""
    return [VersionOut.of(found) for found in await in_force(parts)]


@router.get("/{clase}", response_model=CatalogOut, responses=RESPONSES, summary="Un catálogo, en una versión")
async def one(clase: CatalogKind, user: Reader, parts: Parts, version: Version = None) -> CatalogOut:
    """La versión pedida o, sin ella, la que rige hoy."""
    found = await _found(clase, version, parts)
    return CatalogOut(**VersionOut.of(found).model_dump(), contenido=SCHEMAS[clase].of(found.content))


@router.get("/{clase}/versiones", response_model=list[VersionOut], responses=RESPONSES, summary="Su historia")
async def history(clase: CatalogKind, user: Reader, parts: Parts) -> list[VersionOut]:
    """Todas las versiones, de la última a la primera."""
    return [VersionOut.of(found) for found in await parts.catalogs.history(clase)]


@router.get("/{clase}/diferencias", response_model=list[ChangeOut], responses=RESPONSES,
            summary="Qué cambia de una versión a otra")  # fmt: skip
async def differences(
    clase: CatalogKind,
    user: Reader,
    parts: Parts,
    de: Annotated[int, Query(ge=1, le=1_000_000)],
    a: Annotated[int, Query(ge=1, le=1_000_000)],
) -> list[ChangeOut]:
    """Renglón por renglón, con el valor de antes y el de después."""
    return [ChangeOut.of(change) for change in await between(clase, de, a, parts)]


async def in_force(parts: Services) -> list[Published]:
    """The version of each catalog in force today."""
    versions = await parts.catalogs.versions_in_force(_today(parts))
    return [await parts.catalogs.get(kind, versions[kind]) for kind in CatalogKind if kind in versions]


async def between(kind: CatalogKind, before: int, after: int, parts: Services) -> list[Any]:
    """What differs between two versions, as it is read. Raises CatalogVersionUnknown."""
    contents = [SCHEMAS[kind].of((await parts.catalogs.get(kind, n)).content) for n in (before, after)]
    return changes(*contents)


def _route(kind: CatalogKind) -> None:
    """Add the route that publishes a kind of catalog."""
    schema = SCHEMAS[kind]

    async def publish(body: Any, user: Supervisor, parts: Parts) -> VersionOut:
        return await _published(kind, body, user, parts)

    publish.__annotations__["body"] = Publication[schema]  # type: ignore[valid-type]
    router.add_api_route(
        f"/{kind}",
        publish,
        methods=["POST"],
        status_code=201,
        response_model=VersionOut,
        responses=RESPONSES,
        summary=f"Publica una versión: {kind.label}",
        operation_id=f"publicar-{kind}",
    )


for _kind in CatalogKind:
    _route(_kind)


async def _published(kind: CatalogKind, body: Any, user: User, parts: Services) -> VersionOut:
    """Publish what was sent, whole.

    Raises CatalogMoved, CatalogUnchanged, CatalogBackdated, CatalogDangling, or what `rewritten` does.
    """
    content, valid_from = body.contenido.to_domain(), body.vigente_desde or _today(parts)
    if valid_from < _today(parts):
        raise CatalogBackdated(valid_from=valid_from)
    last = (await parts.catalogs.history(kind))[0]
    if kind == CatalogKind.TEMPLATES:
        content = rewritten(last.content, content)
    if body.version_anterior == last.version and content == last.content:
        raise CatalogUnchanged(version=last.version)
    await _check_others(kind, content, valid_from, parts)
    version = await parts.catalogs.publish(
        kind, content, base=body.version_anterior, valid_from=valid_from, by=user.name, reason=body.motivo
    )
    return VersionOut.of(await parts.catalogs.get(kind, version))


async def _check_others(kind: CatalogKind, content: Any, day: date, parts: Services) -> None:
    """What a catalog names in another one is there. Raises CatalogDangling."""
    pair = {CatalogKind.MOTIVES, CatalogKind.DEPENDENCIAS}
    if kind not in pair:
        return
    other = (await parts.catalogs.in_force((pair - {kind}).pop(), day)).content
    loose = loose_ends(content, other) if kind == CatalogKind.MOTIVES else loose_ends(other, content)
    if loose:
        raise CatalogDangling(what=loose[0])


async def _found(kind: CatalogKind, version: int | None, parts: Services) -> Published:
    if version is None:
        return await parts.catalogs.in_force(kind, _today(parts))
    return await parts.catalogs.get(kind, version)


def _today(parts: Services) -> date:
    return bogota_date(parts.now())
