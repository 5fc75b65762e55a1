"""The catalogs as staff read them: which there are, who published each version and why, what changed."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from domain.catalogs import CatalogKind
from web.catalogs import between, in_force
from web.pages import page
from web.session import Staff
from web.staff import Parts

router = APIRouter(include_in_schema=False)
Version = Annotated[int | None, Query(ge=1, le=1_000_000)]


@router.get("/catalogos")
async def listed(user: Staff, parts: Parts) -> HTMLResponse:
    """Every catalog with its version in force."""
    return page("catalogos", titulo="Catálogos", found=await in_force(parts))


@router.get("/catalogos/{clase}")
async def one(clase: CatalogKind, user: Staff, parts: Parts, a: Version = None) -> HTMLResponse:
    """The history of a catalog, and what a version changed of the one before it."""
    history = await parts.catalogs.history(clase)
    shown = a or history[0].version
    found = await between(clase, shown - 1, shown, parts) if shown > 1 else []
    return page("catalogo", titulo=clase.label, clase=clase, history=history, shown=shown, found=found)
