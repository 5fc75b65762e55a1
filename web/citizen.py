"""The citizen's pages: file, look up, rate, calculate. They work without JavaScript and with a keyboard."""

import base64
import secrets
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from temporalio.client import WorkflowUpdateFailedError
from temporalio.service import RPCError

from domain.calendar import CalendarDoesNotCover
from domain.instants import start_of
from domain.terms import PqrsdType
from schemas.acts import Encuesta
from schemas.files import FileRefused
from schemas.filing import FilingIn
from schemas.plazo import plazo_json
from web.acts import ACTS, performed
from web.auth import Role, User
from web.cases import Radicado, case_out
from web.documents import pdf_of
from web.intake import filed_with
from web.pages import page
from web.problems import DocumentUnknown, field_of
from web.services import Services, services

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
CITIZEN = User("peticionario", Role.FILER)
SUGGESTED = ("peticion", "queja", "reclamo", "solicitud", "sugerencia", "denuncia", "consulta",
             "peticion_informacion", "peticion_documentos", "felicitacion", "habeas_data_reclamo")  # fmt: skip
MAX_PARTS = 60
TRAPPED = {"campo": "asunto", "regla": "envio_automatico",
           "mensaje": "el envío parece automático: por favor envíelo otra vez"}  # fmt: skip
RATE = next(act for act in ACTS if act.path == "encuesta")


@router.get("/")
async def home() -> HTMLResponse:
    return page("inicio", titulo="Atención al ciudadano")


@router.get("/radicar")
async def form(tipo: str = "") -> HTMLResponse:
    return _form({"tipo": tipo}, [])


@router.post("/radicar")
async def file(request: Request, parts: Parts) -> HTMLResponse:
    """File what the form says; what is wrong is said beside its field, and nothing typed is lost."""
    async with request.form(max_files=MAX_PARTS, max_fields=MAX_PARTS) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
        if said.pop("sitio_web", None):
            return _form(said, [TRAPPED])
        try:
            body = FilingIn.model_validate({**_filing(said), "anexos": await _files(sent)})
            filed, _ = await filed_with(parts, body, key=said.get("clave"), fingerprint=_fingerprint(said))
        except ValidationError as failure:
            return _form(said, [field_of(dict(error)) for error in failure.errors()])
        except FileRefused as refusal:
            error = {"campo": "anexos", "regla": refusal.rule, "mensaje": str(refusal)}
            return _form(said, [error], refusal.status)
    return page("recibida", titulo="Solicitud radicada", status=201, filed=filed)


@router.get("/consulta")
async def lookup(radicado: str = "", codigo: str = "") -> Response:
    if radicado and codigo:
        return RedirectResponse(f"/consulta/{radicado.strip()[:30]}?codigo={codigo.strip()[:20]}", 303)
    return page("consulta", titulo="Consulte su caso", error="", radicado=radicado)


@router.get("/consulta/{radicado}")
async def look(radicado: str, parts: Parts, codigo: str = "") -> HTMLResponse:
    """The case, for who has its code; the same answer for a wrong code and for no such case."""
    if not await _knows(parts, radicado, codigo):
        error = "No hay un caso con ese radicado y ese código." if codigo else ""
        return page(
            "consulta",
            titulo="Consulte su caso",
            status=404 if codigo else 200,
            error=error,
            radicado=radicado,
        )
    return page("caso", titulo=f"Caso {radicado}", case=await case_out(parts, radicado), codigo=codigo)


@router.get("/consulta/{radicado}/cartas/{outgoing_radicado}")
async def letter(radicado: Radicado, outgoing_radicado: Radicado, parts: Parts, codigo: str = "") -> Response:
    """The PDF of a letter to the petitioner, for who has the code of the case."""
    if not await _knows(parts, radicado, codigo):
        raise DocumentUnknown
    return await pdf_of(parts, await parts.publications.to_petitioner(radicado, outgoing_radicado))


async def _knows(parts: Services, radicado: str, code: str) -> bool:
    """Whether this is the code of the case; a wrong code and no such case are the same."""
    kept = await parts.cases.query_code(radicado.replace("\0", ""))
    return kept is not None and secrets.compare_digest(kept.encode(), code.strip().upper().encode())


@router.get("/encuesta/{token}")
async def survey(token: str, parts: Parts) -> HTMLResponse:
    row = await parts.surveys.find(token.replace("\0", ""))
    if row is None or row.status != "abierta":
        return page("mensaje", titulo="Encuesta cerrada", status=404, texto="Este enlace ya se usó o no está vigente.")
    return page("encuesta", titulo="Califique nuestra respuesta", radicado=row.radicado)


@router.post("/encuesta/{token}")
async def rate(token: str, request: Request, parts: Parts) -> HTMLResponse:
    """Take a rating, once."""
    row = await parts.surveys.find(token.replace("\0", ""))
    async with request.form(max_fields=10) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    try:
        body = Encuesta.model_validate({**said, "token": token})
        if row is not None:
            await performed(RATE, row.radicado, body, CITIZEN, parts, None)
    except (ValidationError, WorkflowUpdateFailedError, RPCError):
        row = None
    if row is None:
        return page("mensaje", titulo="No se pudo calificar", status=422,
                    texto="Este enlace ya se usó, no está vigente o falta la calificación.")  # fmt: skip
    return page("mensaje", titulo="Gracias", texto="Recibimos su calificación. Nos ayuda a mejorar.")


@router.get("/calculadora")
async def calculator(parts: Parts, tipo: str = "peticion_interes_particular", recibido: str = "") -> HTMLResponse:
    """When a petition lapses, and why."""
    dates, error = None, ""
    if recibido:
        try:
            at = start_of(date.fromisoformat(recibido))
            dates = plazo_json(PqrsdType(tipo), at, (), await parts.calendars.in_force())
        except (ValueError, CalendarDoesNotCover):
            error = "Elija un tipo de la lista y una fecha entre 2024 y 2030."
    status = 422 if error else 200
    return page("calculadora", titulo="Calculadora de términos", status=status, dates=dates, error=error,
                tipo=tipo, recibido=recibido)  # fmt: skip


def _form(said: dict[str, str], errors: list[dict[str, str]], refused: int = 422) -> HTMLResponse:
    key = said.get("clave") or secrets.token_urlsafe(16)
    marked = {error["campo"].removeprefix("peticionario."): error["mensaje"] for error in errors}
    status = refused if errors else 200
    return page("radicar", titulo="Radique su solicitud", status=status, said=said, errores=marked, clave=key,
                sugeridos=SUGGESTED, con_errores=bool(errors))  # fmt: skip


_WHO = ("clase", "nombres", "tipo_documento", "numero_documento", "correo", "telefono", "direccion", "municipio",
        "condicion_especial")  # fmt: skip


def _filing(said: dict[str, str]) -> dict[str, Any]:
    who = {name: said[name] for name in _WHO if name in said}
    plain: dict[str, Any] = {
        name: said[name] for name in ("tipo", "asunto", "descripcion", "medio_respuesta") if name in said
    }
    return {**plain, "canal": "web", "peticionario": who}


async def _files(sent: FormData) -> list[dict[str, str]]:
    uploads = [x for x in sent.getlist("anexos") if isinstance(x, UploadFile) and x.filename]
    return [
        {"nombre": x.filename or "anexo", "tipo_mime": x.content_type or "application/octet-stream",
         "contenido_base64": base64.b64encode(await x.read()).decode()}
        for x in uploads
    ]  # fmt: skip


def _fingerprint(said: dict[str, str]) -> str:
    return sha256(repr(sorted(said.items())).encode()).hexdigest()
