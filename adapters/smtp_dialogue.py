"""A conversation by SMTP that keeps what either side says about the message (RFC 5321, 3.3), never a credential."""

from collections.abc import Awaitable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import aiosmtplib
from aiosmtplib import SMTPResponse, SMTPResponseException

from domain.smtp_dialogue import CLIENT, SERVER, spoken


class Conversation(aiosmtplib.SMTP):
    """An SMTP client that remembers the greeting, the encryption, the envelope and what was answered to each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lines: list[str] = []

    @property
    def dialogue(self) -> str:
        """What was said so far, a line each."""
        return "\n".join(self._lines)

    async def connect(self, **options: Any) -> SMTPResponse:
        greeting = await super().connect(**options)
        self._heard(greeting.code, greeting.message)
        cipher = self.get_transport_info("cipher")
        if cipher is not None:
            self._said(f"cifrado {cipher[1]}, {cipher[0]}")
        return greeting

    async def mail(self, sender: str, /, **options: Any) -> SMTPResponse:
        return await self._exchanged(f"MAIL FROM:<{sender}>", super().mail(sender, **options))

    async def rcpt(self, recipient: str, /, **options: Any) -> SMTPResponse:
        return await self._exchanged(f"RCPT TO:<{recipient}>", super().rcpt(recipient, **options))

    async def data(self, message: str | bytes, /, **options: Any) -> SMTPResponse:
        content = message.encode() if isinstance(message, str) else message
        what = f"DATA ({len(content)} octetos, SHA-256 {sha256(content).hexdigest()})"
        return await self._exchanged(what, super().data(content, **options))

    async def _exchanged(self, what: str, answer: Awaitable[SMTPResponse]) -> SMTPResponse:
        self._said(what)
        try:
            reply = await answer
        except SMTPResponseException as refusal:
            self._heard(refusal.code, refusal.message)
            raise
        self._heard(reply.code, reply.message)
        return reply

    def _said(self, what: str) -> None:
        self._lines.append(spoken(datetime.now(UTC), CLIENT, what))

    def _heard(self, code: int, message: str) -> None:
        self._lines.append(spoken(datetime.now(UTC), SERVER, f"{code} {message}"))
