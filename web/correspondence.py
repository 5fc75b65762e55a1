"""The mail that came in: what a person must look at, what became of the rest, and whether the letters add up."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from adapters.incoming import IncomingTable
from adapters.tables_mail import IncomingRow
from domain.case import PetitionerClass
from domain.errors import ActRefusal
from schemas.acts import Identidad
from schemas.incoming import IncomingOut, IncomingPage
from schemas.problem import RESPONSES
from web.auth import STAFF, NotAllowed, Role, User, allowed
from web.documents import document
from web.pages import page
from web.problems import DocumentUnknown
from web.services import Services, services
from web.session import Staff, csrf, is_from_page

api = APIRouter(prefix="/api/v1", tags=["Correo recibido"])
pages = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
Fingerprint = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", examples=["ab" * 32])]
READERS = (Role.AGENT, Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR)
SHOWN = 100
Step = Callable[[IncomingTable, str, str], Awaitable[bool]]


class SenderReserved(ActRefusal):
    norm = "Ley 1581 de 2012, art. 4, lits. f y h"
    status = 403
    sentence = "El mensaje es de un caso con identidad reservada: solo se ve con motivo, por quien supervisa."


STEPS: dict[str, Step] = {
    "reintento": lambda mail, name, by: mail.again(name, by=by, is_forced=False),
    "radicacion": lambda mail, name, by: mail.again(name, by=by, is_forced=True),
    "atencion": lambda mail, name, by: mail.attended(name, by=by),
}
"""What a person may do with a message: send it through again, file it come what may, or say it was seen to."""

Wanted = Annotated[str, Path(pattern="^(reintento|radicacion|atencion)$")]


@api.get("/correo-entrante", response_model=IncomingPage, responses=RESPONSES, summary="El correo recibido")
async def listed(user: Annotated[User, Depends(allowed(*READERS))], parts: Parts) -> IncomingPage:
    """Cada mensaje con su resultado; lo que espera a una persona, aparte."""
    return await _read(user, parts)


@api.post("/correo-entrante/{huella}/original", responses={**RESPONSES, 200: {"content": {"message/rfc822": {}}}},
          response_class=Response, summary="Un mensaje como llegó, con motivo")  # fmt: skip
async def reasoned(
    huella: Fingerprint, body: Identidad, user: Annotated[User, Depends(allowed(Role.SUPERVISOR))], parts: Parts
) -> Response:
    """El de quien pidió reserva de su identidad lo ve solo quien supervisa; queda en el registro de accesos."""
    row = await _known(huella, parts)
    place = row.radicado or f"correo {huella[:12]}"
    await parts.identities.looked(place, user.name, user.role, "correo recibido", body.motivo)
    return await _message(row, parts)


@api.post(
    "/correo-entrante/{huella}/{paso}",
    response_model=IncomingOut,
    responses=RESPONSES,
    summary="Reintenta, radica a mano o da por atendido un mensaje",
)
async def stepped(
    huella: Fingerprint, paso: Wanted, user: Annotated[User, Depends(allowed(*STAFF))], parts: Parts
) -> IncomingOut:
    """Un mensaje que ya está en un caso no se radica otra vez."""
    return await _done(huella, paso, user, parts)


@pages.get("/correspondencia")
async def inbox(request: Request, user: Staff, parts: Parts) -> HTMLResponse:
    """The same for people, with the last reconciliation."""
    return page("correspondencia", titulo="Correspondencia", mail=await _read(user, parts), user=user,
                reconciled=await parts.ledger.last(), csrf=csrf(request), may=user.role in STAFF)  # fmt: skip


@pages.get("/correspondencia/{huella}/original")
async def original(huella: Fingerprint, user: Staff, parts: Parts) -> Response:
    """A message as it came. Raises DocumentUnknown, and SenderReserved when it tells an identity under reserva."""
    row = await _known(huella, parts)
    if await _is_reserved(row, parts):
        raise SenderReserved
    await parts.cases.note_access(row.radicado or f"correo {huella[:12]}", user.name, user.role, "correo recibido")
    return await _message(row, parts)


@pages.post("/correspondencia/{huella}/{paso}")
async def step(request: Request, huella: Fingerprint, paso: Wanted, user: Staff, parts: Parts) -> Response:
    """Do it from its form; a form from elsewhere does nothing."""
    async with request.form(max_fields=2) as sent:
        token = str(sent.get("csrf", ""))
    if user.role not in STAFF or not is_from_page(request, token):
        raise NotAllowed(user.role)
    await _done(huella, paso, user, parts)
    return RedirectResponse("/correspondencia", 303)


async def _known(name: str, parts: Services) -> IncomingRow:
    """The message of a fingerprint. Raises DocumentUnknown."""
    row = await parts.mail.get(name)
    if row is None:
        raise DocumentUnknown
    return row


async def _is_reserved(row: IncomingRow, parts: Services) -> bool:
    stored = await parts.cases.case(row.radicado) if row.radicado else None
    return stored is not None and stored.case.filing.petitioner == PetitionerClass.RESERVED


async def _message(row: IncomingRow, parts: Services) -> Response:
    return document(await parts.blobs.get(row.sha256), "message/rfc822", f"{row.fingerprint[:12]}.eml")


async def _read(user: User, parts: Services) -> IncomingPage:
    await parts.cases.note_access("correspondencia", user.name, user.role, "lista del correo recibido")
    return IncomingPage(
        por_atender=[IncomingOut.of(row) for row in await parts.mail.unattended(SHOWN)],
        recientes=[IncomingOut.of(row) for row in await parts.mail.latest(SHOWN)],
        cifras=dict(await parts.mail.figures()),
    )


async def _done(name: str, wanted: str, user: User, parts: Services) -> IncomingOut:
    """The message after a step. Raises DocumentUnknown when the step is not for it."""
    if not await STEPS[wanted](parts.mail, name, user.name):
        raise DocumentUnknown
    row = await parts.mail.get(name)
    await parts.cases.note_access(f"correo {name[:12]}", user.name, user.role, wanted)
    return IncomingOut.of(row)
