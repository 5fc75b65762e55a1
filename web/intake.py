"""Filing through the API."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from domain.case import State
from domain.intake import NewFiling
from schemas.filing import FiledOut, FilingIn
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.cases import state_of
from web.enclosures import archived
from web.notice import notice
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Radicación"])
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
FILERS = (Role.FILER, Role.AGENT, Role.COORDINATOR, Role.SUPERVISOR)


@router.post(
    "/pqrsd",
    status_code=201,
    response_model=FiledOut,
    responses={
        **RESPONSES,
        200: {"model": FiledOut, "description": "Ya se había radicado con la misma clave"},
    },
    summary="Radica una petición, queja, reclamo, sugerencia o denuncia",
)
async def file(
    request: Request,
    response: Response,
    body: FilingIn,
    user: Annotated[User, Depends(allowed(*FILERS))],
    parts: Annotated[Services, Depends(services)],
    key: Key = None,
) -> FiledOut:
    """La constancia es cierta aunque el motor de procesos esté caído: el caso arranca cuando vuelva."""
    fingerprint = sha256(await request.body()).hexdigest()
    named = key and f"{user.name}/{key}"
    filed, status = await filed_with(parts, body, key=named, fingerprint=fingerprint, by=user.name)
    response.status_code = status
    return filed


async def filed_with(
    parts: Services, body: FilingIn, *, key: str | None, fingerprint: str, by: str = ""
) -> tuple[FiledOut, int]:
    """File and tell whether it is new (201) or a repetition (200); refused, nothing of it stays.

    *by* is who says of an order what term it fixes.
    Raises FileRefused and what filing raises, with files before any of them is in the archive if it can be told.
    """
    at = datetime.now(UTC)
    if body.anexos:
        await parts.intake.check(body.to_domain((), at), key=key, fingerprint=fingerprint, at=at)
    async with archived(parts, body.anexos) as stored:
        filing = _told(body.to_domain(stored, at, by))
        filed = await parts.intake.file(filing, key=key, fingerprint=fingerprint, at=at)
    state = await state_of(filed.case, parts) if filed.is_repeated else State.FILED
    return FiledOut.of(filed, state, parts.public_url), 200 if filed.is_repeated else 201


def _told(filing: NewFiling) -> NewFiling:
    """With the text of the notice, when it is ours: what was accepted can be shown again."""
    consent = filing.consent
    if consent is None or consent.notice_version != notice().version:
        return filing
    return replace(filing, consent=replace(consent, notice=notice().text))
