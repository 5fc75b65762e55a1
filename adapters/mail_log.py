"""The record of what the mail server took, read from a Maildir (the journal mailbox of the entity)."""

import asyncio
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit

from activities.ports_mail import MailReceipt

HEADER_BYTES = 16_384


class MaildirLog:
    """Finds a message by its Message-ID; reads each file once."""

    def __init__(self, url: str) -> None:
        self._root = Path(urlsplit(url).path)
        self._seen: set[str] = set()
        self._taken: dict[str, datetime] = {}

    async def find(self, message_id: str) -> MailReceipt | None:
        await asyncio.to_thread(self._read_new)
        at = self._taken.get(message_id)
        return None if at is None else MailReceipt(message_id, "250 según el registro de correo", at)

    def _read_new(self) -> None:
        for folder in ("new", "cur"):
            for path in (self._root / folder).glob("*"):
                if path.name not in self._seen:
                    self._note(path)

    def _note(self, path: Path) -> None:
        with path.open("rb") as file:
            headers = message_from_bytes(file.read(HEADER_BYTES))
        self._seen.add(path.name)
        self._taken[str(headers["Message-ID"]).strip()] = datetime.fromtimestamp(path.stat().st_mtime, UTC)
