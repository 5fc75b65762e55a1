"""Attachments as they arrive: decoded, measured, and checked to be what they say."""

import base64
import binascii
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field

from schemas.texts import Name

MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_TOTAL_BYTES = 25 * 1024 * 1024
MAX_UNZIPPED_BYTES = 200 * 1024 * 1024
EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJE")
OFFICE = "application/vnd.openxmlformats-officedocument."
MAGIC: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    f"{OFFICE}wordprocessingml.document": (b"PK\x03\x04",),
    f"{OFFICE}spreadsheetml.sheet": (b"PK\x03\x04",),
    "audio/mpeg": (b"ID3", b"\xff\xfb", b"\xff\xf3"),
    "text/plain": (b"",),
}


class FileRefused(Exception):
    """An attachment is not acceptable: which field, by which rule, and with what status."""

    def __init__(self, field: str, rule: str, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.field, self.rule, self.status = field, rule, status


class FileIn(BaseModel):
    """Un anexo en base64."""

    model_config = ConfigDict(extra="forbid")
    nombre: Name = Field(examples=["certificado.pdf"])
    tipo_mime: str = Field(max_length=120, examples=["application/pdf"])
    contenido_base64: str = Field(examples=["JVBERi0xLjcK"])


@dataclass(frozen=True)
class FileContent:
    """A decoded attachment."""

    name: str
    mime_type: str
    content: bytes


def decoded(files: list[FileIn]) -> list[FileContent]:
    """The attachments' contents. Raises FileRefused naming the field."""
    if len(files) > MAX_FILES:
        raise FileRefused("anexos", "demasiados", f"Máximo {MAX_FILES} anexos.", 413)
    contents = [_decoded(n, file) for n, file in enumerate(files)]
    if sum(len(file.content) for file in contents) > MAX_TOTAL_BYTES:
        raise FileRefused("anexos", "tamano_total", "Los anexos pasan de 25 MB en total.", 413)
    return contents


def _decoded(n: int, file: FileIn) -> FileContent:
    try:
        content = base64.b64decode(file.contenido_base64, validate=True)
    except (binascii.Error, ValueError):
        raise FileRefused(f"anexos.{n}.contenido_base64", "base64", "No es base64 válido.") from None
    if not content:
        raise FileRefused(f"anexos.{n}.contenido_base64", "vacio", "El anexo está vacío.")
    if len(content) > MAX_FILE_BYTES:
        raise FileRefused(f"anexos.{n}.contenido_base64", "tamano", "El anexo pasa de 10 MB.", 413)
    _check_kind(n, file.tipo_mime, content)
    return FileContent(PurePosixPath(file.nombre.replace("\\", "/")).name or "anexo", file.tipo_mime, content)


def _check_kind(n: int, mime_type: str, content: bytes) -> None:
    field = f"anexos.{n}.tipo_mime"
    if mime_type not in MAGIC:
        raise FileRefused(field, "tipo_no_admitido", f"No se admite «{mime_type}». Se admiten: {', '.join(MAGIC)}.")
    if not content.startswith(MAGIC[mime_type]):
        raise FileRefused(field, "tipo_falso", "El contenido no corresponde al tipo declarado.")
    if EICAR in content:
        raise FileRefused(f"anexos.{n}.contenido_base64", "malicioso", "El anexo contiene código malicioso conocido.")
    if mime_type.startswith(OFFICE):
        _check_zip(field, content)
    if mime_type == "text/plain":
        _check_plain(field, content)


def _check_zip(field: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise FileRefused(field, "tipo_falso", "El contenido no corresponde al tipo declarado.") from None
    if size > MAX_UNZIPPED_BYTES:
        raise FileRefused(field, "descomprimido", "El anexo descomprimido pasa de 200 MB.", 413)


def _check_plain(field: str, content: bytes) -> None:
    try:
        if "\0" in content.decode():
            raise ValueError
    except ValueError:
        raise FileRefused(field, "tipo_falso", "El contenido no es texto UTF-8.") from None
