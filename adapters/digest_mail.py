"""The digest as a mail: plain text and HTML from the same facts."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.digest import Digest
from domain.explanation import spanish

SHOWN = 40
"""Lines of a section before the rest is only counted."""


class DigestLetters:
    """Implements `DigestStationery`."""

    def __init__(self, templates: Path) -> None:
        loader = FileSystemLoader(templates)
        self._text = Environment(loader=loader, undefined=StrictUndefined, autoescape=False, trim_blocks=True,
                                 lstrip_blocks=True)  # fmt: skip
        self._html = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True,
                                 lstrip_blocks=True)  # fmt: skip
        for environment in (self._text, self._html):
            environment.filters["fecha"] = spanish

    def digest(self, digest: Digest, inbox_url: str) -> tuple[str, str, str]:
        facts = {
            "resumen": digest,
            "secciones": [
                ("Vencidos", digest.overdue),
                ("Vencen hoy", digest.today),
                ("Vencen en los próximos tres días hábiles", digest.soon),
                ("Pasó el término interno del nivel", digest.level_lapsed),
            ],
            "mostrados": SHOWN,
            "bandeja": inbox_url,
        }
        subject = f"Resumen del {spanish(digest.on)}: {digest.cases} {'caso' if digest.cases == 1 else 'casos'}"
        text = self._text.get_template("correo/resumen_diario.txt.j2").render(facts)
        return subject, text, self._html.get_template("correo/resumen_diario.html.j2").render(facts)
