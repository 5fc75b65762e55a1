"""Oficios as PDF: for every reader, for the archive, and for whatever text people write."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from adapters.pdf import MISSING, TypstTypesetter
from domain.letters import LetterContent, LetterKind

TYPESETTER = TypstTypesetter(Path(__file__).parents[2] / "templates")


def letter(body: str, **other: Any) -> LetterContent:
    given = {
        "kind": LetterKind.RESPUESTA,
        "radicado": "2026-E-000123",
        "outgoing_radicado": "2026-S-000045",
        "city": "Bogotá D. C.",
        "on": date(2026, 12, 1),
        "addressee": "Lucía Ríos Peñaranda",
        "address_lines": ("Calle 10 n.º 5-51", "Manizales"),
        "subject": "Respuesta a su solicitud",
        "body": body,
        "signer": "Carolina Mejía",
        "verification_code": "K7QMH2XWRT4A",
        "verification_url": "https://pqrsd.example/verificar/K7QMH2XWRT4A",
        "template_version": "0123456789ab",
    }
    return LetterContent(**{**given, **other})


def reader(content: LetterContent) -> PdfReader:
    return PdfReader(io.BytesIO(TYPESETTER.typeset(content).pdf))


def text(content: LetterContent) -> str:
    return "\n".join(page.extract_text() for page in reader(content).pages)


def elements(node: Any) -> list[tuple[str, str]]:
    """The tags of a structure tree in reading order, each with its alternative text."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return []
    own = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    kids = node.get("/K", [])
    return own + [x for kid in (kids if isinstance(kids, list) else [kids]) for x in elements(kid)]


def test_a_reader_shows_the_title_of_the_letter_and_not_the_name_of_the_file() -> None:
    pdf = reader(letter("Hola."))

    root: Any = pdf.trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Respuesta a su solicitud · 2026-S-000045"
    assert pdf.metadata.author == "ICETEX"


def test_a_screen_reader_finds_a_heading_a_list_and_what_the_code_is_for() -> None:
    root: Any = reader(letter("Uno.\n\n- primero\n- segundo\n\nFin.")).trailer["/Root"]

    found = elements(root["/StructTreeRoot"])
    tags = [tag for tag, _ in found]
    assert tags.count("/H1") == 1
    assert tags.count("/LI") == 2
    assert tags.index("/H1") < tags.index("/L") < tags.index("/Figure")
    assert [alt for tag, alt in found if tag == "/Figure"] == [
        "Código QR que abre la página de verificación de este oficio"
    ]


def test_a_letter_is_read_in_the_order_of_an_oficio() -> None:
    said = text(letter("Cuerpo de la carta."))

    order = [
        "2026-S-000045",
        "1 de diciembre de 2026",
        "Lucía Ríos",
        "Asunto:",
        "Cuerpo",
        "Carolina Mejía",
        "K7QMH2XWRT4A",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_a_long_letter_counts_all_its_pages_and_never_leaves_the_signature_alone() -> None:
    content = letter("\n\n".join(f"Párrafo {n}. " + "Texto de la respuesta. " * 14 for n in range(40)))

    pages = [page.extract_text() for page in reader(content).pages]
    assert TYPESETTER.typeset(content).pages == len(pages) > 3
    assert "Carolina Mejía" in pages[-1]
    assert "Párrafo 39" in pages[-1]
    assert all("2026-S-000045" in page for page in pages)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\ufeff", "\x07", "\x00", "\x1b"])
def test_invisible_characters_that_act_do_nothing(hidden: str) -> None:
    said = text(letter(f"pague {hidden}123 pesos", addressee=f"Ana{hidden} Ruiz"))

    assert "pague 123 pesos" in said
    assert "Ana Ruiz" in said


@pytest.mark.parametrize(
    "strange", ["你好", "\U0001f600", "\ue000", "\u0378", "\uffff", "\ud800", "\U0001f468\u200d\U0001f469"]
)
def test_what_no_font_can_draw_is_marked_and_the_letter_still_leaves(strange: str) -> None:
    said = text(letter(f"Señor Núñez: {strange} € 5 é", subject=f"Asunto {strange}"))

    assert "Señor Núñez: " + MISSING in said
    assert "€ 5 é" in said


@pytest.mark.parametrize("foreign", ["Ωμέγα", "Жуков", "مرحبا", "שלום"])
def test_other_alphabets_are_printed_from_the_fonts_inside(foreign: str) -> None:
    assert MISSING not in text(letter(f"Nombre {foreign}"))


def test_a_run_without_spaces_stays_inside_the_page() -> None:
    page = reader(letter("W" * 500)).pages[0]
    ends: list[float] = []

    page.extract_text(visitor_text=lambda said, _cm, tm, _font, size: ends.append(tm[4] + len(said.strip()) * size / 2))

    assert page.extract_text().count("W" * 41) == 0
    assert max(ends) < page.mediabox.width


def test_any_text_in_any_field_is_only_text() -> None:
    markup = '#panic("x") *b* $x^2$ {{ 7*7 }} <b>&amp;</b> \\ @ref // x'

    said = text(letter(markup, addressee=markup, signer=markup, subject=markup, city=markup, address_lines=(markup,)))

    assert said.replace("\n", "").count('panic("x") *b* $x^2$ {{ 7*7 }}') >= 5


def test_an_oficio_with_nothing_in_it_can_still_be_typeset() -> None:
    assert TYPESETTER.typeset(letter("", addressee="", address_lines=())).pages == 1


def test_a_broken_layout_is_an_error_and_not_a_blank_letter(tmp_path: Path) -> None:
    (tmp_path / "oficio").mkdir()
    (tmp_path / "oficio" / "oficio.typ").write_text("#falta")

    with pytest.raises(typst.TypstError, match="unknown variable"):
        TypstTypesetter(tmp_path).typeset(letter("Hola."))
