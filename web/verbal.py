"""Petitions said aloud, taken down by an official, with the constancia (Decreto 1069 de 2015, art. 2.2.3.12.3)."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from domain.instants import BOGOTA
from web.auth import STAFF, NotAllowed, User
from web.choices import offered_today
from web.enclosures import uploaded
from web.filing_form import Tried, shown, tried
from web.labels import label
from web.pages import page
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import LOCAL, Parts

router = APIRouter(include_in_schema=False)
CHANNELS = frozenset({"personalizado", "contact_center"})
TITLE = "Petición verbal"


@router.get("/radicar-verbal")
async def form(request: Request, user: Staff, parts: Parts) -> HTMLResponse:
    token = csrf(_taker(request, user))
    return shown("verbal", TITLE, {"tipo": "peticion"}, Tried(), await offered_today(parts), csrf=token)


@router.post("/radicar-verbal")
async def take_down(request: Request, user: Staff, parts: Parts) -> Response:
    """File what was said aloud and give the constancia; the receipt is when it was said."""
    token = csrf(_taker(request, user))
    async with request.form(max_files=12, max_fields=60) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
        if not is_from_page(request, said.pop("csrf", "")):
            expired = Tried(errors=({"campo": "asunto", "mensaje": EXPIRED},))
            return shown("verbal", TITLE, said, expired, await offered_today(parts), csrf=token)
        channel = said["canal"] if said.get("canal") in CHANNELS else "personalizado"
        done = await tried(parts, _taken(said, user), await uploaded(sent), channel, f"verbal/{said.get('clave')}")
    if done.filed is None:
        return shown("verbal", TITLE, said, done, await offered_today(parts), csrf=token)
    title = f"Constancia de la petición {done.filed.radicado}"
    return page("constancia", titulo=title, status=201, filed=done.filed, said=said, user=user,
                canal=label(channel, "canal"))  # fmt: skip


def _taker(request: Request, user: User) -> Request:
    """The request of somebody who may take a petition down. Raises NotAllowed."""
    if user.role not in STAFF:
        raise NotAllowed(user.role)
    return request


def _taken(said: dict[str, str], user: User) -> dict[str, str]:
    """What the constancia needs, put where the petition keeps it: who took it down, its language, its documents."""
    more = [f"{word}: {said[name]}" for word, name in (("Documentos que entregó", "documentos_anexos"),
                                                      ("Idioma o lengua", "idioma")) if name in said]  # fmt: skip
    text = "\n\n".join([said.get("descripcion", ""), *more]).strip()
    taken = {**said, "descripcion": text, "origen": f"Petición verbal, recibida por {user.name}"}
    at = said.get("recibido_en", "")
    if LOCAL.fullmatch(at):
        taken["recibido_en"] = datetime.fromisoformat(at).replace(tzinfo=BOGOTA).isoformat()
    return {name: value for name, value in taken.items() if value}
