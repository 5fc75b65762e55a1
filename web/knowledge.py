"""The knowledge base: who writes, who approves, what fits a case."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError

from adapters.drafts import Writing
from adapters.knowledge import Sought
from domain.drafts import DraftVersion
from domain.errors import DomainError
from domain.instants import bogota_date
from domain.knowledge import PLACEHOLDERS, KnowledgeState, KnownAnswer, filled
from domain.terms import PqrsdType
from schemas.drafts import BorradorOut
from schemas.knowledge import AprobacionDeRespuesta, RespuestaTipo, RespuestaTipoOut, SugerenciaOut
from schemas.knowledge import Slug as Code
from schemas.problem import RESPONSES
from web.acts import Radicado
from web.auth import LEADS, STAFF, NotAllowed, User, allowed
from web.cases import READERS, existing
from web.pages import page
from web.problems import DocumentUnknown, field_of
from web.services import Services, services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import Parts
from web.writing import facts_of, suggestions

router = APIRouter(prefix="/api/v1", tags=["Respuestas"])
pages = APIRouter(include_in_schema=False)
AllParts = Annotated[Services, Depends(services)]
Slug = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$", examples=["extracto-credito"])]
Word = Annotated[str | None, Query(max_length=60, pattern=r"^[a-z0-9_]+$")]
Reader = Annotated[User, Depends(allowed(*READERS))]
Writer = Annotated[User, Depends(allowed(*STAFF))]
Lead = Annotated[User, Depends(allowed(*LEADS))]
NO_VERSION = AprobacionDeRespuesta()
CODE: TypeAdapter[str] = TypeAdapter(Code)
LEAD_ONLY = "Solo quien coordina o supervisa aprueba o retira respuestas tipo."


@router.get("/conocimiento", response_model=list[RespuestaTipoOut], responses=RESPONSES,
            summary="La base de respuestas tipo")  # fmt: skip
async def many(
    user: Reader,
    parts: AllParts,
    q: Annotated[str | None, Query(max_length=200)] = None,
    estado: KnowledgeState | None = None,
    tipo: PqrsdType | None = None,
    producto: Word = None,
    motivo: Word = None,
) -> list[RespuestaTipoOut]:
    """Por lo que dicen y por lo que tratan; primero las que mejor coinciden."""
    sought = Sought(words=(q or "").replace("\0", " "), state=estado, type=tipo, product=producto, motive=motivo)
    return [RespuestaTipoOut.of(answer) for answer in await parts.answering.knowledge.listed(sought)]


@router.post("/conocimiento", status_code=201, response_model=RespuestaTipoOut, responses=RESPONSES,
             summary="Escribir una respuesta tipo o una versión nueva")  # fmt: skip
async def write(body: RespuestaTipo, user: Writer, parts: AllParts) -> RespuestaTipoOut:
    """Queda en borrador hasta que otra persona la apruebe; la versión aprobada sigue vigente mientras tanto."""
    return RespuestaTipoOut.of(await parts.answering.knowledge.write(body.to_domain(user.name), parts.now()))


@router.get("/conocimiento/{codigo}", response_model=list[RespuestaTipoOut], responses=RESPONSES,
            summary="Las versiones de una respuesta tipo")  # fmt: skip
async def versions(codigo: Slug, user: Reader, parts: AllParts) -> list[RespuestaTipoOut]:
    """La última, primero."""
    found = await parts.answering.knowledge.versions(codigo)
    if not found:
        raise DocumentUnknown
    return [RespuestaTipoOut.of(answer) for answer in found]


@router.post("/conocimiento/{codigo}/aprobacion", response_model=RespuestaTipoOut, responses=RESPONSES,
             summary="Aprobar la última versión")  # fmt: skip
async def approve(
    codigo: Slug, user: Lead, parts: AllParts, body: AprobacionDeRespuesta = NO_VERSION
) -> RespuestaTipoOut:
    """La aprueba otra persona que quien la escribió; la que estaba vigente se retira."""
    base = parts.answering.knowledge
    return RespuestaTipoOut.of(_known(await base.approve(codigo, user.name, parts.now(), version=body.version)))


@router.post("/conocimiento/{codigo}/retiro", response_model=RespuestaTipoOut, responses=RESPONSES,
             summary="Retirar la versión vigente")  # fmt: skip
async def withdraw(codigo: Slug, user: Lead, parts: AllParts) -> RespuestaTipoOut:
    """Deja de sugerirse; los casos que la usaron no cambian."""
    return RespuestaTipoOut.of(_known(await parts.answering.knowledge.withdraw(codigo, user.name, parts.now())))


@router.get("/pqrsd/{radicado}/sugerencias", response_model=list[SugerenciaOut], responses=RESPONSES,
            summary="Las respuestas tipo que sirven para un caso")  # fmt: skip
async def suggested(radicado: Radicado, user: Reader, parts: AllParts) -> list[SugerenciaOut]:
    """Las aprobadas que mejor coinciden por tipo, motivo, producto y palabras, con sus campos llenos."""
    stored = await existing(parts, radicado)
    found = await suggestions(parts, stored, await parts.petitions.read(radicado))
    await parts.cases.note_access(radicado, user.name, user.role, "sugerencias")
    return [
        SugerenciaOut(codigo=x.answer.code, version=x.answer.version, titulo=x.answer.title, texto=x.text,
                      usos=x.answer.uses) for x in found
    ]  # fmt: skip


@router.post("/pqrsd/{radicado}/sugerencias/{codigo}", status_code=201, response_model=BorradorOut,
             responses=RESPONSES, summary="Empezar un borrador con una respuesta tipo")  # fmt: skip
async def begin(radicado: Radicado, codigo: Slug, user: Writer, parts: AllParts) -> BorradorOut:
    """Guarda una versión propia con el texto y cuenta el uso, una vez por caso."""
    await existing(parts, radicado)
    return BorradorOut.of(await begun_from(codigo, radicado, user, parts))


async def begun_from(code: str, radicado: str, user: User, parts: Services) -> DraftVersion:
    """A draft that begins with an approved answer. Raises DocumentUnknown."""
    stored, petition = await existing(parts, radicado), await parts.petitions.read(radicado)
    found = await parts.answering.knowledge.versions(code)
    answer = next((x for x in found if x.state == KnowledgeState.APPROVED), None)
    if answer is None or petition is None:
        raise DocumentUnknown
    await parts.answering.knowledge.used(answer, radicado, user.name, parts.now())
    body = filled(answer.body, await facts_of(parts, stored, petition))
    return await parts.answering.drafts.save(
        Writing(radicado=radicado, author=user.name, body=body, kind="fondo", at=parts.now())
    )


# The page -----------------------------------------------------------------------------------------


@pages.get("/conocimiento")
async def shelf(request: Request, user: Staff, parts: Parts, q: str = "", error: str = "") -> HTMLResponse:
    """The answers there are, and a form for one more."""
    return await _shelf(request, user, parts, q.replace("\0", " ")[:200], error[:500])


@pages.post("/conocimiento")
async def act(request: Request, user: Staff, parts: Parts) -> Response:
    """Write, approve or withdraw; what refuses it is said on the page."""
    async with request.form(max_fields=10) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    if user.role not in STAFF:
        raise NotAllowed(user.role)
    if not is_from_page(request, said.pop("csrf", "")):
        return await _shelf(request, user, parts, "", EXPIRED, said)
    error = await _performed(said, user, parts)
    return await _shelf(request, user, parts, "", error, said) if error else RedirectResponse("/conocimiento", 303)


async def _performed(said: dict[str, str], user: User, parts: Services) -> str:
    """Do what the form asks; the reason when it was refused, else nothing."""
    action = said.pop("accion", "escribir")
    base, now = parts.answering.knowledge, parts.now()
    if action != "escribir" and user.role not in LEADS:
        return LEAD_ONLY
    try:
        match action:
            case "aprobar":
                body = AprobacionDeRespuesta.model_validate({"version": said.get("version")})
                _known(await base.approve(code_of(said), user.name, now, version=body.version))
            case "retirar":
                _known(await base.withdraw(code_of(said), user.name, now))
            case _:
                await base.write(RespuestaTipo.model_validate(_tagged(said)).to_domain(user.name), now)
    except ValidationError as failure:
        return "; ".join(f"{f['campo']}: {f['mensaje']}" for f in (field_of(dict(x)) for x in failure.errors()))
    except DomainError as refusal:
        return str(refusal)
    return ""


def _tagged(said: dict[str, str]) -> dict[str, Any]:
    """The form's lists, written with commas or spaces."""
    lists = {name: re.split(r"[,\s]+", said[name].strip(" ,")) for name in ("tipos", "productos", "motivos")
             if said.get(name, "").strip(" ,")}  # fmt: skip
    return {**{name: said[name] for name in ("codigo", "titulo", "texto") if name in said}, **lists}


async def _shelf(
    request: Request, user: User, parts: Services, q: str, error: str, said: dict[str, str] | None = None
) -> HTMLResponse:
    found: Sequence[KnownAnswer] = await parts.answering.knowledge.listed(Sought(words=q, limit=100))
    return page("conocimiento", titulo="Respuestas tipo", status=422 if error else 200, answers=found, q=q, error=error,
                said=said or {}, user=user, may_approve=user.role in LEADS, may_write=user.role in STAFF,
                placeholders=PLACEHOLDERS, csrf=csrf(request),
                names=await parts.catalogs.names(bogota_date(parts.now())))  # fmt: skip


def code_of(said: Mapping[str, str]) -> str:
    """The approved answer a form names. Raises DocumentUnknown."""
    try:
        return CODE.validate_python(said.get("codigo", ""))
    except ValidationError:
        raise DocumentUnknown from None


def _known(answer: KnownAnswer | None) -> KnownAnswer:
    if answer is None:
        raise DocumentUnknown
    return answer
