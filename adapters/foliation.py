"""How many pages a document has, read from the document itself.

A PDF has those of its page tree; a plain text, one for every 3 000 characters begun (50 lines of 60); an image, and
anything that is not laid out in pages, one.
"""

import io
import logging

from pypdf import PdfReader

CHARACTERS_PER_PAGE = 3000
MOST_PAGES = 10_000
"""A page tree that says more is not believed."""


def pages_of(content: bytes, mime_type: str) -> int:
    """At least one; a PDF nobody can read counts as one."""
    if mime_type == "application/pdf":
        return _pdf_pages(content)
    if mime_type.startswith("text/"):
        characters = len(content.decode("utf-8", "replace"))
        return max(1, -(-characters // CHARACTERS_PER_PAGE))
    return 1


def _pdf_pages(content: bytes) -> int:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the document
    try:
        counted = PdfReader(io.BytesIO(content)).get_num_pages()
    except Exception:  # whatever a hostile file does to the reader, it is still one document
        return 1
    return min(max(counted, 1), MOST_PAGES)
