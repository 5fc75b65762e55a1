"""Pages for anybody: notices (avisos), the check of a letter's authenticity, and figures."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from adapters.publications import PublicLetter
from domain.avisos import AVISO_BUSINESS_DAYS
from domain.instants import bogota_date
from web.cases import Radicado
from web.documents import pdf_of
from web.pages import page
from web.services import Services, services
from web.throttle import give_back, spend

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
LONGEST_NOTICE = timedelta(days=21)
"""Five business days never span more."""


@router.get("/avisos")
async def avisos(parts: Parts) -> HTMLResponse:
    """Notices within their five business days (Ley 1437 de 2011, art. 69)."""
    return page("avisos", titulo="Notificaciones por aviso", avisos=await _current(parts))


@router.get("/avisos/{outgoing_radicado}")
async def aviso(outgoing_radicado: Radicado, parts: Parts) -> Response:
    """The notice with the full answer, while it is published. Raises DocumentUnknown."""
    found = next((x for x in await _current(parts) if x.outgoing_radicado == outgoing_radicado), None)
    return await pdf_of(parts, found)


@router.get("/verificar")
async def verification_form(codigo: str = "") -> Response:
    if codigo.strip().isalnum():
        return RedirectResponse(f"/verificar/{codigo.strip()[:20]}", 303)
    return page("verificar", titulo="Verifique un oficio", letter=None, codigo="", is_same=None)


@router.get("/verificar/{code}")
async def verify(request: Request, code: str, parts: Parts) -> HTMLResponse:
    """Whether a letter with this code left the entity, and its fingerprint; nothing of what it says."""
    return _verified(await _with_code(request, code, parts), code)


@router.post("/verificar/{code}")
async def compare(request: Request, code: str, parts: Parts) -> HTMLResponse:
    """Whether a file is the letter of this code, byte by byte. The file is not kept."""
    letter = await _with_code(request, code, parts)
    async with request.form(max_files=1, max_fields=1) as sent:
        file = sent.get("archivo")
        digest = sha256(await file.read()).hexdigest() if isinstance(file, UploadFile) and file.filename else ""
    return _verified(letter, code, digest)


async def _with_code(request: Request, code: str, parts: Services) -> PublicLetter | None:
    """The letter of a code; one that is right costs nothing of who tries."""
    spend(request, "codigo")
    letter = await parts.publications.verified(code.strip().upper().replace("\0", ""))
    if letter:
        give_back(request, "codigo")
    return letter


def _verified(letter: PublicLetter | None, code: str, digest: str = "") -> HTMLResponse:
    is_same = letter is not None and digest == letter.sha256 if digest else None
    return page("verificar", titulo="Verifique un oficio", status=200 if letter else 404, letter=letter, codigo=code,
                is_same=is_same, digest=digest)  # fmt: skip


@router.get("/estadisticas")
async def statistics(parts: Parts) -> HTMLResponse:
    """Requests received and answered, by type (Ley 1712 de 2014, art. 11, lit. h)."""
    return page("estadisticas", titulo="Cifras de atención", counts=await parts.publications.counts())


async def _current(parts: Services) -> dict[PublicLetter, date]:
    """The notices published today, with the last day of each."""
    now = parts.now()
    calendar = await parts.calendars.in_force()
    published = await parts.publications.avisos(now - LONGEST_NOTICE)
    last = {x: calendar.business_days_after(bogota_date(x.at), AVISO_BUSINESS_DAYS) for x in published}
    return {letter: day for letter, day in last.items() if bogota_date(now) <= day}
