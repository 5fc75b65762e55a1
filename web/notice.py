"""The notice of data treatment: its text, named by its hash, so that what somebody accepted can be shown again."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from web.pages import TEMPLATES


@dataclass(frozen=True)
class Notice:
    """One version of the notice (Ley 1581 de 2012, art. 12)."""

    version: str
    text: str


@cache
def notice() -> Notice:
    """The notice in force."""
    text = (TEMPLATES / "_aviso_datos.html.j2").read_text()
    return Notice(f"aviso-{sha256(text.encode()).hexdigest()[:12]}", text)
