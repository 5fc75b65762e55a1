"""Drafts: saving a text without touching the case, comparing its versions, beginning it from an approved answer."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from adapters.drafts import Writing
from domain.drafts import DraftChanged, DraftVersion, compared
from schemas.drafts import BorradorGuardado, BorradorOut
from schemas.problem import RESPONSES
from web.act_forms import Tried
from web.acts import ACTS, Radicado
from web.auth import STAFF, NotAllowed, Role, User, allowed
from web.cases import READERS, existing
from web.knowledge import begun_from, code_of
from web.pages import page
from web.problems import DocumentUnknown
from web.services import Services, services
from web.session import EXPIRED, Staff, is_from_page
from web.staff import Parts, done, shown
from web.writing import visible_drafts

router = APIRouter(prefix="/api/v1", tags=["Respuestas"])
pages = APIRouter(include_in_schema=False)
DRAFT = next(act for act in ACTS if act.update == "draft")


@router.put("/pqrsd/{radicado}/borradores", response_model=BorradorOut, responses=RESPONSES,
            summary="Guardar un texto en elaboración")  # fmt: skip
async def save(
    radicado: Radicado,
    body: BorradorGuardado,
    user: Annotated[User, Depends(allowed(*STAFF))],
    parts: Annotated[Services, Depends(services)],
) -> BorradorOut:
    """Guarda una versión propia; la misma dos veces es una. El caso no cambia y nadie recibe aviso."""
    await existing(parts, radicado)
    return BorradorOut.of(await _saved(parts, radicado, user, body))


@router.get("/pqrsd/{radicado}/borradores", response_model=list[BorradorOut], responses=RESPONSES,
            summary="Las versiones de los borradores")  # fmt: skip
async def versions(
    radicado: Radicado,
    user: Annotated[User, Depends(allowed(*READERS))],
    parts: Annotated[Services, Depends(services)],
) -> list[BorradorOut]:
    """Las propias; quien coordina, supervisa o audita ve las de todos. La última, primero."""
    await existing(parts, radicado)
    await parts.cases.note_access(radicado, user.name, user.role, "borradores")
    return [BorradorOut.of(row) for row in await visible_drafts(parts, radicado, user)]


@pages.post("/casos/{radicado}/borradores")
async def write(request: Request, radicado: Radicado, user: Staff, parts: Parts) -> Response:
    """Save what the form says; with «enviar», hand it to review as the act it is."""
    said, is_ours = await _form(request, user)
    error = await _written(radicado, said, user, parts) if is_ours else EXPIRED
    if error:
        return await shown(request, radicado, user, parts, error, tried=Tried("borradores", said))
    return _back(radicado)


async def _written(radicado: str, said: dict[str, str], user: User, parts: Services) -> str:
    """Save a text and, with «enviar», submit it; the reason when it was refused, else nothing."""
    try:
        body = BorradorGuardado.model_validate({name: value for name, value in said.items() if name != "accion"})
        await _saved(parts, radicado, user, body)
    except ValidationError:
        return "El borrador no puede estar vacío ni pasar de 20.000 letras."
    except DraftChanged as refusal:
        return str(refusal)
    if said.get("accion") != "enviar":
        return ""
    return await done(DRAFT, radicado, {"texto": body.texto, "clase": body.clase}, user, parts)


@pages.post("/casos/{radicado}/sugerencias")
async def begin(request: Request, radicado: Radicado, user: Staff, parts: Parts) -> Response:
    """Begin a draft from an approved answer."""
    said, is_ours = await _form(request, user)
    if not is_ours:
        return await shown(request, radicado, user, parts, EXPIRED)
    await begun_from(code_of(said), radicado, user, parts)
    return _back(radicado)


@pages.get("/casos/{radicado}/comparacion")
async def comparison(radicado: Radicado, autor: str, version: int, user: Staff, parts: Parts,
                     con: int = 0) -> HTMLResponse:  # fmt: skip
    """A version beside another of the same author, by default the one before. Raises DocumentUnknown."""
    mine = {row.version: row for row in await visible_drafts(parts, radicado, user) if row.author == autor}
    after, before = mine.get(version), mine.get(con or version - 1)
    if after is None:
        raise DocumentUnknown
    await parts.cases.note_access(radicado, user.name, user.role, f"borrador {version}")
    pieces = compared(before.body if before else "", after.body)
    return page("borrador", titulo=f"Borrador {version} de {autor}", radicado=radicado, before=before, after=after,
                pieces=pieces, others=sorted(set(mine) - {version}))  # fmt: skip


async def _saved(parts: Services, radicado: str, user: User, body: BorradorGuardado) -> DraftVersion:
    return await parts.answering.drafts.save(
        Writing(
            radicado=radicado,
            author=user.name,
            body=body.texto,
            kind=body.clase,
            at=parts.now(),
            over=body.sobre_version,
            is_automatic=body.automatico,
        )
    )


async def _form(request: Request, user: User) -> tuple[dict[str, str], bool]:
    """What the form says, and whether it comes from a page of this session. Raises NotAllowed."""
    if user.role not in STAFF:
        raise NotAllowed(Role(user.role))
    async with request.form(max_fields=6) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    return said, is_from_page(request, said.pop("csrf", ""))


def _back(radicado: str) -> Response:
    return RedirectResponse(f"/casos/{radicado}#borradores", 303)
