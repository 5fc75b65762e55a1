"""A folder of a mailbox by IMAP (RFC 9051): what waits in it, one message at a time, moved once it is safe."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

T = TypeVar("T")
TIMEOUT_SECONDS = 60.0
WHOLE = b"BODY[]"
GONE = (IMAPClientError, OSError, ssl.SSLError, ValueError)
"""All that a lost, refusing or babbling server makes the client raise."""


class MailboxUnavailable(Exception):
    """The mailbox cannot be read now; try again."""


@dataclass(frozen=True)
class Received:
    """A message as the server keeps it; `received_at` is the server's own date, not the sender's."""

    uid: int
    received_at: datetime
    content: bytes


class ImapFolder:
    """A folder at `imap://` (encrypted if offered), `imap+starttls://` (encrypted or not at all) or `imaps://`.

    The address carries credentials and folder: `imaps://user:password@host:993/INBOX`. One caller at a time.
    """

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._client: IMAPClient | None = None
        self.folder = unquote(self._url.path.strip("/")) or "INBOX"

    @property
    def name(self) -> str:
        """Which mailbox it is, without credentials."""
        return f"{self._url.hostname}/{self.folder}"

    async def waiting(self, limit: int) -> list[int]:
        """The first UIDs in the folder, oldest first. Raises MailboxUnavailable."""
        return await self._asked(lambda client: _uids(client, self.folder)[:limit])

    async def read(self, uid: int) -> Received | None:
        """One message, still unread for others; None if the server has it no more. Raises MailboxUnavailable."""
        return await self._asked(lambda client: _read(client, uid, self.folder))

    async def settle(self, uid: int, folder: str) -> None:
        """Move a message that is safe elsewhere out of the way. Raises MailboxUnavailable."""
        await self._asked(lambda client: _move(client, uid, folder))

    async def changed(self, seconds: float) -> None:
        """Wait until the server tells of news or the time is over. Raises MailboxUnavailable."""
        await self._asked(lambda client: _idle(client, seconds))

    async def close(self) -> None:
        """Leave the server."""
        client, self._client = self._client, None
        if client is not None:
            await asyncio.to_thread(_leave, client)

    async def _asked(self, question: Callable[[IMAPClient], T]) -> T:
        try:
            return await asyncio.to_thread(self._answer, question)
        except GONE as problem:
            await self.close()
            raise MailboxUnavailable(type(problem).__name__) from problem

    def _answer(self, question: Callable[[IMAPClient], T]) -> T:
        if self._client is None:
            self._client = opened(self._url.geturl(), is_readonly=False)
        return question(self._client)


@contextlib.contextmanager
def session(url: str) -> Iterator[IMAPClient]:
    """A client that only reads a folder, for one question."""
    client = opened(url, is_readonly=True)
    try:
        yield client
    finally:
        _leave(client)


def opened(url: str, *, is_readonly: bool) -> IMAPClient:
    """A client logged in, with the folder of the address selected."""
    parts = urlsplit(url)
    is_tls = parts.scheme == "imaps"
    client = IMAPClient(parts.hostname, port=parts.port, ssl=is_tls, timeout=TIMEOUT_SECONDS)
    client.normalise_times = False
    try:
        if parts.scheme == "imap+starttls" or (not is_tls and client.has_capability("STARTTLS")):
            client.starttls(ssl.create_default_context())
        client.login(unquote(parts.username or ""), unquote(parts.password or ""))
        client.select_folder(unquote(parts.path.strip("/")) or "INBOX", readonly=is_readonly)
    except BaseException:
        _leave(client)
        raise
    return client


def _uids(client: IMAPClient, folder: str) -> list[int]:
    """Selecting again shows what came meanwhile, whatever the server tells by itself."""
    client.select_folder(folder)
    return sorted(client.search(["UNDELETED"]))


def _read(client: IMAPClient, uid: int, folder: str) -> Received | None:
    """Of a message that another reader moved meanwhile, servers say NIL or nothing (RFC 2180, 4.1): it is not empty."""
    parts: dict[bytes, Any] = client.fetch([uid], ["BODY.PEEK[]", "INTERNALDATE"]).get(uid, {})
    content = parts.get(WHOLE)
    if content is None or (content == b"" and uid not in _uids(client, folder)):
        return None
    return Received(uid, parts[b"INTERNALDATE"], content)


def _move(client: IMAPClient, uid: int, folder: str) -> None:
    """MOVE (RFC 6851), or its three steps on a server without it."""
    if not client.folder_exists(folder):
        with contextlib.suppress(IMAPClientError):  # another replica has just made it
            client.create_folder(folder)
    if client.has_capability("MOVE"):
        client.move([uid], folder)
        return
    client.copy([uid], folder)
    client.delete_messages([uid], silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge([uid])


def _idle(client: IMAPClient, seconds: float) -> None:
    """IDLE (RFC 2177) where offered; elsewhere the next look is the news."""
    if not client.has_capability("IDLE"):
        client.noop()
        return
    client.idle()
    client.idle_check(timeout=seconds)
    client.idle_done()


def _leave(client: IMAPClient) -> None:
    with contextlib.suppress(*GONE):
        client.logout()
    with contextlib.suppress(*GONE):
        client.shutdown()
