"""A CRM that takes what it is told, and refuses the first delivery of whoever it is told to.

A contact whose mail starts with `crm4xx` is refused once for good, as when a field is not to its liking.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from local.ports import HOST, free_port

SECRET = "clave-local"
"""Of the embedded stack alone, which only listens on the loopback."""

END = b"\r\n\r\n"


@asynccontextmanager
async def taking() -> AsyncIterator["CrmSink"]:
    """A CRM that takes deliveries until one leaves."""
    crm = CrmSink()
    await crm.start()
    try:
        yield crm
    finally:
        await crm.stop()


@dataclass
class CrmSink:
    """The embedded CRM."""

    port: int = field(default_factory=free_port)
    taken: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/novedades"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, HOST, self.port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(END)).decode().lower()
        length = int(head.partition("content-length: ")[2].split("\r\n")[0])
        status = self._answer(json.loads(await reader.readexactly(length)))
        writer.write(f"HTTP/1.1 {status} {status.phrase}\r\nContent-Length: 0\r\nConnection: close".encode() + END)
        await writer.drain()
        writer.close()

    def _answer(self, told: dict[str, Any]) -> HTTPStatus:
        mail, radicado = str(told.get("contacto", {}).get("correo", "")), str(told["radicado"])
        if mail.startswith("crm4xx") and radicado not in self.refused:
            self.refused.add(radicado)
            return HTTPStatus.UNPROCESSABLE_ENTITY
        self.taken.add(told["entrega"])
        return HTTPStatus.NO_CONTENT
