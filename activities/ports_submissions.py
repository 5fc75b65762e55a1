"""Where the texts that a signal brings are kept."""

from collections.abc import Collection
from typing import Protocol


class SubmittedTexts(Protocol):
    """The texts of a case, by their hash."""

    async def has_text(self, radicado: str, digest: str, kinds: Collection[str]) -> bool:
        """Whether a case keeps a text, of one of those kinds."""

    async def keep_text(self, radicado: str, kind: str, author: str, body: str) -> str: ...

    async def drop_text(self, radicado: str, digest: str) -> None: ...
