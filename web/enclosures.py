"""What people bring with an act: files go to the archive; they, texts and message stay only if the case accepts it."""

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from temporalio.client import WorkflowUpdateFailedError

from domain.errors import DomainError
from domain.intake import StoredFile
from domain.petitions import Note
from schemas.act import ActIn, WithFiles
from schemas.files import FileIn, FileRefused, decoded
from web.services import Services


@dataclass(frozen=True)
class Bringer:
    """Who does which act, under which key; *fingerprint* is of what they say, when the key is theirs."""

    radicado: str
    act: str
    key: str
    author: str
    is_from_entity: bool
    fingerprint: str | None = None


async def archived(parts: Services, files: list[FileIn]) -> tuple[StoredFile, ...]:
    """The files, checked and in the archive. Raises FileRefused."""
    contents = await asyncio.to_thread(decoded, files)
    return tuple(
        [StoredFile(x.name, x.mime_type, len(x.content), await parts.blobs.put(x.content, mime_type=x.mime_type))
         for x in contents]
    )  # fmt: skip


@asynccontextmanager
async def brought(parts: Services, who: Bringer, body: ActIn, said: object) -> AsyncIterator[None]:
    """The texts and files of an act stay in the case with it; refused, they are taken out.

    Raises FileRefused, or IdempotencyConflict for a key that already named something else.
    """
    ordinals: Sequence[int] = ()
    try:
        stored = await archived(parts, body.anexos) if isinstance(body, WithFiles) else ()
        if who.fingerprint is not None:
            await parts.act_keys.claim(who.radicado, who.key, who.fingerprint, parts.now())
        ordinals = await parts.enclosures.enclose(who.radicado, who.act, stored, parts.now())
        if isinstance(said, Note) and said.is_public:
            await parts.mailbox.write(who.radicado, who.key, who.author, said.text_hash, parts.now(),
                                      is_from_entity=who.is_from_entity)  # fmt: skip
        yield
    except (WorkflowUpdateFailedError, DomainError, FileRefused):
        await _taken_back(parts, who, ordinals)
        for digest in texts_of(said):
            await parts.texts.drop_text(who.radicado, digest)
        raise


def texts_of(said: object) -> list[str]:
    """The texts an act brought, by their hash."""
    return [fact for name, fact in vars(said).items() if name.endswith("_hash") and fact]


async def _taken_back(parts: Services, who: Bringer, ordinals: Sequence[int]) -> None:
    await parts.mailbox.take_back(who.radicado, who.key)
    if ordinals:
        await parts.enclosures.take_back(who.radicado, ordinals)


async def uploaded(sent: FormData) -> list[dict[str, str]]:
    """The files of a form, as the API takes them."""
    uploads = [x for x in sent.getlist("anexos") if isinstance(x, UploadFile) and x.filename]
    return [
        {"nombre": x.filename or "anexo", "tipo_mime": x.content_type or "application/octet-stream",
         "contenido_base64": base64.b64encode(await x.read()).decode()}
        for x in uploads
    ]  # fmt: skip
