"""The record of what the mail catcher took, asked through Mailpit's API (`GET /api/v1/search`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from activities.ports_mail import MailReceipt, MailUnavailable

AT_A_TIME = 200


class MailpitLog:
    """Finds a message by its Message-ID in the Mailpit at an `http://` or `https://` address."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    async def find(self, message_id: str) -> MailReceipt | None:
        """The receipt of a message, or None. Raises MailUnavailable: an unreadable log is not an empty one."""
        at = (await self._found(message_id.strip("<>"))).get(message_id)
        return None if at is None else MailReceipt(message_id, "250 según el registro de correo", at)

    async def names(self, domain: str) -> Mapping[str, datetime]:
        """Every Message-ID of a domain it holds, and when it took it. Raises MailUnavailable."""
        return {name: at for name, at in (await self._found(f"@{domain}")).items() if name.endswith(f"@{domain}>")}

    async def _found(self, text: str) -> dict[str, datetime]:
        """Mailpit matches any part of the name, page by page, and tells names without their brackets."""
        found: dict[str, datetime] = {}
        start, total = 0, 1
        try:
            async with httpx.AsyncClient(timeout=30) as client:
                while start < total:
                    page = await self._page(client, text, start)
                    found |= {f"<{m['MessageID']}>": datetime.fromisoformat(m["Created"]) for m in page["messages"]}
                    start, total = start + AT_A_TIME, page["messages_count"]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as problem:
            raise MailUnavailable(type(problem).__name__) from problem
        return found

    async def _page(self, client: httpx.AsyncClient, text: str, start: int) -> dict[str, Any]:
        asked: dict[str, str | int] = {"query": f"message-id:{text}", "start": start, "limit": AT_A_TIME}
        answer = await client.get(f"{self._url}/api/v1/search", params=asked)
        page: dict[str, Any] = answer.raise_for_status().json()
        return page
