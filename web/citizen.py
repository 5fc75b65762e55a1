"""The citizen's pages: file, rate, calculate. They work without JavaScript and with a keyboard."""

import secrets
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
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
from web.attempts import CITIZEN
from web.enclosures import uploaded
from web.intake import filed_with
from web.pages import page
from web.problems import field_of
from web.services import Services, services
from web.throttle import spend

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
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
    spend(request, "radicar")
    async with request.form(max_files=MAX_PARTS, max_fields=MAX_PARTS) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
        if said.pop("sitio_web", None):
            return _form(said, [TRAPPED])
        try:
            body = FilingIn.model_validate({**_filing(said), "anexos": await uploaded(sent)})
            filed, _ = await filed_with(parts, body, key=said.get("clave"), fingerprint=_fingerprint(said))
        except ValidationError as failure:
            return _form(said, [field_of(dict(error)) for error in failure.errors()])
        except FileRefused as refusal:
            error = {"campo": "anexos", "regla": refusal.rule, "mensaje": str(refusal)}
            return _form(said, [error], refusal.status)
    return page("recibida", titulo="Solicitud radicada", status=201, filed=filed)


@router.get("/encuesta/{token}")
async def survey(token: str, parts: Parts) -> HTMLResponse:
    row = await parts.surveys.find(token.replace("\0", ""))
    if row is None or row.status != "abierta":
        return page("mensaje", titulo="Encuesta cerrada", status=404, texto="Este enlace ya se usó o no está vigente.")
    return page("encuesta", titulo="Califique nuestra respuesta", radicado=row.radicado)


@router.post("/encuesta/{token}")
async def rate(token: str, request: Request, parts: Parts) -> HTMLResponse:
    """Take a rating, once."""
    spend(request, "encuesta")
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


def _fingerprint(said: dict[str, str]) -> str:
    return sha256(repr(sorted(said.items())).encode()).hexdigest()
