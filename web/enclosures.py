"""What people bring with an act: files go to the archive; they, texts and message stay only if the case accepts it."""

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

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


@asynccontextmanager
async def archived(parts: Services, files: list[FileIn]) -> AsyncIterator[tuple[StoredFile, ...]]:
    """The files, checked and in the archive; they do not stay there for what is then refused. Raises FileRefused."""
    contents, claimant = await asyncio.to_thread(decoded, files), uuid4().hex
    try:
        yield await parts.uploads.keep(claimant, contents)
    except (WorkflowUpdateFailedError, DomainError):
        if contents:
            await parts.uploads.drop(claimant)
        raise


@asynccontextmanager
async def brought(parts: Services, who: Bringer, body: ActIn, said: object) -> AsyncIterator[None]:
    """The texts and files of an act stay in the case with it; refused, they are taken out.

    Raises FileRefused, or IdempotencyConflict for a key that already named something else.
    """
    try:
        async with archived(parts, body.anexos if isinstance(body, WithFiles) else []) as stored:
            await _claimed(parts, who)
            async with _enclosed(parts, who, stored, said):
                yield
    except (WorkflowUpdateFailedError, DomainError, FileRefused):
        for digest in texts_of(said):
            await parts.texts.drop_text(who.radicado, digest)
        raise


async def _claimed(parts: Services, who: Bringer) -> None:
    if who.fingerprint is not None:
        await parts.act_keys.claim(who.radicado, who.key, who.fingerprint, parts.now())


@asynccontextmanager
async def _enclosed(parts: Services, who: Bringer, stored: Sequence[StoredFile], said: object) -> AsyncIterator[None]:
    """The files and the message of an act, in its case while it is asked; taken out when it says no."""
    ordinals = await parts.enclosures.enclose(who.radicado, who.act, stored, parts.now())
    try:
        if isinstance(said, Note) and said.is_public:
            await parts.mailbox.write(who.radicado, who.key, who.author, said.text_hash, parts.now(),
                                      is_from_entity=who.is_from_entity)  # fmt: skip
        yield
    except (WorkflowUpdateFailedError, DomainError):
        await parts.mailbox.take_back(who.radicado, who.key)
        if ordinals:
            await parts.enclosures.take_back(who.radicado, ordinals)
        raise


def texts_of(said: object) -> list[str]:
    """The texts an act brought, by their hash."""
    return [fact for name, fact in vars(said).items() if name.endswith("_hash") and fact]


async def uploaded(sent: FormData) -> list[dict[str, str]]:
    """The files of a form, as the API takes them."""
    uploads = [x for x in sent.getlist("anexos") if isinstance(x, UploadFile) and x.filename]
    return [
        {"nombre": x.filename or "anexo", "tipo_mime": x.content_type or "application/octet-stream",
         "contenido_base64": base64.b64encode(await x.read()).decode()}
        for x in uploads
    ]  # fmt: skip
