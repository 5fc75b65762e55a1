"""Attachments as they arrive: decoded, measured, and handed to be checked for what they say they are."""

import base64
import binascii
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from schemas.content import ContentRefused, checked
from schemas.texts import Name

MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_TOTAL_BYTES = 25 * 1024 * 1024


class FileRefused(Exception):
    """An attachment is not acceptable: which field, by which rule, and with what status."""

    def __init__(self, field: str, rule: str, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.field, self.rule, self.status = field, rule, status


def _base_name(name: str) -> str:
    """The name without the folders a browser or an attacker put before it."""
    base = PurePosixPath(name.replace("\\", "/")).name
    if base in {"", ".."}:
        raise ValueError("no es el nombre de un archivo")
    return base


FileName = Annotated[Name, AfterValidator(_base_name)]


class FileIn(BaseModel):
    """Un anexo en base64."""

    model_config = ConfigDict(extra="forbid")
    nombre: FileName = Field(examples=["certificado.pdf"])
    tipo_mime: str = Field(max_length=120, examples=["application/pdf"])
    contenido_base64: str = Field(examples=["JVBERi0xLjcK"])


@dataclass(frozen=True)
class FileContent:
    """A decoded attachment."""

    name: str
    mime_type: str
    content: bytes


def decoded(files: list[FileIn]) -> list[FileContent]:
    """The attachments' contents, checked. Raises FileRefused naming the field."""
    if len(files) > MAX_FILES:
        raise FileRefused("anexos", "demasiados", f"Máximo {MAX_FILES} anexos.", 413)
    contents = [_decoded(f"anexos.{n}", file) for n, file in enumerate(files)]
    if sum(len(file.content) for file in contents) > MAX_TOTAL_BYTES:
        raise FileRefused("anexos", "tamano_total", "Los anexos pasan de 25 MB en total.", 413)
    return contents


def _decoded(place: str, file: FileIn) -> FileContent:
    content = _bytes(f"{place}.contenido_base64", file.contenido_base64)
    try:
        checked(file.tipo_mime, content)
    except ContentRefused as refusal:
        raise FileRefused(f"{place}.{refusal.field}", refusal.rule, str(refusal), refusal.status) from None
    return FileContent(file.nombre, file.tipo_mime, content)


def _bytes(field: str, text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise FileRefused(field, "base64", "No es base64 válido.") from None
    if not content:
        raise FileRefused(field, "vacio", "El anexo está vacío.")
    if len(content) > MAX_FILE_BYTES:
        raise FileRefused(field, "tamano", "El anexo pasa de 10 MB.", 413)
    return content
