"""The record of what the mail server took, read by IMAP from the folder where it leaves a copy."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

from imapclient import IMAPClient

from activities.ports_mail import MailReceipt, MailUnavailable
from adapters.imap import GONE, session

NAME = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
AT_A_TIME = 500


class ImapLog:
    """Finds a message by its Message-ID in the folder of an `imap://` or `imaps://` address."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def find(self, message_id: str) -> MailReceipt | None:
        """The receipt of a message, or None. Raises MailUnavailable: an unreadable log is not an empty one."""
        at = (await self._asked(["HEADER", "Message-ID", message_id])).get(message_id)
        return None if at is None else MailReceipt(message_id, "250 según el registro de correo", at)

    async def names(self, domain: str) -> Mapping[str, datetime]:
        """Every Message-ID of a domain in the folder, and when the server took it. Raises MailUnavailable."""
        taken = await self._asked(["HEADER", "Message-ID", f"@{domain}>"])
        return {name: at for name, at in taken.items() if name.endswith(f"@{domain}>")}

    async def _asked(self, criteria: list[str]) -> dict[str, datetime]:
        try:
            return await asyncio.to_thread(self._found, criteria)
        except GONE as problem:
            raise MailUnavailable(type(problem).__name__) from problem

    def _found(self, criteria: list[str]) -> dict[str, datetime]:
        with session(self._url) as client:
            uids = client.search(criteria)
            pages = [uids[n : n + AT_A_TIME] for n in range(0, len(uids), AT_A_TIME)]
            return {name: at for page in pages for name, at in _names(client, page)}


def _names(client: IMAPClient, uids: list[int]) -> list[tuple[str, datetime]]:
    """A server may match a part of the header: the whole name is read to be compared."""
    answers: Mapping[int, Mapping[bytes, Any]] = client.fetch(uids, [NAME, "INTERNALDATE"])
    return [(_name(parts), parts[b"INTERNALDATE"].astimezone(UTC)) for parts in answers.values()]


def _name(parts: Mapping[bytes, Any]) -> str:
    headers = next(value for key, value in parts.items() if key.startswith(b"BODY[HEADER"))
    return str(message_from_bytes(headers)["Message-ID"]).strip()
