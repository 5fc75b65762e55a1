"""Who asks: a bearer token names a person and a role; each act says which roles may do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer


class Role(StrEnum):
    FILER = "radicador"
    AGENT = "agente"
    COORDINATOR = "coordinador"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


STAFF = frozenset({Role.AGENT, Role.COORDINATOR, Role.SUPERVISOR})
LEADS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
READING_STAFF = STAFF | {Role.AUDITOR}
"""Who may log in to the pages."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "testclient"})


@dataclass(frozen=True)
class User:
    """A person, or a system, with its role and the dependencia whose inbox is theirs, if any."""

    name: str
    role: Role
    dependencia: str = ""


class NotIdentified(Exception):
    """No token, or one nobody has."""


class NotAllowed(Exception):
    """The role may not do this."""


def digest(token: str) -> str:
    """How tokens are kept: never themselves."""
    return sha256(token.encode()).hexdigest()


DEV_TOKENS: Mapping[str, tuple[str, ...]] = {digest(f"dev-{role}"): (f"dev-{role}", role) for role in Role}
"""Only for the embedded stack, only from the loopback."""

bearer = HTTPBearer(auto_error=False, description="Ficha de acceso con un papel: radicador, agente, coordinador…")


async def identified(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> User:
    """The user of a request. Raises NotIdentified."""
    user = known(request, credentials.credentials) if credentials else None
    if user is None:
        raise NotIdentified
    return user


def known(request: Request, token: str) -> User | None:
    """Whose token it is."""
    return holder(request, digest(token))


def holder(request: Request, token_digest: str) -> User | None:
    """Whose token has a digest; the seeded ones only in the embedded stack, only from the loopback."""
    tokens: Mapping[str, tuple[str, ...]] = request.app.state.tokens
    found = tokens.get(token_digest)
    if found is None and request.app.state.is_embedded and _is_from_here(request):
        found = DEV_TOKENS.get(token_digest)
    return User(found[0], Role(found[1]), *found[2:]) if found else None


def _is_from_here(request: Request) -> bool:
    """Whether the loopback itself asks, and not somebody through a proxy on it."""
    is_forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    return request.client is not None and request.client.host in LOOPBACK and not is_forwarded


def allowed(*roles: Role) -> Callable[[User], User]:
    """A dependency: the user, if the role is among *roles*. Raises NotAllowed."""

    def check(user: Annotated[User, Depends(identified)]) -> User:
        if user.role not in roles:
            raise NotAllowed(user.role)
        return user

    return check
