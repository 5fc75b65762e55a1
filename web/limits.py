"""No request is read beyond what the largest filing needs."""

from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem

MAX_BODY_BYTES = 40 * 1024 * 1024
OVER = "El cuerpo de la solicitud pasa de 40 MB."
FIELD = {"campo": "cuerpo", "regla": "tamano", "mensaje": OVER}


class TooLarge(Exception):
    """More bytes came than were announced or allowed."""


class BodyLimit:
    """Answers 413 to a body that is, or says it is, too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif await self._is_over(scope, receive, send):
            await problem(413, OVER, campos=[FIELD])(scope, receive, send)

    async def _is_over(self, scope: Scope, receive: Receive, send: Send) -> bool:
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
            return True
        meter = _Meter(receive, send)
        with suppress(TooLarge):
            await self._app(scope, meter.receive, meter.send)
        return meter.is_over


class _Meter:
    """Counts what is read; once over the limit, whatever the application answers is not sent."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._seen = 0

    @property
    def is_over(self) -> bool:
        return self._seen > MAX_BODY_BYTES

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self.is_over:
            raise TooLarge
        return message

    async def send(self, message: Message) -> None:
        if not self.is_over:
            await self._send(message)
