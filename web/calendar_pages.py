"""The staff's pages of the calendar: versions, suspensions of terms, what each would move, and moving it."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError
from temporalio.service import RPCError

from activities.messages_batch import Batch
from domain.errors import DomainError
from schemas.calendar import CalendarIn, Difference, RevocationIn, SuspensionIn
from web import calendar, suspensions
from web.auth import NotAllowed, Role, User
from web.batches import applied, figures, of_calendar, of_suspension, rehearsed, status_of
from web.pages import page
from web.problems import field_of
from web.services import Services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import Parts

router = APIRouter(include_in_schema=False, prefix="/calendario")
LISTED = 500
"""Moves shown on the page; the API lists them all."""

Kind = Literal["versiones", "suspensiones"]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,60}$")]
Said = dict[str, str]


@router.get("")
async def calendar_page(request: Request, user: Staff, parts: Parts, error: str = "") -> HTMLResponse:
    """Everything published, the last first."""
    return await _calendar(request, user, parts, error)


@router.post("/ensayo/{kind}")
async def rehearse(request: Request, kind: Kind, user: Staff, parts: Parts) -> Response:
    """What would move if what a form says were published. Nothing is kept; from here it is published."""

    async def shown(said: Said) -> Response:
        body = _body(kind, said)
        return _rehearsal(request, user, body, said, f"/calendario/{kind}", await _rehearsed(body, user, parts))

    done = await _said(request, user, shown)
    return done.reply or await _calendar(request, user, parts, done.error, {kind: done.said})


@router.post("/ensayo/revocatoria/{name}")
async def rehearse_revocation(request: Request, name: Name, user: Staff, parts: Parts) -> Response:
    """What would move if an act were revoked as a form says. Nothing is kept; from here it is revoked."""

    async def shown(said: Said) -> Response:
        body = RevocationIn.model_validate(said)
        found = await suspensions.rehearse_revocation(name, body, user, parts)
        return _rehearsal(request, user, body, said, f"/calendario/revocatoria/{name}", found, name)

    done = await _said(request, user, shown)
    return done.reply or await one(request, "suspensiones", name, user, parts, done.error)


@router.post("/revocatoria/{name}")
async def revoke(request: Request, name: Name, user: Staff, parts: Parts) -> Response:
    """Revoke an act; then comes what it would move."""

    async def revoked(said: Said) -> Response:
        await suspensions.revoked(name, RevocationIn.model_validate(said), user.name, parts)
        return RedirectResponse(f"/calendario/suspensiones/{name}", 303)

    done = await _said(request, user, revoked)
    return done.reply or await one(request, "suspensiones", name, user, parts, done.error)


@router.get("/{kind}/{name}")
async def one(request: Request, kind: str, name: Name, user: Staff, parts: Parts, error: str = "") -> HTMLResponse:
    """What a published act would move, and how far moving it got."""
    batch = await _batch(kind, name, user, parts)
    found, (status, problem) = await rehearsed(parts, batch), await _status(parts, batch)
    return page(
        "calendario_aplicar",
        titulo=f"Calendario {name}" if kind == "versiones" else f"Suspensión {name}",
        user=user,
        error=(error or problem)[:500],
        action=f"/calendario/{kind}/{name}",
        act=await suspensions.act_of(parts, name) if kind == "suspensiones" else None,
        progress=status,
        leads=user.role == Role.SUPERVISOR,
        csrf=csrf(request),
        **_told(found),
    )


@router.post("/{kind}/{name}")
async def apply(request: Request, kind: str, name: Name, user: Staff, parts: Parts) -> Response:
    """Move the open cases; the page afterwards tells how far it got."""

    async def moved(said: Said) -> Response:
        await applied(parts, await _batch(kind, name, user, parts, is_to_move=True))
        return RedirectResponse(f"/calendario/{kind}/{name}", 303)

    done = await _said(request, user, moved)
    return done.reply or await one(request, kind, name, user, parts, done.error)


@router.post("/{kind}")
async def publish(request: Request, kind: str, user: Staff, parts: Parts) -> Response:
    """Publish a version or an act; then comes what it would move."""

    async def published(said: Said) -> Response:
        body = _body(kind, said)
        if isinstance(body, CalendarIn):
            await calendar.publish(body, user, parts)
            return RedirectResponse(f"/calendario/versiones/{body.version}", 303)
        await suspensions.published(body, user.name, parts)
        return RedirectResponse(f"/calendario/suspensiones/{body.acto}", 303)

    done = await _said(request, user, published)
    return done.reply or await _calendar(request, user, parts, done.error, {kind: done.said})


async def _calendar(
    request: Request, user: User, parts: Services, error: str, said: dict[str, Said] | None = None
) -> HTMLResponse:
    """Everything published and the forms, with what was written in the one that was refused."""
    typed = {kind: defaultdict(str, (said or {}).get(kind, {})) for kind in ("versiones", "suspensiones")}
    return page(
        "calendario",
        titulo="Calendario y suspensiones",
        user=user,
        error=error[:500],
        versions=await parts.calendars.published(),
        acts=[*reversed(await parts.suspensions.published())],
        leads=user.role == Role.SUPERVISOR,
        csrf=csrf(request),
        typed=typed,
    )


@dataclass(frozen=True)
class _Done:
    """What a form is answered with, or why it was not accepted and what it said."""

    reply: Response | None = None
    error: str = ""
    said: Said = field(default_factory=dict)


async def _said(request: Request, user: User, act: Callable[[Said], Awaitable[Response]]) -> _Done:
    """Read a form of this session and do what it says. Raises NotAllowed."""
    if user.role != Role.SUPERVISOR:
        raise NotAllowed(user.role)
    async with request.form(max_fields=12) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
    if not is_from_page(request, said.pop("csrf", "")):
        return _Done(error=EXPIRED, said=said)
    try:
        return _Done(await act(said))
    except ValidationError as failure:
        fields = (field_of(dict(x)) for x in failure.errors())
        return _Done(error="; ".join(f"{f['campo']}: {f['mensaje']}" for f in fields), said=said)
    except DomainError as refusal:
        return _Done(error=str(refusal), said=said)
    except RPCError:
        return _Done(error="El motor de procesos no está disponible; intente de nuevo.", said=said)


def _body(kind: str, said: Said) -> CalendarIn | SuspensionIn:
    """A version or an act as its form says it: one line a day, `AAAA-MM-DD nombre`. Raises ValidationError."""
    if kind == "suspensiones":
        return SuspensionIn.model_validate({**said, "tipos": said.get("tipos", "").split()})
    lists = {name: _days(said.get(name, "")) for name in ("festivos", "cierres")}
    return CalendarIn.model_validate({**said, **lists, "retirados": said.get("retirados", "").split()})


def _days(lines: str) -> dict[str, str]:
    pairs = (line.strip().partition(" ") for line in lines.splitlines() if line.strip())
    return {day: name.strip() for day, _, name in pairs}


async def _rehearsed(body: CalendarIn | SuspensionIn, user: User, parts: Services) -> list[Difference]:
    """What publishing it would move. Raises the same refusals."""
    if isinstance(body, CalendarIn):
        return await calendar.rehearse(body, user, parts)
    return await suspensions.rehearse(body, user, parts)


def _rehearsal(
    request: Request,
    user: User,
    body: BaseModel,
    said: Said,
    action: str,
    found: Sequence[Difference],
    revoked: str = "",
) -> HTMLResponse:
    """What would move, and the button that does what the form of it said; *revoked* is the act it takes back."""
    return page(
        "calendario_ensayo",
        titulo="Ensayo antes de publicar",
        user=user,
        body=body,
        said=said,
        action=action,
        revoked=revoked,
        csrf=csrf(request),
        **_told(found),
    )


def _told(found: Sequence[Difference]) -> dict[str, Any]:
    """A rehearsal as a page shows it."""
    moves, skipped = [x for x in found if not x.omitido], [x for x in found if x.omitido]
    return {"moves": moves[:LISTED], "total": len(moves), "skipped": skipped[:LISTED]}


async def _batch(kind: str, name: str, user: User, parts: Services, *, is_to_move: bool = False) -> Batch:
    """The batch of a published act. Raises VersionUnknown, VersionSuperseded or SuspensionUnknown."""
    if kind == "suspensiones":
        return of_suspension(await suspensions.act_of(parts, name))
    found = await (calendar.newest if is_to_move else calendar.published)(parts, name)
    return of_calendar(found, user.name)


async def _status(parts: Services, batch: Batch) -> tuple[dict[str, Any] | None, str]:
    """How far a batch got, if somebody began it, and why that is not known."""
    try:
        status = await status_of(parts, batch)
    except RPCError:
        return None, "El motor de procesos no está disponible: no se sabe cómo va."
    return (figures(status) if status else None), ""
