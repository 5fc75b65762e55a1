"""What a petitioner does with a case of theirs: look at it, complete or clarify it, withdraw, reply, write.

Two doors lead here: the code of the receipt (`/consulta`), which also serves who gave no name nor address, and the
one-time link of a letter (`/completar`). Neither asks who one is.
"""

import secrets
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from adapters.tables_portal import CitizenLinkRow
from domain.awaiting import awaited, recourses
from domain.instants import bogota_date
from web.attempts import Attempt, attempted
from web.cases import Radicado, case_out, existing
from web.documents import pdf_of
from web.pages import page
from web.problems import DocumentUnknown
from web.services import Services, services
from web.throttle import give_back, spend

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
BY_LINK = frozenset({"complemento", "aclaracion", "ampliacion-complemento", "desistimiento"})
BY_CODE = frozenset({*BY_LINK, "replica", "mensaje"})
DONE = {
    "complemento": "Recibimos lo que faltaba. El plazo de respuesta volvió a correr.",
    "aclaracion": "Recibimos su aclaración. El plazo de respuesta volvió a correr.",
    "ampliacion-complemento": "Le ampliamos el plazo por un término igual.",
    "desistimiento": "Retiramos su solicitud; se lo confirmaremos por escrito. Puede presentarla de nuevo.",
    "replica": "Recibimos lo que presentó y abrimos de nuevo el caso.",
    "mensaje": "Recibimos su mensaje.",
}
UNKNOWN = "No hay un caso con ese radicado y ese código."


@router.get("/consulta")
async def lookup(radicado: str = "", codigo: str = "") -> Response:
    if radicado and codigo:
        return RedirectResponse(f"/consulta/{radicado.strip()[:30]}?codigo={codigo.strip()[:20]}", 303)
    return page("consulta", titulo="Consulte su caso", error="", radicado=radicado)


@router.get("/consulta/{radicado}")
async def look(request: Request, radicado: str, parts: Parts, codigo: str = "", hecho: str = "") -> HTMLResponse:
    """The case, for who has its code; the same answer for a wrong code and for no such case."""
    radicado = radicado.replace("\0", "")
    if not await knows(request, parts, radicado, codigo):
        return _unknown(radicado, codigo)
    await parts.cases.note_access(radicado, "peticionario", "peticionario", "consulta")
    return await _case(parts, radicado, codigo, DONE.get(hecho, ""), Attempt())


@router.post("/consulta/{radicado}")
async def act(request: Request, radicado: str, parts: Parts) -> Response:
    """Do what a form of the case's page asks, for who has the code."""
    async with request.form(max_files=12, max_fields=12) as sent:
        code, radicado = str(sent.get("codigo", "")), radicado.replace("\0", "")
        if not await knows(request, parts, radicado, code):
            return _unknown(radicado, code)
        attempt = await attempted(parts, radicado, sent, BY_CODE, f"consulta/{_key(sent)}")
    if attempt.errors:
        return await _case(parts, radicado, code, "", attempt)
    return RedirectResponse(f"/consulta/{radicado}?codigo={code.strip()}&hecho={attempt.act}", 303)


@router.get("/consulta/{radicado}/cartas/{outgoing_radicado}")
async def letter(
    request: Request, radicado: Radicado, outgoing_radicado: Radicado, parts: Parts, codigo: str = ""
) -> Response:
    """The PDF of a letter to the petitioner, for who has the code of the case."""
    if not await knows(request, parts, radicado, codigo):
        raise DocumentUnknown
    return await pdf_of(parts, await parts.publications.to_petitioner(radicado, outgoing_radicado))


@router.get("/completar/{token}")
async def completion(request: Request, token: str, parts: Parts) -> HTMLResponse:
    """What is missing, until when, and the ways to act; for who has the link of the letter."""
    link = await _link(request, parts, token)
    return await _completion(parts, link, Attempt()) if link else _no_link()


