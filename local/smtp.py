"""A mail server that keeps every message it takes in a Maildir, and refuses those it is told to.

A recipient that starts with `rebota5xx` is refused for good, one with `espera4xx` for now.
"""

import asyncio
import mailbox
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from local.ports import HOST, free_port


class SmtpSink:
    """The embedded mail server."""

    def __init__(self, maildir: Path, *, port: int = 0) -> None:
        self.port = free_port(port)
        self.maildir = maildir
        self._box = mailbox.Maildir(maildir, create=True)
        self._read: dict[str, mailbox.MaildirMessage] = {}
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp://{HOST}:{self.port}"

    @property
    def messages(self) -> list[mailbox.MaildirMessage]:
        """Everything taken so far that nobody deleted; each is parsed once."""
        keys = self._box.keys()
        self._read |= {key: self._box[key] for key in keys if key not in self._read}
        return [self._read[key] for key in keys]

    async def start(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True, hostname="correo.local"), HOST, self.port
        )

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address.startswith("rebota5xx"):
            return "550 5.1.1 No existe ese buzón"
        if address.startswith("espera4xx"):
            return "451 4.3.0 Intente más tarde"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        key = await asyncio.to_thread(self._box.add, envelope.content)
        return f"250 2.0.0 Recibido {key}"
