"""The staff's page of the calendar: versions, suspensions of terms, what would move, and moving it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from temporalio.service import RPCError

from activities.messages_batch import Batch
from domain.errors import DomainError
from schemas.calendar import CalendarIn, SuspensionIn
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


@router.get("")
async def calendar_page(request: Request, user: Staff, parts: Parts, error: str = "") -> HTMLResponse:
    """Everything published, the last first."""
    return page(
        "calendario",
        titulo="Calendario y suspensiones",
        user=user,
        error=error[:500],
        versions=await parts.calendars.published(),
        acts=[*reversed(await parts.suspensions.published())],
        leads=user.role == Role.SUPERVISOR,
        csrf=csrf(request),
    )


@router.get("/{kind}/{name}")
async def one(request: Request, kind: str, name: str, user: Staff, parts: Parts, error: str = "") -> HTMLResponse:
    """What a published act would move, and how far moving it got."""
    batch = await _batch(kind, name, user, parts)
    found, (status, problem) = await rehearsed(parts, batch), await _status(parts, batch)
    moves, skipped = [x for x in found if not x.omitido], [x for x in found if x.omitido]
    return page(
        "calendario_aplicar",
        titulo=f"Calendario {name}" if kind == "versiones" else f"Suspensión {name}",
        user=user,
        error=(error or problem)[:500],
        action=f"/calendario/{kind}/{name}",
        moves=moves[:LISTED],
        total=len(moves),
        skipped=skipped[:LISTED],
        progress=status,
        leads=user.role == Role.SUPERVISOR,
        csrf=csrf(request),
    )


@router.post("/{kind}/{name}")
async def apply(request: Request, kind: str, name: str, user: Staff, parts: Parts) -> Response:
    """Move the open cases; the page afterwards tells how far it got."""

    async def moved(said: dict[str, str]) -> str:
        await applied(parts, await _batch(kind, name, user, parts, is_to_move=True))
        return f"/calendario/{kind}/{name}"

    done = await _said(request, user, moved)
    return done.redirect or await one(request, kind, name, user, parts, done.error)


@router.post("/{kind}")
async def publish(request: Request, kind: str, user: Staff, parts: Parts) -> Response:
    """Publish a version or an act; then comes what it would move."""

    async def published(said: dict[str, str]) -> str:
        if kind == "versiones":
            version = await calendar.publish(CalendarIn.model_validate(_version(said)), user, parts)
            return f"/calendario/versiones/{version['version']}"
        body = SuspensionIn.model_validate({**said, "tipos": said.get("tipos", "").split()})
        return f"/calendario/suspensiones/{(await suspensions.published(body, user.name, parts)).act_number}"

    done = await _said(request, user, published)
    return done.redirect or await calendar_page(request, user, parts, done.error)


@dataclass(frozen=True)
class _Done:
    """Where a form leads, or why it was not accepted."""

    redirect: Response | None = None
    error: str = ""


async def _said(request: Request, user: User, act: Callable[[dict[str, str]], Awaitable[str]]) -> _Done:
    """Read a form of this session and do what it says. Raises NotAllowed."""
    if user.role != Role.SUPERVISOR:
        raise NotAllowed(user.role)
    async with request.form(max_fields=12) as sent:
        said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
    if not is_from_page(request, said.pop("csrf", "")):
        return _Done(error=EXPIRED)
    try:
        return _Done(RedirectResponse(await act(said), 303))
    except ValidationError as failure:
        fields = (field_of(dict(x)) for x in failure.errors())
        return _Done(error="; ".join(f"{f['campo']}: {f['mensaje']}" for f in fields))
    except DomainError as refusal:
        return _Done(error=str(refusal))
    except RPCError:
        return _Done(error="El motor de procesos no está disponible; intente de nuevo.")


def _version(said: dict[str, str]) -> dict[str, Any]:
    """A version as its form says it: one line a day, `AAAA-MM-DD nombre`."""
    lists = {name: _days(said.pop(name, "")) for name in ("festivos", "cierres")}
    return {**said, **lists, "retirados": said.pop("retirados", "").split()}


def _days(lines: str) -> dict[str, str]:
    pairs = (line.strip().partition(" ") for line in lines.splitlines() if line.strip())
    return {day: name.strip() for day, _, name in pairs}


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
