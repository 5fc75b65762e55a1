"""The staff's pages: the inbox by what expires first, a case with everything known of it and what may be done."""

import re
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from adapters.petition import Petition
from domain.case import PetitionerClass
from domain.errors import DomainError
from domain.instants import bogota_date
from domain.priorities import group_of
from domain.urgency import urgency
from web import session
from web.act_forms import NOTHING_TRIED, Tried, offered
from web.acts import ACTS, Act, performed
from web.auth import LEADS, READING_STAFF, STAFF, NotAllowed, Role, User, known
from web.cases import Radicado, case_out, existing
from web.choices import choices_of
from web.documents import document, pdf_of
from web.evidence import evidence_of
from web.inbox import InboxQuery, inbox_cursor, inbox_filters, inbox_place
from web.labels import label
from web.pages import page
from web.privacy import MAY_SEE_ACCESSES, revealed
from web.problems import DocumentUnknown, EngineAway, field_of
from web.services import Services, services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.throttle import give_back, spend
from web.writing import writing_of

router = APIRouter(include_in_schema=False)
Parts = Annotated[Services, Depends(services)]
PAGE = 50
LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")


@router.get("/ingresar")
async def login_form() -> HTMLResponse:
    return page("ingresar", titulo="Ingreso de funcionarios", error="")


@router.post("/ingresar")
async def login(request: Request) -> Response:
    """Exchange a token for a session of this browser."""
    async with request.form(max_fields=2) as sent:
        spend(request, "ingreso")
        token = str(sent.get("ficha", ""))
    user = known(request, token)
    if user is None or user.role not in READING_STAFF:
        return page(
            "ingresar", titulo="Ingreso de funcionarios", status=401, error="Esa ficha no es de un funcionario."
        )
    give_back(request, "ingreso")
    reply = RedirectResponse("/bandeja", 303)
    session.begin(request, reply, token)
    return reply


@router.post("/salir")
async def leave() -> Response:
    """Forget the session of this browser."""
    reply = RedirectResponse("/ingresar", 303)
    session.end(reply)
    return reply


@router.get("/bandeja")
async def inbox(
    user: Staff, parts: Parts, asked: Annotated[InboxQuery, Depends()], cursor: str | None = None
) -> HTMLResponse:
    """Open cases, priority first and then by what expires first, each with how urgent it is in words.

    One's own dependencia's by default.
    """
    today = bogota_date(parts.now())
    organization = await parts.catalogs.organization(today)
    filters = replace(inbox_filters(asked, user, organization), after=inbox_place(cursor), limit=PAGE)
    rows = await parts.cases.listed(filters)
    calendar = await parts.calendars.in_force()
    cases = [(row, urgency(row.due_on, today, calendar, row.earliest_due_on), group_of(row.priority)) for row in rows]
    following = asked.following(inbox_cursor(rows, PAGE))
    unread = await parts.mailbox.unread(row.radicado for row in rows)
    return page("bandeja", titulo="Bandeja", cases=cases, user=user, today=today, areas=organization.dependencias,
                asked=asked, chosen=asked.chosen(user), following=following, unread=unread,
                alarms=await parts.alarms.standing())  # fmt: skip


@router.get("/casos/{radicado}")
async def one(request: Request, radicado: str, user: Staff, parts: Parts) -> HTMLResponse:
    """Everything known of a case but an identity under reserve, and what the role may do."""
    return await shown(request, radicado, user, parts)


async def shown(
    request: Request,
    radicado: str,
    user: User,
    parts: Services,
    error: str = "",
    *,
    tried: Tried = NOTHING_TRIED,
    identity: dict[str, Any] | None = None,
) -> HTMLResponse:
    """The page of a case, with why something was not done and all that was written to do it."""
    case = await case_out(parts, radicado.replace("\0", ""))
    await parts.cases.note_access(case.radicado, user.name, user.role, "lectura")
    petition = await parts.petitions.read(case.radicado)
    similar = await parts.similar.shown(case.radicado, user.name, user.role)
    stored = await existing(parts, case.radicado)
    choices = await choices_of(parts, stored.case)
    return page("casos", titulo=f"Caso {case.radicado}", case=case, user=user, error=error[:500],
                petition=petition, who=_visible(petition) if identity is None else identity,
                writing=await writing_of(parts, stored, petition, user),
                acts=offered(user.role, case, choices, tried), csrf=csrf(request), tried=tried,
                names=await parts.catalogs.names(bogota_date(parts.now()), stored.case.filing.catalogs),
                matters=choices.offered.matters, proposed_level=choices.level_to_climb(case.propuesta),
                similar=similar, **await _apart(parts, case.radicado, user))  # fmt: skip


