"""The part of Mailpit's published API that the mail log asks, over a Maildir.

As documented: `query=message-id:…` matches any part of the name without regard to case, names come without brackets,
the newest first, in pages of `limit` from `start`; `messages_count` counts what matches.
"""

import asyncio
import json
import mailbox
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@asynccontextmanager
async def mailpit(folder: Path) -> AsyncIterator[str]:
    """The address of a Mailpit that holds the messages of a Maildir."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
        body = json.dumps(_answer(folder, target)).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def _answer(folder: Path, target: str) -> dict[str, object]:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
    assert urlsplit(target).path == "/api/v1/search"
    kind, _, text = asked["query"].partition(":")
    assert kind == "message-id"
    held = [{"MessageID": str(m["Message-ID"]).strip("<>"), "Created": _instant(m)} for m in mailbox.Maildir(folder)]
    matching = sorted((m for m in held if text.lower() in m["MessageID"].lower()), key=lambda m: m["Created"])[::-1]
    start, limit = int(asked.get("start", 0)), int(asked.get("limit", 50))
    page = matching[start : start + limit]
    return {"total": len(held), "messages_count": len(matching), "start": start, "messages": page}


def _instant(message: mailbox.MaildirMessage) -> str:
    return datetime.fromtimestamp(message.get_date(), UTC).isoformat()
