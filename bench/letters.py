"""Milliseconds a letter: filled in and typeset, beside Typst alone on an empty document."""

import timeit
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import typst

from adapters.letters import Letters, installed_files
from adapters.pdf import TypstTypesetter
from bench.report import keep
from domain.letters import LetterContent, LetterKind

TEMPLATES = Path(__file__).parents[1] / "templates"
LETTERS = 50
FACTS = {
    "radicado": "2026-E-000001",
    "radicado_salida": "2026-S-000001",
    "nombre": "Lucía Ríos",
    "asunto": "Reliquidación del crédito",
    "recibido": "24/11/2026 09:00",
    "vence_el": "2026-12-16",
    "codigo": "ABCDEFGHJK",
    "enlace": "https://pqrsd.example/consulta/2026-E-000001",
    "texto": "Se revisó su crédito y se ajustó el plan de pagos.\n\n" * 4,
    "firmante": "Carolina Mejía",
}


def milliseconds(work: Callable[[], object]) -> float:
    """The best of five runs of fifty."""
    return 1_000 * min(timeit.repeat(work, number=LETTERS, repeat=5)) / LETTERS


def content(letters: Letters) -> LetterContent:
    return letters.letter(
        LetterKind.RESPUESTA,
        FACTS,
        on=date(2026, 12, 1),
        city="Bogotá D. C.",
        address_lines=("Calle 10 n.º 5-51",),
        verification=("K7QMH2XWRT4A", "https://pqrsd.example/verificar/K7QMH2XWRT4A"),
    )


def run() -> None:
    """Measure and keep. Each letter has a number of its own: Typst remembers what it has already set."""
    letters, typesetter, number = Letters(installed_files(TEMPLATES)), TypstTypesetter(TEMPLATES), count()
    fonts = typst.Fonts(include_system_fonts=False)
    letter = content(letters)

    def numbered(body: str) -> LetterContent:
        return replace(letter, outgoing_radicado=f"2026-S-{next(number):06}", body=body)

    long = "\n\n".join([letter.body] * 20)
    one = milliseconds(lambda: typesetter.typeset(numbered(letter.body)))
    empty = milliseconds(lambda: typst.compile(b"", format="pdf", font_paths=fonts))
    keep("letters", "mejor de cinco pasadas de cincuenta oficios distintos, PDF/A-2a y PDF/UA-1", {
        "oficio de una página, ms": one,
        f"oficio de {typesetter.typeset(numbered(long)).pages} páginas, ms": milliseconds(
            lambda: typesetter.typeset(numbered(long))
        ),
        "oficio con caracteres sin glifo, ms": milliseconds(lambda: typesetter.typeset(numbered("你好\n\nFin."))),
        "typst vacío, mismas fuentes, ms": empty,
        "typst vacío, fuentes del sistema cada vez, ms": milliseconds(lambda: typst.compile(b"", format="pdf")),
        "oficio / typst vacío": one / empty,
        "texto del oficio (Jinja2), ms": milliseconds(lambda: content(letters)),
        "correo en texto y HTML (Jinja2), ms": milliseconds(lambda: letters.mail_parts(LetterKind.RESPUESTA, FACTS)),
    })  # fmt: skip


if __name__ == "__main__":
    run()
