"""The citizen's pages: file, calculate. They work without JavaScript and with a keyboard."""

import secrets
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from domain.calendar import CalendarDoesNotCover
from domain.instants import bogota_date, start_of
from domain.month_view import Month, months
from domain.terms import PqrsdType
from schemas.plazo import plazo_json
from web.choices import offered_today
from web.enclosures import uploaded
from web.filing_form import TRAPPED, Tried, shown, tried
from web.pages import page
from web.services import Services, services
from web.throttle import spend

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
MAX_PARTS = 60
TITLE = "Radique su solicitud"


@router.get("/")
async def home() -> HTMLResponse:
    return page("inicio", titulo="Atención al ciudadano")


@router.get("/radicar")
async def form(parts: Parts, tipo: str = "", clase: str = "") -> HTMLResponse:
    return shown("radicar", TITLE, {"tipo": tipo, "clase": clase}, Tried(), await offered_today(parts))


@router.post("/radicar")
async def file(request: Request, parts: Parts) -> HTMLResponse:
    """File what the form says; what is wrong is said beside its field, and nothing typed is lost."""
    spend(request, "radicar")
    async with request.form(max_files=MAX_PARTS, max_fields=MAX_PARTS) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
        if said.pop("sitio_web", None):
            return shown("radicar", TITLE, said, Tried(errors=(TRAPPED,)), await offered_today(parts))
        key = said.get("clave") or secrets.token_urlsafe(16)
        done = await tried(parts, _not_ours(said), await uploaded(sent), "web", key)
    if done.filed is None:
        return shown("radicar", TITLE, said, done, await offered_today(parts))
    return page("recibida", titulo="Solicitud radicada", status=201, filed=done.filed, clase=said.get("clase", ""))


def _not_ours(said: dict[str, str]) -> dict[str, str]:
    """Without what only an official may say."""
    return {name: value for name, value in said.items() if name not in {"recibido_en", "origen", "motivo"}}


@router.get("/calculadora")
async def calculator(parts: Parts, tipo: str = "peticion_interes_particular", recibido: str = "") -> HTMLResponse:
    """When a petition lapses, why, and each day of the term in its month."""
    view: tuple[Month, ...] = ()
    dates, error = None, ""
    if recibido:
        try:
            kind, on, calendar = PqrsdType(tipo), date.fromisoformat(recibido), await parts.calendars.in_force()
            policy = await parts.catalogs.policy(bogota_date(parts.now()))
            dates = plazo_json(kind, start_of(on), (), calendar, policy)
            view = months(kind, on, date.fromisoformat(dates["vence_el"]), calendar, policy)
        except (ValueError, CalendarDoesNotCover):
            error = "Elija un tipo de la lista y una fecha entre 2024 y 2030."
    return page("calculadora", titulo="Calculadora de términos", status=422 if error else 200, dates=dates,
                error=error, tipo=tipo, recibido=recibido, meses=view, con_errores=bool(error))  # fmt: skip
