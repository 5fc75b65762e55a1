"""What becomes of a message: exactly one outcome, whatever it is and however often it is tried."""

import asyncio

import structlog

from adapters.incoming import Outcome, Waiting
from adapters.mime import read
from domain.incoming import IncomingMail, MailKind, kind_of
from mail.acts import EngineSilent
from mail.filing import keep_files
from mail.parts import Parts
from mail.replies import opened, possible, replied, sender_hash, threaded
from mail.reports import reported

log = structlog.get_logger()

MACHINES = {MailKind.AUTOMATIC: "automático", MailKind.LIST: "de una lista"}
WAITS = "por_atender"


async def sort_one(parts: Parts) -> bool:
    """Settle the message that waits longest; False when none waits.

    What cannot be done now is tried again without limit; what cannot be read goes to a person.
    """
    waiting = await parts.register.take()
    if waiting is None:
        return False
    try:
        await _settled(waiting, parts)
    except Exception as problem:  # a part of the system is away: nothing is lost
        name = "motor" if isinstance(problem, EngineSilent) else type(problem).__name__
        log.warning("mail_waits", error=name)
        await parts.register.later(waiting.fingerprint, f"en espera: {name}")
    return True


async def _settled(waiting: Waiting, parts: Parts) -> None:
    content = await parts.blobs.get(waiting.sha256)
    try:
        mail = await asyncio.to_thread(read, content, waiting.received_at)
    except Exception as problem:  # no parser survives it: a person reads the original
        outcome = Outcome("ilegible", detail=type(problem).__name__)
        await parts.register.settle(waiting.fingerprint, MailKind.EMPTY, outcome, None)
        return
    kind = kind_of(mail, parts.us)
    outcome = await _outcome(kind, mail, waiting, len(content), parts)
    await parts.uploads.drop(waiting.fingerprint)  # what entered no case is in the original
    await parts.register.settle(waiting.fingerprint, kind, outcome, sender_hash(mail))


async def _outcome(kind: MailKind, mail: IncomingMail, waiting: Waiting, size_bytes: int, parts: Parts) -> Outcome:
    if waiting.is_forced:
        kept = await keep_files(mail, waiting, parts.uploads, size_bytes)
        return await opened(mail, waiting, kept, "Radicado a mano desde el correo recibido.", parts)
    if kind == MailKind.REPORT and mail.report is not None:
        return await reported(mail.report, mail, waiting, parts)
    if kind == MailKind.EMPTY:
        return Outcome("ilegible", detail="sin remitente a quien responder")
    if kind in MACHINES:
        return await _from_a_machine(kind, mail, parts)
    if kind != MailKind.PERSONAL:
        return Outcome(kind)
    return await _from_a_person(mail, waiting, size_bytes, parts)


async def _from_a_machine(kind: MailKind, mail: IncomingMail, parts: Parts) -> Outcome:
    """Never answered. One that answers no letter of ours may bring a petition or a traslado: a person looks at it."""
    if await parts.threads.letter_named(mail.references) is not None:
        return Outcome(kind)
    return Outcome(WAITS, detail=f"correo {MACHINES[kind]}, no responde a una carta nuestra")


async def _from_a_person(mail: IncomingMail, waiting: Waiting, size_bytes: int, parts: Parts) -> Outcome:
    kept = await keep_files(mail, waiting, parts.uploads, size_bytes)
    thread = await threaded(mail, parts)
    if thread is not None:
        return await replied(thread, mail, waiting, kept, parts)
    return await opened(mail, waiting, kept, await possible(mail, parts), parts)
