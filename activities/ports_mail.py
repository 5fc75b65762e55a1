"""What correspondence needs from the outside world: stationery, a typesetter, a mailer and its log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.letters import LetterContent, LetterKind


@dataclass(frozen=True)
class MailAttachment:
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One message; `message_id` is its identity. `is_automatic` unless a person decided what it says (RFC 3834, 5)."""

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    attachments: tuple[MailAttachment, ...] = ()
    is_automatic: bool = True


@dataclass(frozen=True)
class MailReceipt:
    """Evidence that the next server took the message: what was said on either side, a line each, its word the last."""

    message_id: str
    dialogue: str
    sent_at: datetime


class MailRejected(Exception):
    """The server refused the message or the recipient for good (RFC 5321, 5yz); `dialogue` says after what."""

    def __init__(self, said: str, dialogue: str = "") -> None:
        super().__init__(said)
        self.dialogue = dialogue or said


class MailUnavailable(Exception):
    """The message could not be handed over now; try again."""


class Mailer(Protocol):
    """Hands a message to the mail server. Raises MailRejected or MailUnavailable."""

    async def send(self, mail: Mail) -> MailReceipt: ...


class MailLog(Protocol):
    """The server's own record of what it took, asked when a sending's outcome is unknown."""

    async def find(self, message_id: str) -> MailReceipt | None: ...

    async def names(self, domain: str) -> Mapping[str, datetime]:
        """Every Message-ID of a domain it took, and when: what the book is reconciled with."""


@dataclass(frozen=True)
class RenderedLetter:
    """A typeset letter: PDF/A-2a and PDF/UA-1."""

    pdf: bytes
    sha256: str
    pages: int


class Typesetter(Protocol):
    def typeset(self, letter: LetterContent) -> RenderedLetter: ...


class Wording(Protocol):
    """The entity's letters and mails, as a version of their templates words them."""

    def letter(
        self,
        kind: LetterKind,
        facts: Mapping[str, str],
        *,
        on: date,
        city: str,
        address_lines: tuple[str, ...],
        verification: tuple[str, str],
        dependencia: str = "",
    ) -> LetterContent: ...

    def mail_parts(self, kind: LetterKind, facts: Mapping[str, str]) -> tuple[str, str, str]:
        """Subject, plain text and HTML."""


class Stationery(Protocol):
    """The templates of the entity's letters, in versions."""

    async def in_force(self) -> Wording:
        """The letters as they are worded today."""
