"""The written documents of an expediente as PDF/A-2a, with the typesetter of letters and a layout of their own."""

import json
from pathlib import Path

from activities.ports_mail import RenderedLetter
from adapters.pdf import printed, rendered
from domain.sheets import Sheet


class TypstSheets:
    """Implements `Sheets` with `oficio/constancia.typ` of a folder of templates."""

    def __init__(self, templates: Path) -> None:
        self._layout = templates / "oficio" / "constancia.typ"

    def typeset(self, sheet: Sheet) -> RenderedLetter:
        """The same sheet always gives the same bytes; no text in it can make it fail."""
        return rendered(self._layout, _data(sheet), int(sheet.created_at.timestamp()))


def _data(sheet: Sheet) -> str:
    said = {name: printed(getattr(sheet, name)) for name in ("radicado", "title", "facts", "columns", "rows")}
    text = str(printed(sheet.text))
    paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
    return json.dumps({**said, "paragraphs": paragraphs}, ensure_ascii=False)
