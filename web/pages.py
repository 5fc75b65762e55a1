"""Rendering pages: one environment, escaped by default, strict about what a page asks for."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.explanation import spanish
from domain.instants import BOGOTA
from domain.terms import PqrsdType

TEMPLATES = Path(__file__).parent.parent / "templates" / "web"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

ACCENTED = {
    "aclaracion": "aclaración",
    "ampliacion": "ampliación",
    "asignacion": "asignación",
    "clasificacion": "clasificación",
    "notificacion": "notificación",
    "peticion": "petición",
    "prorroga": "prórroga",
    "replica": "réplica",
    "rechazo": "rechazo por reserva",
    "revision": "revisión",
    "suspension": "suspensión",
    "tramite": "trámite",
}
"""How people write the words that the wire writes without accents."""

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["fecha"] = lambda day: spanish(day if isinstance(day, date) else date.fromisoformat(day))
_environment.filters["momento"] = lambda at: datetime.fromisoformat(at).astimezone(BOGOTA).strftime("%d/%m/%Y %H:%M")
_environment.filters["instante"] = lambda at: at.astimezone(BOGOTA).strftime("%d/%m/%Y %H:%M")
_environment.filters["legible"] = lambda name: " ".join(ACCENTED.get(w, w) for w in re.split("[_-]", name))
_environment.globals["tipos"] = {str(kind): kind.label for kind in PqrsdType}


def page(name: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page from its template."""
    html = _environment.get_template(f"{name}.html.j2").render(**facts)
    return HTMLResponse(html, status, headers=SECURITY)
