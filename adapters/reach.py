"""Whether the parts outside answer at all: a connection opened and closed, nothing asked, sent or signed in to."""

import asyncio
import contextlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE_SECONDS = 2.0
FRESH_SECONDS = 5.0
"""For how long an answer serves who asks next: asking often costs the parts nothing."""

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465, "imap": 143, "imap+starttls": 143, "imaps": 993,
         "http": 80, "https": 443}  # fmt: skip
AWS = "https://s3.amazonaws.com"


class Outside:
    """The parts outside by the name people read; their addresses are never told."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = {name: url for name, url in addresses.items() if url}
        self._known: dict[str, bool] = {}
        self._known_at = float("-inf")
        self._turn = asyncio.Lock()

    async def answer(self) -> dict[str, bool]:
        """Which answer within two seconds, all asked at once; no longer ago than five seconds."""
        async with self._turn:
            if time.monotonic() - self._known_at > FRESH_SECONDS:
                answers = await asyncio.gather(*(_answers(url) for url in self._addresses.values()))
                self._known = dict(zip(self._addresses, answers, strict=True))
                self._known_at = time.monotonic()
            return dict(self._known)


async def _answers(url: str) -> bool:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            if urlsplit(url).scheme == "file":
                return await asyncio.to_thread(_is_there, Path(unquote(urlsplit(url).path)))
            return await _connects(url)
    except (OSError, TimeoutError, ValueError):
        return False


def _is_there(folder: Path) -> bool:
    """Whether a folder can be read and written, or made in the one it goes in."""
    found = folder if folder.is_dir() else folder.parent
    return found.is_dir() and os.access(found, os.R_OK | os.W_OK)


async def _connects(url: str) -> bool:
    place = urlsplit(_s3(url) if urlsplit(url).scheme == "s3" else url)
    _, writer = await asyncio.open_connection(place.hostname, place.port or PORTS.get(place.scheme, 443))
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


def _s3(url: str) -> str:
    """Where the buckets of an `s3://` address are."""
    return parse_qs(urlsplit(url).query).get("endpoint", [AWS])[0]
