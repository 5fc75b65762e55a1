"""Analogous petitions: one group, one text, one approval, an answer to each (Ley 1437 de 2011, art. 22)."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from adapters.groups import APPROVED, RETURNED, Joint, Order, Verdict
from domain.case import Sense
from domain.errors import DomainError
from domain.instants import BOGOTA, bogota_date
from schemas.groups import (
    GrupoIn,
    GrupoLinea,
    GrupoOut,
    PublicacionDeGrupo,
    RespuestaDeGrupo,
    RevisionDeGrupo,
    TextoDeGrupo,
)
from schemas.problem import RESPONSES
from web.auth import LEADS, STAFF, NotAllowed, User, allowed
from web.cases import READERS
from web.pages import page
from web.problems import DocumentUnknown, field_of
from web.services import Services, services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import Parts

router = APIRouter(prefix="/api/v1", tags=["Peticiones análogas"])
pages = APIRouter(include_in_schema=False)
AllParts = Annotated[Services, Depends(services)]
GroupId = Annotated[str, Path(pattern=r"^[0-9]{4}-G-[0-9]{6,12}$", examples=["2026-G-000001"])]
Reader = Annotated[User, Depends(allowed(*READERS))]
Writer = Annotated[User, Depends(allowed(*STAFF))]
Lead = Annotated[User, Depends(allowed(*LEADS))]


@router.post("/grupos", status_code=201, response_model=GrupoOut, responses=RESPONSES,
             summary="Agrupar solicitudes análogas")  # fmt: skip
async def form(body: GrupoIn, user: Lead, parts: AllParts) -> GrupoOut:
    """Con más de diez personas y peticiones de información, interés general o consulta, rige la recibida primero."""
    return await _out(await _formed(body, user, parts), parts)


@router.get("/grupos", response_model=list[GrupoLinea], responses=RESPONSES, summary="Los grupos")
async def many(user: Reader, parts: AllParts) -> list[GrupoLinea]:
    """El último, primero."""
    return [
        GrupoLinea(id=row.id, motivo=row.reason, respuesta_unica=row.is_single_answer, miembros=size,
                   formado_en=row.formed_at.astimezone(BOGOTA).isoformat(),
                   respondido_en=row.answered_at and bogota_date(row.answered_at))
        for row, size in await parts.answering.seen_groups.listed()
    ]  # fmt: skip


@router.get("/grupos/{grupo}", response_model=GrupoOut, responses=RESPONSES, summary="Un grupo y cómo va")
async def one(grupo: GroupId, user: Reader, parts: AllParts) -> GrupoOut:
    """Cada solicitud con su estado y su propia carta."""
    return await _out(grupo, parts)


@router.post("/grupos/{grupo}/borrador", response_model=GrupoOut, responses=RESPONSES,
             summary="Escribir el texto del grupo")  # fmt: skip
async def draft(grupo: GroupId, body: TextoDeGrupo, user: Writer, parts: AllParts) -> GrupoOut:
    """Reemplaza el anterior y pide revisión de nuevo; el de otra persona, solo con la versión que se leyó."""
    return await _done(body, grupo, user, parts)


@router.post("/grupos/{grupo}/revision", response_model=GrupoOut, responses=RESPONSES,
             summary="Revisar el texto del grupo")  # fmt: skip
async def review(grupo: GroupId, body: RevisionDeGrupo, user: Lead, parts: AllParts) -> GrupoOut:
    """Una sola aprobación, de otra persona que quien lo escribió; con `version`, solo del texto que se leyó."""
    return await _done(body, grupo, user, parts)


@router.post("/grupos/{grupo}/respuesta", status_code=202, response_model=GrupoOut, responses=RESPONSES,
             summary="Responder a todas")  # fmt: skip
async def answer(grupo: GroupId, body: RespuestaDeGrupo, user: Writer, parts: AllParts) -> GrupoOut:
    """Cada una recibe su propia carta; las que alguien decidió entre tanto se informan y no se tocan."""
    return await _done(body, grupo, user, parts)


@router.post("/grupos/{grupo}/publicacion", response_model=GrupoOut, responses=RESPONSES,
             summary="Anotar una publicación de la respuesta única")  # fmt: skip
async def publish(grupo: GroupId, body: PublicacionDeGrupo, user: Writer, parts: AllParts) -> GrupoOut:
    """La web se anota sola; el diario de amplia circulación, con su referencia."""
    return await _done(body, grupo, user, parts)


async def _formed(body: GrupoIn, user: User, parts: Services) -> str:
    group_id = await parts.answering.groups.form(body.radicados, body.motivo, user.name, parts.now())
    for radicado in body.radicados:
        await parts.cases.note_access(radicado, user.name, user.role, f"grupo {group_id}")
    return group_id


async def _done(body: BaseModel, group_id: str, user: User, parts: Services) -> GrupoOut:
    """Do what a body asks of a group. Raises DocumentUnknown."""
    groups, now = parts.answering.groups, parts.now()
    match body:
        case TextoDeGrupo():
            writing = Joint(body=body.texto, by=user.name, at=now, over=body.sobre_version)
            is_known = await groups.write(group_id, writing)
        case RevisionDeGrupo():
            outcome = APPROVED if body.decision == "aprobar" else RETURNED
            verdict = Verdict(outcome=outcome, comment=body.comentario, by=user.name, at=now, version=body.version)
            is_known = await groups.review(group_id, verdict)
        case RespuestaDeGrupo():
            order = Order(sense=body.sentido, signer=body.firmante, signer_title=body.cargo or "", by=user.name, at=now)
            is_known = await groups.order_answer(group_id, order)
        case PublicacionDeGrupo():
            is_known = await groups.publish(group_id, body.medio, body.fecha, body.referencia, user.name)
        case _:
            is_known = False
    if not is_known:
        raise DocumentUnknown
    return await _out(group_id, parts)


async def _out(group_id: str, parts: Services) -> GrupoOut:
    found = await parts.answering.seen_groups.seen(group_id)
    if found is None:
        raise DocumentUnknown
    return GrupoOut.of(found)


# The pages ----------------------------------------------------------------------------------------


@pages.get("/grupos")
async def shelf(request: Request, user: Staff, parts: Parts) -> HTMLResponse:
    """The groups there are, and a form for one more."""
    return await _shelf(request, user, parts, "", {})


@pages.post("/grupos")
async def form_from_page(request: Request, user: Staff, parts: Parts) -> Response:
    """Form a group; what refuses it is said on the page."""
    if user.role not in LEADS:
        raise NotAllowed(user.role)
    sent = await _form(request)
    said = sent.said
    try:
        sent.check()
        body = GrupoIn.model_validate(
            {"radicados": re.findall(r"\S+", said.get("radicados", "")), "motivo": said.get("motivo")}
        )
        group_id = await _formed(body, user, parts)
    except (ValidationError, DomainError, PageExpired) as refusal:
        return await _shelf(request, user, parts, _reason(refusal), said)
    return RedirectResponse(f"/grupos/{group_id}", 303)


@pages.get("/grupos/{grupo}")
async def group_page(request: Request, grupo: GroupId, user: Staff, parts: Parts) -> HTMLResponse:
    return await _group(request, grupo, user, parts, "", {})


TAKES: dict[str, type[BaseModel]] = {
    "borrador": TextoDeGrupo,
    "revision": RevisionDeGrupo,
    "respuesta": RespuestaDeGrupo,
    "publicacion": PublicacionDeGrupo,
}


@pages.post("/grupos/{grupo}/{acto}")
async def act(request: Request, grupo: GroupId, acto: str, user: Staff, parts: Parts) -> Response:
    """Do an act on a group from its form."""
    takes = TAKES.get(acto)
    if takes is None or user.role not in (LEADS if acto == "revision" else STAFF):
        raise NotAllowed(user.role)
    sent = await _form(request)
    try:
        sent.check()
        await _done(takes.model_validate(sent.said), grupo, user, parts)
    except (ValidationError, DomainError, PageExpired) as refusal:
        return await _group(request, grupo, user, parts, _reason(refusal), sent.said)
    return RedirectResponse(f"/grupos/{grupo}", 303)


@pages.get("/respuestas-colectivas")
async def public_list(parts: Parts) -> HTMLResponse:
    """Single answers on the web page, for anybody (art. 22)."""
    return page("respuestas_colectivas", titulo="Respuestas a peticiones análogas",
                answers=await parts.answering.seen_groups.single_answers(), only=None)  # fmt: skip


@pages.get("/respuestas-colectivas/{grupo}")
async def public_one(grupo: GroupId, parts: Parts) -> HTMLResponse:
    """One of them. Raises DocumentUnknown."""
    found = await parts.answering.seen_groups.single_answers()
    only = next(((row, told) for row, told in found if row.id == grupo), None)
    if only is None:
        raise DocumentUnknown
    return page("respuestas_colectivas", titulo="Respuesta a peticiones análogas", answers=[], only=only)


class PageExpired(Exception):
    """The form is not from a page of this session."""


@dataclass(frozen=True)
class _Sent:
    """What a form says, and whether it is from a page of this session."""

    said: dict[str, str]
    is_ours: bool

    def check(self) -> None:
        """Raises PageExpired."""
        if not self.is_ours:
            raise PageExpired(EXPIRED)


async def _form(request: Request) -> _Sent:
    async with request.form(max_fields=10) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    return _Sent(said, is_from_page(request, said.pop("csrf", "")))


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return "; ".join(f"{f['campo']}: {f['mensaje']}" for f in (field_of(dict(x)) for x in refusal.errors()))
    return str(refusal)


async def _shelf(request: Request, user: User, parts: Services, error: str, said: dict[str, str]) -> HTMLResponse:
    return page("grupos", titulo="Peticiones análogas", status=422 if error else 200, error=error, said=said,
                groups=await parts.answering.seen_groups.listed(), may_form=user.role in LEADS,
                csrf=csrf(request))  # fmt: skip


async def _group(
    request: Request, group_id: str, user: User, parts: Services, error: str, said: dict[str, str]
) -> HTMLResponse:
    """The page of a group; what somebody wrote in a form that was refused is still in it."""
    return page("grupo", titulo=f"Grupo {group_id}", status=422 if error else 200, error=error, said=said,
                group=await _out(group_id, parts), senses=list(Sense), may_write=user.role in STAFF,
                may_review=user.role in LEADS, csrf=csrf(request))  # fmt: skip
