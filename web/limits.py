"""No request is read beyond what the largest filing needs."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem

MAX_BODY_BYTES = 40 * 1024 * 1024


class TooLarge(Exception):
    """More bytes came than were announced or allowed."""


class BodyLimit:
    """Answers 413 to a body that is, or says it is, too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        refusal = problem(413, "El cuerpo de la solicitud pasa de 40 MB.")
        if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
            return await refusal(scope, receive, send)
        try:
            await self._app(scope, _counted(receive), send)
        except TooLarge:
            await refusal(scope, receive, send)


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY_BYTES:
            raise TooLarge
        return message

    return counting
