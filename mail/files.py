"""What comes attached to a message, by the same rules as through the API; what they refuse stays in the original."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass

from domain.incoming import MailFile
from schemas.content import ContentRefused, checked
from schemas.files import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, FileContent


@dataclass(frozen=True)
class Sorted:
    """The files admitted, and why each other one was not, by rule."""

    admitted: tuple[FileContent, ...]
    refused: tuple[str, ...]


def sort_files(files: Sequence[MailFile]) -> Sorted:
    """Admit what the API would admit."""
    admitted: list[FileContent] = []
    refused: list[str] = []
    for file in files:
        found = _admitted(file, room=MAX_TOTAL_BYTES - sum(len(x.content) for x in admitted))
        if isinstance(found, FileContent) and len(admitted) < MAX_FILES:
            admitted.append(found)
        else:
            refused.append(found if isinstance(found, str) else "demasiados")
    return Sorted(tuple(admitted), tuple(refused))


def _admitted(file: MailFile, *, room: int) -> FileContent | str:
    """The file as one of the types it may be, or the rule that refuses it."""
    if not file.content:
        return "vacio"
    if len(file.content) > min(MAX_FILE_BYTES, room):
        return "tamano"
    rule = "tipo_no_admitido"
    for mime_type in (file.mime_type, mimetypes.guess_type(file.name)[0] or ""):
        try:
            checked(mime_type, file.content)
        except ContentRefused as refusal:
            rule = refusal.rule
        else:
            return FileContent(file.name, mime_type, file.content)
    return rule
