"""The record of what the mail server took, read from a Maildir (the journal mailbox of the entity)."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from activities.ports_mail import MailReceipt

HEADER_BYTES = 16_384


class MaildirLog:
    """Finds a message by its Message-ID; reads each file once."""

    def __init__(self, url: str) -> None:
        self._root = Path(unquote(urlsplit(url).path))
        self._seen: set[str] = set()
        self._taken: dict[str, datetime] = {}

    async def find(self, message_id: str) -> MailReceipt | None:
        """The receipt of a message, or None if the server never took it.

        Raises FileNotFoundError if there is no Maildir: an unreadable log must not pass for an empty one.
        """
        await asyncio.to_thread(self._read_new)
        at = self._taken.get(message_id)
        return None if at is None else MailReceipt(message_id, "250 según el registro de correo", at)

    def _read_new(self) -> None:
        for name, path in self._files():
            if name not in self._seen:
                self._note(name, path)

    def _files(self) -> Iterator[tuple[str, Path]]:
        """Every message under its lasting name: a reader moves it from `new` to `cur` and adds flags."""
        for folder in (self._root / "new", self._root / "cur"):
            for name in os.listdir(folder):
                yield name.partition(":")[0], folder / name

    def _note(self, name: str, path: Path) -> None:
        try:
            with path.open("rb") as file:
                headers = message_from_bytes(file.read(HEADER_BYTES))
                at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
        except FileNotFoundError:  # moved to `cur` since it was listed: found there
            return
        self._taken[str(headers["Message-ID"]).strip()] = at
        self._seen.add(name)
