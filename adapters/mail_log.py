"""The record of what the mail server took: a Maildir (the journal mailbox of the entity), or another by its address."""

import asyncio
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from activities.ports_mail import MailLog, MailReceipt
from adapters.mail_log_imap import ImapLog
from adapters.mail_log_mailpit import MailpitLog

HEADER_BYTES = 16_384


def open_mail_log(url: str) -> MailLog:
    """The log at a `file://`, `imap://`, `imaps://`, `http://` or `https://` address. Raises ValueError for another."""
    match urlsplit(url).scheme:
        case "file":
            return MaildirLog(url)
        case "imap" | "imap+starttls" | "imaps":
            return ImapLog(url)
        case "http" | "https":
            return MailpitLog(url)
    raise ValueError("the mail log's address must begin with file://, imap://, imaps://, http:// or https://")


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

    async def names(self, domain: str) -> Mapping[str, datetime]:
        """Every Message-ID of a domain that is there now. Raises FileNotFoundError if there is no Maildir."""
        fresh = MaildirLog(self._root.as_uri())
        await asyncio.to_thread(fresh._read_new)
        return {name: at for name, at in fresh._taken.items() if name.endswith(f"@{domain}>")}

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
