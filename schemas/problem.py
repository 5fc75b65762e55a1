"""Errors as people and programs read them (RFC 9457)."""

from typing import Any

from pydantic import BaseModel

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Un problema: qué pasó, con qué estado y, si lo decidió una regla, cuál y por qué norma."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    regla: str | None = None
    norma: str | None = None
    campos: list[dict[str, Any]] | None = None


TITLES = {
    400: "Solicitud mal formada",
    401: "Falta identificarse",
    403: "Sin permiso",
    404: "No existe",
    405: "Método no admitido",
    409: "La regla no lo permite",
    410: "Ya no existe",
    413: "Demasiado grande",
    415: "Formato no admitido",
    422: "Datos no válidos",
    429: "Demasiadas solicitudes",
    500: "Error interno",
    503: "Servicio no disponible",
}

Responses = dict[int | str, dict[str, Any]]
RESPONSES: Responses = {
    status: {"model": Problem, "description": TITLES[status], "content": {MEDIA_TYPE: {}}}
    for status in (400, 401, 403, 404, 409, 410, 413, 422, 503)
}
