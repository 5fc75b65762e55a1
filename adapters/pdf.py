"""Letters as PDF/A-2a and PDF/UA-1, typeset by Typst. Text goes in as JSON data, never as markup.

Only the fonts inside Typst are used: the same content gives the same bytes on every machine.
"""

import json
import re
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

import segno
import typst

from activities.ports_mail import RenderedLetter
from domain.explanation import spanish
from domain.letters import LetterContent, legible

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
MISSING = "\ufffd"
"""Printed in place of a character that no font has, or that the standards forbid."""

BREAK = "\u200b"
ENDLESS = re.compile(r"\S{40}(?=\S)")
"""A run of letters wider than the page is broken, or its end would not be printed."""

LAST_OF_LATIN = "\u024f"
PAGE = re.compile(rb"/Type/Page\b")
NAMED = re.compile(r'(?:text|codepoint) `"(.+?)"`')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class TypstTypesetter:
    """Typesets with `oficio/oficio.typ` of a folder of templates."""

    def __init__(self, templates: Path) -> None:
        self._layout = templates / "oficio" / "oficio.typ"

    def typeset(self, letter: LetterContent) -> RenderedLetter:
        """The same content always gives the same bytes; no text in it can make it fail."""
        return rendered(self._layout, _data(letter), _noon(letter))


def rendered(layout: Path, data: str, timestamp: int) -> RenderedLetter:
    """The PDF of a layout filled in with JSON *data*, dated at *timestamp* (seconds since 1970)."""
    pdf = _drawn(layout, data, timestamp)
    return RenderedLetter(pdf, sha256(pdf).hexdigest(), len(PAGE.findall(pdf)))


def _drawn(layout: Path, data: str, timestamp: int) -> bytes:
    """The PDF; again without the characters Typst refuses, until it refuses none."""
    try:
        return _compiled(layout, data, timestamp)
    except typst.TypstError as refusal:
        drawable = data.translate(dict.fromkeys(map(ord, _refused(refusal.diagnostic)), MISSING))
        if drawable == data:
            raise
        return _drawn(layout, drawable, timestamp)


def _compiled(layout: Path, data: str, timestamp: int) -> bytes:
    return typst.compile(
        str(layout),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"carta": data},
        pdf_standards=[*STANDARDS],
        timestamp=timestamp,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _data(letter: LetterContent) -> str:
    """The letter as JSON, its texts made legible and its body cut into paragraphs."""
    said = {name: printed(value) for name, value in asdict(letter).items()}
    paragraphs = [p.strip() for p in _printable(letter.body).split("\n\n") if p.strip()] or [""]
    drawn = {
        "on": spanish(letter.on),
        "qr": _qr(letter.verification_url),
        "paragraphs": paragraphs,
        "verification_url": letter.verification_url,
    }
    return json.dumps({**said, **drawn}, ensure_ascii=False)


def printed(value: object) -> object:
    """A text, or texts within texts, as it can be printed."""
    if isinstance(value, tuple):
        return [printed(line) for line in value]
    return _printable(str(value))


def _printable(text: str) -> str:
    return ENDLESS.sub(lambda run: run[0] + BREAK, legible(text))


def _refused(diagnostic: str) -> set[str]:
    """The characters Typst names in its refusals; Latin letters stay, only what rides on them goes."""
    named = (ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) for text in NAMED.findall(diagnostic))
    return {char for text in named for char in text if char > LAST_OF_LATIN} - {MISSING}


def _noon(letter: LetterContent) -> int:
    return (letter.on.toordinal() - 719_163) * 86_400 + 43_200


def _qr(url: str) -> str:
    """The verification address as an SVG image."""
    svg: str = segno.make(url, error="m").svg_inline(border=0)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in svg else svg
