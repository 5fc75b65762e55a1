"""What goes with an oficio: its own PDF; in a traslado, the petition to the authority and a copy to who asked."""

from collections.abc import Mapping
from dataclasses import replace

from activities.ports import BlobStore, CaseFacts, Facts
from activities.ports_mail import MailAttachment
from domain.case_letters import SentLetter
from domain.instants import minute
from domain.redaction import redacted

PDF = "application/pdf"
WRITTEN = ("asunto", "texto", "motivo", "acto")
"""What somebody wrote in their own words: it may name anybody."""


async def remitted(
    radicado: str, case: CaseFacts, facts: Facts, blobs: BlobStore, part: str
) -> tuple[MailAttachment, ...]:
    """The petition as it was filed, with what it enclosed, or the *part* of it that is remitted (art. 21)."""
    if part:
        told = petition(radicado, replace(case, description=part))
        return (MailAttachment(f"{radicado}-parte-remitida.txt", "text/plain", told.encode()),)
    files = await facts.files(radicado)
    enclosed = [MailAttachment(x.name, x.mime_type, await blobs.get(x.sha256)) for x in files]
    return (MailAttachment(f"{radicado}-solicitud.txt", "text/plain", petition(radicado, case).encode()), *enclosed)


async def copied(letter: SentLetter | None, blobs: BlobStore) -> tuple[MailAttachment, ...]:
    """A letter that left, as it is in the archive; nothing when no copy is due."""
    if letter is None or letter.sha256 is None:
        return ()
    return (MailAttachment(f"{letter.outgoing_radicado}.pdf", PDF, await blobs.get(letter.sha256)),)


async def signed_act(facts: Mapping[str, str], blobs: BlobStore) -> tuple[MailAttachment, ...]:
    """The whole act that a letter notifies, when it was brought (Ley 1437 de 2011, art. 67)."""
    sha256 = facts.get("acto_sha256")
    return (MailAttachment("acto-administrativo.pdf", PDF, await blobs.get(sha256)),) if sha256 else ()


def published(facts: dict[str, str], case: CaseFacts) -> dict[str, str]:
    """What a letter says, without what tells who its petitioner is (Ley 1581 de 2012, art. 4, lit. f)."""
    return facts | {name: redacted(facts[name], case.identifiers) for name in WRITTEN if name in facts}


def petition(radicado: str, case: CaseFacts) -> str:
    """The petition in plain text; who asks and who asks for them, unless their identity is reserved."""
    asks = () if case.is_identity_hidden else case.identity
    heading = (("Radicado", radicado), ("Recibida", minute(case.received_at)), ("Asunto", case.subject), *asks)
    return "\n".join([*(f"{label}: {fact}" for label, fact in heading), "", case.description, ""])