async def _apart(parts: Services, radicado: str, user: User) -> dict[str, Any]:
    """What is kept apart, each part for those who may read it; the petitioner's messages become read."""
    messages = await parts.mailbox.of_case(radicado)
    if user.role in STAFF:
        await parts.mailbox.read(radicado, parts.now())
    return {
        "mensajes": messages,
        "envios": await evidence_of(parts, radicado),
        "condicion": await parts.identities.condition(radicado) if user.role in LEADS else None,
        "accesos": await parts.identities.accesses(radicado) if user.role in MAY_SEE_ACCESSES else [],
        "puede_ver_identidad": user.role == Role.SUPERVISOR,
    }


def _visible(petition: Petition | None) -> dict[str, Any]:
    """Who asks; of a reserved identity, nothing to anybody."""
    if petition is None or petition.petitioner_class == PetitionerClass.RESERVED:
        return {}
    return petition.petitioner


@router.post("/casos/{radicado}/identidad")
async def identity(request: Request, radicado: Radicado, user: Staff, parts: Parts) -> Response:
    """Show a reserved identity to who supervises and says why; the reason is kept first."""
    async with request.form(max_fields=4) as sent:
        reason, token = str(sent.get("motivo", "")).strip()[:300], str(sent.get("csrf", ""))
    if user.role != Role.SUPERVISOR:
        raise NotAllowed(user.role)
    if not is_from_page(request, token):
        return await shown(request, radicado, user, parts, EXPIRED)
    if not reason:
        return await shown(request, radicado, user, parts, "Diga el motivo por el que necesita ver la identidad.")
    return await shown(request, radicado, user, parts, identity=await revealed(parts, radicado, user, reason))


@router.get("/casos/{radicado}/anexos/{ordinal}")
async def attachment(radicado: Radicado, ordinal: int, user: Staff, parts: Parts) -> Response:
    """An attachment as it came. Raises DocumentUnknown."""
    petition = await parts.petitions.read(radicado)
    file = next((x for x in petition.files if x.ordinal == ordinal), None) if petition else None
    if file is None:
        raise DocumentUnknown
    await parts.cases.note_access(radicado, user.name, user.role, f"anexo {ordinal}")
    return document(await parts.blobs.get(file.sha256), file.mime_type, file.name)


@router.get("/casos/{radicado}/cartas/{outgoing_radicado}")
async def letter(radicado: Radicado, outgoing_radicado: Radicado, user: Staff, parts: Parts) -> Response:
    """The PDF of a letter. Raises DocumentUnknown."""
    await parts.cases.note_access(radicado, user.name, user.role, f"carta {outgoing_radicado}")
    return await pdf_of(parts, await parts.publications.of_case(radicado, outgoing_radicado))


@router.post("/casos/{radicado}/{path}")
async def act(request: Request, radicado: Radicado, path: str, user: Staff, parts: Parts) -> Response:
    """Do an act from its form; what refuses it is said on the case's page."""
    async with request.form(max_fields=12) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    wanted = next((x for x in ACTS if x.path == path), None)
    if wanted is None or user.role not in wanted.roles:
        raise NotAllowed(user.role)
    is_ours = is_from_page(request, said.pop("csrf", ""))
    error = await done(wanted, radicado, said, user, parts) if is_ours else EXPIRED
    if error:
        return await shown(request, radicado, user, parts, error, tried=Tried(path, said))
    return RedirectResponse(f"/casos/{radicado}", 303)


async def done(wanted: Act, radicado: str, said: dict[str, str], user: User, parts: Services) -> str:
    """Perform; the reason when it was not accepted, else nothing."""
    try:
        body = wanted.takes.model_validate({name: _zoned(value) for name, value in said.items()})
        await performed(wanted, radicado, body, user, parts, None)
    except ValidationError as failure:
        return "; ".join(f"{label(f['campo'])}: {f['mensaje']}" for f in (field_of(dict(x)) for x in failure.errors()))
    except WorkflowUpdateFailedError as refusal:
        return refusal.cause.message if isinstance(refusal.cause, ApplicationError) else "No se pudo completar."
    except DomainError as refusal:
        return str(refusal)
    except (RPCError, EngineAway):
        return "El motor de procesos no está disponible o el caso ya terminó; intente de nuevo."
    return ""


def _zoned(value: str) -> str:
    """What a date and hour field says, in the hour of Bogotá; anything else as it is."""
    return f"{value}-05:00" if LOCAL.fullmatch(value) else value
