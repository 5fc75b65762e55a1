"""The embedded IMAP server: the mailbox where mail comes in, and the log of what went out, over Maildirs."""

import asyncio
import mailbox
import os
import sys
from datetime import datetime
from pathlib import Path

from pysasl.hashing import BuiltinHash

from local.ports import HOST, free_port
from local.process import Part, listens

ROOT = Path(__file__).parent.parent
PASSWORD = "clave-local"
"""Of the embedded stack alone, which only listens on the loopback."""

USERS = {"buzon": "buzon", "registro": "correo"}
"""Each user and the Maildir that is their INBOX: what comes in, and what the mail server took."""


class ImapServer:
    """Serves the Maildirs of a data folder."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.port = free_port(port)
        self._folder = folder
        self._box = mailbox.Maildir(folder / USERS["buzon"], create=True)
        self._part = Part("imap", self._command(), folder / "logs", env=self._environment())

    def url(self, user: str = "buzon", folder: str = "INBOX") -> str:
        """The address of a user's folder, with its credentials."""
        return f"imap://{user}:{PASSWORD}@{HOST}:{self.port}/{folder}"

    async def start(self) -> None:
        await asyncio.to_thread(self._write_users)
        await self._part.start(lambda: listens(HOST, self.port))

    async def stop(self) -> None:
        await self._part.stop()

    def deliver(self, content: bytes, *, folder: str = "", at: datetime | None = None) -> None:
        """Leave a message in the incoming mailbox, as a mail server does on receiving it."""
        box = self._box.add_folder(folder) if folder else self._box
        key = box.add(content)
        if at is not None:
            os.utime(
                self._folder / USERS["buzon"] / (f".{folder}" if folder else "") / "new" / key, (at.timestamp(),) * 2
            )

    def kept(self, folder: str = "") -> int:
        """How many messages a folder of the incoming mailbox holds."""
        if folder and folder not in self._box.list_folders():
            return 0
        return len(self._box.get_folder(folder) if folder else self._box)

    def _command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "local.imap_server", "--host", HOST, "--port", str(self.port), "--no-tls",
                "maildir", str(self._folder))  # fmt: skip

    def _environment(self) -> dict[str, str]:
        """pymap renames its temporary files into the folder: both must be on one file system."""
        temporary = self._folder / "imap.tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        return {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}

    def _write_users(self) -> None:
        secret = BuiltinHash(rounds=1).hash(PASSWORD)
        homes = "".join(f"{name}:x::::{home}:\r\n" for name, home in USERS.items())
        (self._folder / "pymap-etc-passwd").write_text(homes)
        (self._folder / "pymap-etc-shadow").write_text("".join(f"{name}:{secret}:::::::\r\n" for name in USERS))
