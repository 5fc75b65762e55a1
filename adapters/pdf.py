"""Letters as PDF/A-2a and PDF/UA-1, typeset by Typst. Text goes in as JSON data, never as markup."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Literal

import segno
import typst

from activities.ports_mail import RenderedLetter
from domain.explanation import spanish
from domain.letters import LetterContent

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]


class TypstTypesetter:
    """Typesets with `oficio/oficio.typ` of a folder of templates."""

    def __init__(self, templates: Path) -> None:
        self._layout = templates / "oficio" / "oficio.typ"

    def typeset(self, letter: LetterContent) -> RenderedLetter:
        """The same content always gives the same bytes."""
        data = {**asdict(letter), "on": spanish(letter.on), "qr": _qr(letter.verification_url)}
        data["paragraphs"] = [p.strip() for p in letter.body.split("\n\n") if p.strip()]
        inputs = {"carta": json.dumps(data, default=str, ensure_ascii=False)}
        pdf = typst.compile(
            str(self._layout),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*STANDARDS],
            timestamp=_noon(letter),
        )
        return RenderedLetter(pdf, sha256(pdf).hexdigest(), pdf.count(b"/Type /Page\n") or 1)


def _noon(letter: LetterContent) -> int:
    return (letter.on.toordinal() - 719_163) * 86_400 + 43_200


def _qr(url: str) -> str:
    """The verification address as an SVG image."""
    svg: str = segno.make(url, error="m").svg_inline(border=0)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in svg else svg
