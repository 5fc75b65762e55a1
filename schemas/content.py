"""What a file really is: its first bytes, what its zip holds, and nothing known to be malicious."""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator

MAX_UNZIPPED_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_RATIO = 200
"""Text compresses some tens of times; a bomb, thousands."""

EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJE")
OFFICE = "application/vnd.openxmlformats-officedocument."
INSIDE = {
    f"{OFFICE}wordprocessingml.document": "word/",
    f"{OFFICE}spreadsheetml.sheet": "xl/",
    f"{OFFICE}presentationml.presentation": "ppt/",
    "application/vnd.oasis.opendocument.text": "content.xml",
    "application/vnd.oasis.opendocument.spreadsheet": "content.xml",
}
"""What the zip of each format must hold."""

MAGIC: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "audio/mpeg": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "audio/ogg": (b"OggS",),
    "audio/wav": (b"RIFF",),
    "audio/mp4": (b"ftyp",),
    "video/mp4": (b"ftyp",),
    "text/plain": (b"",),
    "text/csv": (b"",),
    **dict.fromkeys(INSIDE, (b"PK\x03\x04",)),
}
AT = {"audio/mp4": 4, "video/mp4": 4}
"""Where the mark is, when not at the beginning."""


ADMITTED = "PDF, PNG, JPEG, TIFF, Word, Excel, PowerPoint, OpenDocument, texto, CSV, MP3, OGG, WAV o MP4"


class ContentRefused(Exception):
    """The content is not acceptable: which field of the attachment, by which rule, with what status."""

    def __init__(self, field: str, rule: str, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.field, self.rule, self.status = field, rule, status


def checked(mime_type: str, content: bytes) -> None:
    """Raises ContentRefused unless *content* is of the admitted type it says, and harmless as far as is known."""
    if mime_type not in MAGIC:
        raise ContentRefused("tipo_mime", "tipo_no_admitido", f"Este tipo de archivo no se admite; envíe {ADMITTED}.")
    if not content[AT.get(mime_type, 0) :].startswith(MAGIC[mime_type]):
        raise _false_type()
    if EICAR in content:
        raise _malicious()
    if mime_type in INSIDE:
        _check_zip(content, INSIDE[mime_type])
    if mime_type.startswith("text/"):
        _check_text(content)


def _check_zip(content: bytes, inside: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive.infolist())
            if not any(name.startswith(inside) for name in archive.namelist()):
                raise _false_type()
            for member in _members(archive):
                if EICAR in member:
                    raise _malicious()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise _false_type() from None


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > MAX_UNZIPPED_BYTES or size > MAX_RATIO * max(packed, 4096) or len(entries) > MAX_MEMBERS:
        raise ContentRefused("contenido_base64", "descomprimido", "El anexo se expande demasiado al abrirlo.", 413)


def _members(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Each member's content; the size said is the most that is read."""
    for entry in archive.infolist():
        with archive.open(entry) as member:
            yield member.read(entry.file_size)


def _check_text(content: bytes) -> None:
    try:
        if "\0" in content.decode():
            raise _false_type()
    except UnicodeDecodeError:
        raise ContentRefused("tipo_mime", "tipo_falso", "El contenido no es texto UTF-8.") from None


def _false_type() -> ContentRefused:
    return ContentRefused("tipo_mime", "tipo_falso", "El contenido no corresponde al tipo declarado.")


def _malicious() -> ContentRefused:
    return ContentRefused("contenido_base64", "malicioso", "El anexo contiene código malicioso conocido.")
