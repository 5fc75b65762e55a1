"""A message from a person: a reply to a case that runs, or a case of its own."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from adapters.incoming import Outcome, Waiting
from domain.case import Case
from domain.errors import DomainError
from domain.incoming import IncomingMail, ReplyAct, reply_act, said_now
from domain.petitions import Clarify, Complete, Note
from mail.acts import CaseNotRunning, EngineSilent, Refused
from mail.filing import Kept, bounded, new_filing
from mail.parts import Parts

PETITIONER, OFFICIAL = "peticionario", "funcionario"
MAX_CASES_A_DAY = 20
"""More from one sender in a day is no person writing: they wait for one of ours to look at them."""

TEXT_KINDS = {ReplyAct.COMPLETE: "complemento", ReplyAct.CLARIFY: "aclaracion", ReplyAct.NOTE: "nota"}


@dataclass(frozen=True)
class Thread:
    """The case a message replies to, and whether its petitioner writes."""

    radicado: str
    is_by_petitioner: bool


async def threaded(mail: IncomingMail, parts: Parts) -> Thread | None:
    """The case a message answers: by a letter it names, or by its radicado when its petitioner writes.

    A radicado alone says nothing of who writes: it never opens a stranger's case.
    """
    letter = await parts.threads.letter_named(mail.references)
    if letter is not None:
        return Thread(letter.radicado, letter.recipient == PETITIONER)
    if mail.mentioned is None:
        return None
    address = await parts.threads.writes_from(mail.mentioned)
    return Thread(mail.mentioned, is_by_petitioner=True) if _is_same(address, mail.sender) else None


def _is_same(address: str | None, sender: str) -> bool:
    return bool(address) and (address or "").lower() == sender.lower()


async def replied(thread: Thread, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts) -> Outcome:
    """What a reply became: an act of its case, a note, or a case that goes on from a closed one."""
    case = await parts.cases.stored(thread.radicado)
    if case is None:
        return await opened(mail, waiting, kept, "", parts)
    wanted = reply_act(case, is_by_petitioner=thread.is_by_petitioner)
    if wanted == ReplyAct.NEW_CASE:
        return await _continued(case, mail, waiting, kept, parts)
    await parts.enclosures.enclose(thread.radicado, TEXT_KINDS[wanted], kept.files, mail.received_at)
    try:
        return await _added(wanted, thread, mail, waiting, parts)
    except Refused:  # the case changed while the message came
        return await _added(ReplyAct.NOTE, thread, mail, waiting, parts)
    except CaseNotRunning:
        return await _ended(thread, mail, waiting, kept, parts)


async def _added(act: ReplyAct, thread: Thread, mail: IncomingMail, waiting: Waiting, parts: Parts) -> Outcome:
    author = PETITIONER if thread.is_by_petitioner else OFFICIAL
    text = bounded(said_now(mail.text))
    digest = await parts.texts.keep_text(thread.radicado, TEXT_KINDS[act], author, text)
    said = {
        ReplyAct.COMPLETE: Complete(by=author, text_hash=digest),
        ReplyAct.CLARIFY: Clarify(by=author, text_hash=digest),
        ReplyAct.NOTE: Note(by=author, text_hash=digest),
    }[act]
    await parts.acts.perform(thread.radicado, act, said, key=f"correo/{waiting.fingerprint}")
    return Outcome(TEXT_KINDS[act], thread.radicado)


async def _ended(thread: Thread, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts) -> Outcome:
    """The workflow is not there: the case closed meanwhile, or is still to begin."""
    case = await parts.cases.stored(thread.radicado)
    if case is None or not case.is_closed:
        raise EngineSilent
    return await _continued(case, mail, waiting, kept, parts)


async def _continued(case: Case, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts) -> Outcome:
    remark = f"Responde al caso cerrado {case.radicado}; si es una réplica, lo decide un funcionario."
    return await opened(mail, waiting, kept, remark, parts)


async def opened(mail: IncomingMail, waiting: Waiting, kept: Kept, remark: str, parts: Parts) -> Outcome:
    """File a message as a case, once, unless its sender files without end."""
    now = parts.now()
    if not waiting.is_forced and await _is_flood(mail, parts):
        return Outcome("retenido", detail=f"más de {MAX_CASES_A_DAY} casos del mismo remitente en un día")
    key = f"correo/{waiting.fingerprint}"
    try:
        filing = await asyncio.to_thread(new_filing, mail, kept, remark, now)
        filed = await parts.intake.file(filing, key=key, fingerprint=waiting.fingerprint, at=now)
    except DomainError as refusal:
        return Outcome("retenido", detail=str(refusal))
    return Outcome("radicado", filed.case.radicado, remark or None)


async def _is_flood(mail: IncomingMail, parts: Parts) -> bool:
    digest = sender_hash(mail)
    if digest is None:
        return False
    return await parts.register.filed_by(digest, mail.received_at - timedelta(days=1)) >= MAX_CASES_A_DAY


async def possible(mail: IncomingMail, parts: Parts) -> str:
    """The earlier case a new one may go on from, named for the official who reads it."""
    if mail.mentioned is None or await parts.threads.writes_from(mail.mentioned) is None:
        return ""
    return f"Menciona el caso {mail.mentioned}, pero no escribe su peticionario."


def sender_hash(mail: IncomingMail) -> str | None:
    """Who wrote, to be counted and not read."""
    return sha256(mail.sender.lower().encode()).hexdigest() if mail.sender else None
