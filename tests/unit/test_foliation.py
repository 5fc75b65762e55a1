"""How many pages a document has."""

import io

import pytest
from pypdf import PdfWriter

from adapters.foliation import MOST_PAGES, pages_of


def a_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("pages", [1, 7])
def test_a_pdf_has_the_pages_of_its_tree(pages: int) -> None:
    assert pages_of(a_pdf(pages), "application/pdf") == pages


@pytest.mark.parametrize(
    ("content", "mime_type", "pages"),
    [
        (b"", "text/plain", 1),
        ("ñ".encode() * 3000, "text/plain", 1),
        ("ñ".encode() * 3001, "text/plain", 2),
        (b"\x89PNG", "image/png", 1),
        (b"PK\x03\x04" * 9000, "application/zip", 1),
    ],
)
def test_what_is_not_laid_out_in_pages_is_counted_by_a_stated_rule(content: bytes, mime_type: str, pages: int) -> None:
    assert pages_of(content, mime_type) == pages


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nada", a_pdf(3)[:200], b"%PDF-1.4\n" + b"<<" * 5000])
def test_a_pdf_nobody_can_read_is_one_page(content: bytes) -> None:
    assert pages_of(content, "application/pdf") == 1


def test_a_page_tree_that_says_more_than_a_book_is_not_believed() -> None:
    assert pages_of(a_pdf(MOST_PAGES + 1), "application/pdf") == MOST_PAGES
