"""The session of an official's browser: a signed cookie that lasts a working day and dies with the token behind it."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from web.auth import READING_STAFF, User, digest, holder
from web.services import services

COOKIE = "pqrsd_sesion"
LASTS = timedelta(hours=8)
EXPIRED = "La página caducó: vuelva a intentarlo."


class SessionNeeded(Exception):
    """Nobody is logged in, or not any more."""


def signed_in(request: Request) -> User:
    """The user of the session cookie, as their token is today. Raises SessionNeeded."""
    token_digest = opened(_key(request), request.cookies.get(COOKIE, ""), services(request).now())
    user = holder(request, token_digest) if token_digest else None
    if user is None or user.role not in READING_STAFF:
        raise SessionNeeded
    return user


Staff = Annotated[User, Depends(signed_in)]


def begin(request: Request, reply: Response, token: str) -> None:
    """Give the browser a session for a token."""
    cookie = sealed(_key(request), digest(token), services(request).now())
    is_https = request.url.scheme == "https"
    reply.set_cookie(
        COOKIE, cookie, max_age=int(LASTS.total_seconds()), httponly=True, samesite="strict", secure=is_https
    )


def end(reply: Response) -> None:
    """Make the browser forget its session."""
    reply.delete_cookie(COOKIE, httponly=True, samesite="strict")


def sealed(key: bytes, token_digest: str, at: datetime) -> str:
    """The cookie of a session begun at an instant: the digest of its token and when it ends, signed."""
    ends = int((at + LASTS).timestamp())
    body = urlsafe_b64encode(json.dumps([token_digest, ends]).encode()).decode()
    return f"{body}.{_mark(key, f'ingreso/{body}')}"


def opened(key: bytes, cookie: str, at: datetime) -> str | None:
    """The digest of the token of a session that we signed and has not ended."""
    body, _, mark = cookie.partition(".")
    if not is_same(mark, _mark(key, f"ingreso/{body}")):
        return None
    token_digest, ends = json.loads(urlsafe_b64decode(body))
    return str(token_digest) if at.timestamp() < ends else None


def csrf(request: Request) -> str:
    """What a form must send back: only a page of this session knows it."""
    return _mark(_key(request), f"formulario/{request.cookies.get(COOKIE, '')}")


def is_from_page(request: Request, sent: str) -> bool:
    """Whether a form sent back what a page of this session gave it."""
    return is_same(sent, csrf(request))


def is_same(sent: str, expected: str) -> bool:
    """Whether somebody knows a secret, whatever characters they sent, without telling how far they got."""
    return hmac.compare_digest(sent.encode(errors="surrogatepass"), expected.encode())


def _key(request: Request) -> bytes:
    key: bytes = request.app.state.session_key
    return key


def _mark(key: bytes, said: str) -> str:
    return hmac.new(key, said.encode(errors="surrogatepass"), sha256).hexdigest()
