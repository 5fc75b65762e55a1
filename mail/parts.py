"""What the mail door works with, handed in by composition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from activities.ports import BlobStore
from adapters.enclosures import EnclosureTable
from adapters.incoming import IncomingTable
from adapters.mailbox import Mailbox
from adapters.threads import Threads
from domain.case import Case
from domain.incoming import Ourselves
from domain.intake import Filed, NewFiling
from mail.acts import Acts


class Filer(Protocol):
    async def file(self, filing: NewFiling, *, key: str | None, fingerprint: str, at: datetime) -> Filed: ...


class Cases(Protocol):
    async def stored(self, radicado: str) -> Case | None: ...


class Texts(Protocol):
    async def keep_text(self, radicado: str, kind: str, author: str, body: str) -> str: ...

    async def drop_text(self, radicado: str, digest: str) -> None: ...


@dataclass(frozen=True)
class Parts:
    """The real parts behind the mail door."""

    register: IncomingTable
    threads: Threads
    mailbox: Mailbox
    enclosures: EnclosureTable
    blobs: BlobStore
    intake: Filer
    cases: Cases
    texts: Texts
    acts: Acts
    us: Ourselves
    now: Callable[[], datetime]
