"""Rendering pages: one environment, escaped by default, strict about what a page asks for."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.explanation import spanish
from domain.instants import BOGOTA
from domain.terms import PqrsdType
from web.labels import label, legible

TEMPLATES = Path(__file__).parent.parent / "templates" / "web"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["fecha"] = lambda day: spanish(_day(day))
_environment.filters["momento"] = lambda at: _spanish_minute(datetime.fromisoformat(at))
_environment.filters["instante"] = lambda at: _spanish_minute(at)
_environment.filters["legible"] = legible
_environment.filters["rotulo"] = label
_environment.globals["tipos"] = {str(kind): kind.label for kind in PqrsdType}


def page(name: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page from its template."""
    html = _environment.get_template(f"{name}.html.j2").render(**facts)
    return HTMLResponse(html, status, headers=SECURITY)


def _day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def _spanish_minute(at: datetime) -> str:
    """An instant in words: the day and the hour of Bogotá."""
    here = at.astimezone(BOGOTA)
    return f"{spanish(here.date())}, {here:%H:%M}"
