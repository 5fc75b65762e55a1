"""Every error as problem+json: refusals with their rule and norm, bad input with its fields, never a bare 500."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from temporalio.client import RPCTimeoutOrCancelledError, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from adapters.database import AWAY, is_away
from domain.errors import QUOTED, DomainError
from schemas.files import FileRefused
from schemas.problem import MEDIA_TYPE, TITLES, Problem
from web.auth import NotAllowed, NotIdentified
from web.pages import page
from web.throttle import TooMany

log = structlog.get_logger()
RETRY_AFTER_SECONDS = "15"


class CaseUnknown(Exception):
    """There is no such case, or not for who asks."""


class DocumentUnknown(Exception):
    """There is no such document, or it is not published any more."""


class EngineAway(Exception):
    """The engine cannot take an act now; the case itself is safe."""


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """A problem document."""
    body = Problem(title=TITLES.get(status, "Error"), status=status, detail=detail, **more)
    headers = {"Retry-After": RETRY_AFTER_SECONDS} if status == 503 else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, media_type=MEDIA_TYPE)


def answer(request: Request, status: int, detail: str, **more: Any) -> Response:
    """The same, as a page when a person asks with a browser: what happened and what to do about it.

    Resolución MinTIC 1519 de 2020, anexo 2.
    """
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return problem(status, detail, **more)
    what_to_do = "Intente de nuevo en unos minutos; si es urgente, llame a la línea 601 417 3535."
    text = f"{detail} {what_to_do}" if status >= 500 else detail
    return page("mensaje", titulo=TITLES.get(status, "Error"), status=status, texto=text)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(DomainError, _refused)
    app.add_exception_handler(WorkflowUpdateFailedError, _update_refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(FileRefused, _file_refused)
    app.add_exception_handler(NotIdentified, _says(401, "Falta una ficha de acceso válida."))
    app.add_exception_handler(NotAllowed, _says(403, "El papel «{}» no puede hacer esto."))
    app.add_exception_handler(CaseUnknown, _says(404, "No hay un caso con ese radicado."))
    app.add_exception_handler(DocumentUnknown, _says(404, "No hay un documento con esos datos, o ya no se publica."))
    app.add_exception_handler(TooMany, _too_many)
    app.add_exception_handler(EngineAway, _says(503, "El acto no se pudo pasar al caso; intente de nuevo."))
    app.add_exception_handler(RPCError, _says(503, ENGINE_AWAY))
    app.add_exception_handler(RPCTimeoutOrCancelledError, _says(503, ENGINE_AWAY))
    for kind in AWAY:
        app.add_exception_handler(kind, _says(503, PART_AWAY))
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


ENGINE_AWAY = "El motor de procesos no está disponible; intente de nuevo."
PART_AWAY = "La base de datos o el archivo no está disponible; intente de nuevo."


def _says(status: int, sentence: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler that answers one sentence, with the error in its braces."""

    async def handler(request: Request, failure: Exception) -> Response:
        return answer(request, status, sentence.format(failure))

    return handler


async def _too_many(request: Request, refusal: Any) -> Response:
    """Too often: when to try again, in words and in the header."""
    minutes = -(-refusal.seconds // 60)
    wait = "un minuto" if minutes == 1 else f"{minutes} minutos"
    reply = answer(request, 429, f"Demasiados intentos desde su conexión: vuelva a intentarlo en {wait}.")
    reply.headers["Retry-After"] = str(refusal.seconds)
    return reply


async def _refused(_: Request, refusal: Any) -> JSONResponse:
    return problem(refusal.status, str(refusal), **_rule(type(refusal), str(refusal)))


def _rule(kind: type[DomainError], sentence: str) -> dict[str, Any]:
    """The rule, its norm and, of one about a field, the field."""
    name = _quoted(sentence) if kind.field == QUOTED else kind.field
    field = [{"campo": name, "regla": kind.__name__, "mensaje": sentence}] if name else None
    return {"regla": kind.__name__, "norma": kind.norm, "campos": field}


def _quoted(sentence: str) -> str:
    """What a sentence names first between its quotation marks."""
    return sentence.partition("«")[2].partition("»")[0]


async def _update_refused(_: Request, failure: Any) -> JSONResponse:
    """A refusal by the running case: its type is the name of the rule."""
    cause = failure.cause
    rule = cause.type if isinstance(cause, ApplicationError) else None
    kind = _rules(DomainError).get(rule or "")
    if kind is None:
        log.error("update_failed", rule=rule)
        return problem(503, "El acto no se pudo completar; intente de nuevo.")
    return problem(kind.status, cause.message, **_rule(kind, cause.message))


def _rules(root: type[DomainError]) -> dict[str, type[DomainError]]:
    """Every rule there is, by its name."""
    found = {root.__name__: root}
    for kind in root.__subclasses__():
        found |= _rules(kind)
    return found


async def _invalid(request: Request, failure: Any) -> Response:
    fields = [field_of(error) for error in failure.errors()]
    return answer(request, 422, "; ".join(f"{f['campo']}: {f['mensaje']}" for f in fields)[:2000], campos=fields)


def field_of(error: dict[str, Any]) -> dict[str, str]:
    """The field, the rule and the sentence of a validation error."""
    place = ".".join(str(x) for x in error["loc"] if x not in {"body", "query", "path", "[key]"})
    message = str(error["msg"]).removeprefix("Value error, ")
    name, found, rest = message.partition(": ")
    if error["type"] == "value_error" and found and " " not in name:
        place, message = (f"{place}.{name}" if place and not name.startswith(place) else name), rest
    return {
        "campo": place or "cuerpo",
        "regla": error["type"],
        "mensaje": SPANISH.get(error["type"], message),
    }


SPANISH = {
    "missing": "es obligatorio",
    "string_too_short": "no puede estar vacío",
    "string_too_long": "es demasiado largo",
    "extra_forbidden": "no se conoce este campo",
    "json_invalid": "el cuerpo no es JSON válido",
    "string_type": "debe ser texto",
    "string_pattern_mismatch": "no tiene la forma esperada",
    "int_parsing": "debe ser un número entero",
    "timezone_aware": "debe llevar la zona horaria",
    "model_attributes_type": "debe ser un objeto",
    "list_type": "debe ser una lista",
    "date_from_datetime_parsing": "debe ser una fecha AAAA-MM-DD",
}


async def _file_refused(_: Request, refusal: Any) -> JSONResponse:
    field = {"campo": refusal.field, "regla": refusal.rule, "mensaje": str(refusal)}
    return problem(refusal.status, f"{refusal.field}: {refusal}", campos=[field])


async def _http(request: Request, failure: Any) -> Response:
    return answer(request, failure.status_code, f"{TITLES.get(failure.status_code, str(failure.detail))}.")


async def _database(request: Request, failure: Any) -> Response:
    return await (_says(503, PART_AWAY) if is_away(failure) else _unexpected)(request, failure)


async def _unexpected(request: Request, failure: Exception) -> Response:
    log.error("unexpected", error=type(failure).__name__)
    return answer(request, 500, "Ocurrió un error que ya quedó registrado.")