@router.post("/completar/{token}")
async def complete(token: str, request: Request, parts: Parts) -> HTMLResponse:
    """Do one act of the link, each once."""
    link = await _link(request, parts, token)
    if link is None:
        return _no_link()
    async with request.form(max_files=12, max_fields=12) as sent:
        wanted = str(sent.get("accion", ""))
        if wanted in await parts.links.uses(link.letter_key):
            return await _completion(parts, link, Attempt())
        attempt = await attempted(parts, link.radicado, sent, BY_LINK, f"enlace/{link.token_sha256[:16]}/{wanted}")
    if attempt.errors:
        return await _completion(parts, link, attempt)
    await parts.links.used(link.letter_key, attempt.act, parts.now())
    return page("mensaje", titulo="Recibido", texto=f"{DONE[attempt.act]} Radicado {link.radicado}.")


async def knows(request: Request, parts: Services, radicado: str, code: str) -> bool:
    """Whether this is the code of the case; a wrong code and no such case are the same, and count. Raises TooMany."""
    if not code:
        return False
    spend(request, "codigo")
    kept = await parts.cases.query_code(radicado)
    is_right = secrets.compare_digest((kept or secrets.token_hex(5)).encode(), code.strip().upper().encode())
    if is_right:
        give_back(request, "codigo")
    return is_right


async def _link(request: Request, parts: Services, token: str) -> CitizenLinkRow | None:
    """The link of a token; one that does not exist counts as a wrong code. Raises TooMany."""
    spend(request, "codigo")
    link = await parts.links.find(token)
    if link is not None:
        give_back(request, "codigo")
        await parts.cases.note_access(link.radicado, "peticionario", "peticionario", "enlace")
    return link


def _key(sent: FormData) -> str:
    """What makes a form sent twice one act; whatever came in it, a short plain word."""
    given = sent.get("clave")
    return sha256(given.encode()).hexdigest()[:32] if isinstance(given, str) and given else secrets.token_hex(16)


def _unknown(radicado: str, code: str) -> HTMLResponse:
    error, status = (UNKNOWN, 404) if code else ("", 200)
    return page("consulta", titulo="Consulte su caso", status=status, error=error, radicado=radicado)


def _no_link() -> HTMLResponse:
    return page("mensaje", titulo="Enlace no válido", status=404,
                texto="Este enlace no existe. Con el radicado y el código puede entrar por «Consultar».")  # fmt: skip


async def _case(parts: Services, radicado: str, code: str, done: str, attempt: Attempt) -> HTMLResponse:
    facts = await _facts(parts, radicado, attempt)
    case = await case_out(parts, radicado)
    return page("caso", titulo=f"Caso {radicado}", status=422 if attempt.errors else 200, case=case, codigo=code,
                hecho=done, mensajes=await parts.mailbox.of_case(radicado), **facts)  # fmt: skip


async def _completion(parts: Services, link: CitizenLinkRow, attempt: Attempt) -> HTMLResponse:
    facts = await _facts(parts, link.radicado, attempt)
    if facts["awaited"] is None or facts["awaited"].act != link.purpose_act or facts["ciclo"] != link.cycle:
        return page("mensaje", titulo="Nada pendiente", status=410, texto=(
            f"El caso {link.radicado} ya no espera nada por este enlace: se usó, o el caso se decidió. "
            "Con el radicado y el código puede ver en qué va, por «Consultar»."))  # fmt: skip
    title = "Aclare su solicitud" if facts["awaited"].act == "aclaracion" else "Complete su solicitud"
    return page("completar", titulo=title, status=422 if attempt.errors else 200, radicado=link.radicado, **facts)


async def _facts(parts: Services, radicado: str, attempt: Attempt) -> dict[str, Any]:
    """What the forms of both doors say."""
    stored = await existing(parts, radicado)
    calendar = await parts.calendars.get(stored.row.calendar_version)
    today = bogota_date(parts.now())
    wanted = awaited(stored.case, calendar, today)
    return {
        "awaited": wanted,
        "falta": await parts.petitions.asked(radicado, wanted.act) if wanted else "",
        "recursos": recourses(stored.case, calendar, today),
        "decidido": stored.case.is_decided,
        "ciclo": stored.case.cycle,
        "hoy": today,
        "intento": attempt,
        "clave": secrets.token_urlsafe(12),
        "con_errores": bool(attempt.errors),
    }
