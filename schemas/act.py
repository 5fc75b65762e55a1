"""What every act is as it arrives: a body that becomes what its update takes."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas.files import FileIn

Keep = Callable[[str, str], Awaitable[str]]
"""(kind of text, body) → its hash: the update carries the hash, never the text."""


class ActIn(BaseModel):
    """Un acto sobre un caso."""

    model_config = ConfigDict(extra="forbid")

    async def to_domain(self, by: str, keep: Keep) -> Any:
        """The act in the domain's words."""
        raise NotImplementedError


class WithFiles(ActIn):
    """Un acto que puede traer anexos, con los mismos límites que al radicar."""

    anexos: list[FileIn] = []
