"""The letters of a batch as one PDF to print: each begins on a sheet of its own."""

from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def bound(pdfs: Iterable[bytes]) -> bytes:
    """One file for the printer; the archived PDF of each letter stays the one that counts."""
    writer = PdfWriter()
    for pdf in pdfs:
        reader = PdfReader(BytesIO(pdf))
        for sheet in reader.pages:
            writer.add_page(sheet)
        if len(reader.pages) % 2:
            writer.add_blank_page()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
