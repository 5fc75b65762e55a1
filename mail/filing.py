"""A message as a case: who writes, what is asked, what came attached, and the message itself, whole."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.incoming import Waiting
from adapters.uploads import Uploads
from domain.case import PetitionerClass
from domain.case_letters import Medium
from domain.incoming import IncomingMail, class_of
from domain.intake import NewFiling, StoredFile, with_proposal
from domain.terms import PqrsdType
from mail.files import sort_files

CHANNEL = "correo"
MAX_TEXT = 20_000
NO_SUBJECT, NO_TEXT = "(sin asunto)", "(mensaje sin texto: véanse los anexos y el mensaje original)"
CUT = "\n[…] El texto sigue en el mensaje original."
ORIGINAL = "mensaje-original.eml"


@dataclass(frozen=True)
class Kept:
    """The files of a message in the archive, and what is to be said of those not admitted."""

    files: tuple[StoredFile, ...]
    remark: str


async def keep_files(mail: IncomingMail, waiting: Waiting, uploads: Uploads, size_bytes: int) -> Kept:
    """Archive what is admitted; the original, archived on arrival, goes last and has everything."""
    found = await asyncio.to_thread(sort_files, mail.files)
    files = await uploads.keep(waiting.fingerprint, found.admitted)
    original = StoredFile(ORIGINAL, "message/rfc822", size_bytes, waiting.sha256)
    return Kept((*files, original), _remark(found.refused))


def _remark(refused: Sequence[str]) -> str:
    if not refused:
        return ""
    return f"Solo en el mensaje original: {len(refused)} anexo(s) no admitido(s) ({', '.join(sorted(set(refused)))})."


def new_filing(mail: IncomingMail, kept: Kept, remark: str, now: datetime) -> NewFiling:
    """The case a message opens, received when the server received it: what it says decides its type and priority."""
    petitioner = class_of(mail)
    is_named = petitioner != PetitionerClass.ANONYMOUS
    filing = NewFiling(
        type=PqrsdType.PETICION_INTERES_PARTICULAR,
        channel=CHANNEL,
        subject=mail.subject or NO_SUBJECT,
        description=bounded(mail.text),
        received_at=min(mail.received_at, now),
        petitioner_class=petitioner,
        petitioner={"nombres": mail.sender_name, "correo": mail.sender} if is_named else {},
        media=(Medium.EMAIL,) if is_named else (Medium.AVISO,),
        origin=" ".join(x for x in (remark, kept.remark) if x),
        files=kept.files,
    )
    return with_proposal(filing, None)


def bounded(text: str) -> str:
    """The text of a case, never empty and never longer than the API takes."""
    if len(text) > MAX_TEXT:
        return text[: MAX_TEXT - len(CUT)] + CUT
    return text.strip() or NO_TEXT
