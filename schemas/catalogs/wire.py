"""How a catalog crosses the door: fields named as the domain names them, written with their Spanish alias."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from schemas.texts import Line

Phrase = Line
OfficialCode = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.-]+$")]
"""The code of a dependencia or an official."""


class Row(BaseModel):
    """A row of a catalog."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True, from_attributes=True)


class Wire(Row):
    """A whole catalog."""

    domain: ClassVar[type]

    def to_domain(self) -> Any:
        """The catalog as the domain has it."""
        return TypeAdapter(self.domain).validate_python(self.model_dump())

    @classmethod
    def of(cls, content: object) -> dict[str, Any]:
        """The catalog as it is read."""
        return cls.model_validate(content).model_dump(mode="json", by_alias=True)


def unique(codes: Iterable[str], what: str) -> None:
    """Refuse a code that is there twice."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{what}: «{code}» está dos veces")
        seen.add(code)


def known(code: str | None, codes: Iterable[str], what: str) -> None:
    """Refuse a code that is not in the catalog."""
    if code is not None and code not in set(codes):
        raise ValueError(f"{what}: «{code}» no está en el catálogo")
