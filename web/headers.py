"""What every answer tells the browser not to do, unless the answer has said so itself."""

import re
from base64 import b64encode
from hashlib import sha256

from fastapi import APIRouter, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

router = APIRouter(include_in_schema=False)
DEFAULTS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=31536000"
LIBRARY = "https://cdn.jsdelivr.net"


class SecurityHeaders:
    """Adds what is missing; HSTS only behind TLS; nothing personal stays in a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)


def _complete(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in DEFAULTS.items():
        headers.setdefault(name, value)
    if scope["scheme"] == "https":
        headers.setdefault("Strict-Transport-Security", HSTS)
    if not scope["path"].startswith("/estatico/"):
        headers.setdefault("Cache-Control", "no-store")


@router.get("/docs")
async def documentation(request: Request) -> HTMLResponse:
    """The documentation of the API: the only page with a script, named by its hash."""
    html = get_swagger_ui_html(openapi_url="/openapi.json", title=request.app.title)
    scripts = re.findall(rb"<script>(.*?)</script>", bytes(html.body), re.DOTALL)
    allowed = " ".join(f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts)
    html.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {LIBRARY} {allowed}; style-src {LIBRARY} 'unsafe-inline'; "
        "img-src 'self' data: https://fastapi.tiangolo.com; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return html
