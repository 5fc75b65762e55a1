"""Text as people may send it: bounded, and without characters that hide or reorder what is read."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
ALLOWED_CONTROLS = frozenset("\n\r\t")


def visible(value: str) -> str:
    """The same text; refuses control and direction-changing characters by name."""
    for character in value:
        if character in BIDI:
            raise ValueError(f"contiene un carácter que cambia el sentido de lectura ({unicodedata.name(character)})")
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS:
            raise ValueError(f"contiene un carácter de control (U+{ord(character):04X})")
    return value


def _line(value: str) -> str:
    if any(character in "\r\n" for character in value):
        raise ValueError("no admite saltos de línea")
    return visible(value)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_line)]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(visible)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_line)]
Comment = Annotated[str, Field(max_length=2000), AfterValidator(visible)]
"""What may be said beside a decision, or not said."""

Remark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(_line)]
"""A line that may be empty."""

Approver = Annotated[Name | None, Field(description="Es quien hace el acto, si coordina o supervisa")]
Version = Annotated[int, Field(ge=1, le=1_000_000)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Mail = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$",
    ),
]
