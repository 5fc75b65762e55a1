"""Handing out stored files: always as a download, never to be run by the browser."""

from urllib.parse import quote

from fastapi.responses import Response

from adapters.publications import PublicLetter
from web.problems import DocumentUnknown
from web.services import Services


def document(content: bytes, mime_type: str, name: str) -> Response:
    """A file to keep, under its own name."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=mime_type, headers=headers)


async def pdf_of(parts: Services, letter: PublicLetter | None) -> Response:
    """The PDF of a letter. Raises DocumentUnknown."""
    if letter is None or letter.sha256 is None:
        raise DocumentUnknown
    return document(await parts.blobs.get(letter.sha256), "application/pdf", f"{letter.outgoing_radicado}.pdf")
