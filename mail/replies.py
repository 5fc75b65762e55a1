"""A message from a person: a reply to a case that runs, or a case of its own."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from activities.ports_mail import MailRejected
from adapters.incoming import Outcome, Waiting
from adapters.smtp import mailbox
from domain.case import Case, PetitionerClass
from domain.errors import DomainError
from domain.incoming import IncomingMail, ReplyAct, Writer, reply_act, said_now, to_qualify
from domain.intake import StoredFile
from domain.petitions import Clarify, Complete, Note
from mail.acts import CaseNotRunning, EngineSilent, Refused
from mail.filing import ORIGINAL, Kept, bounded, new_filing
from mail.parts import Parts

MAX_CASES_A_DAY = 20
"""More from one sender in a day is no person writing: they wait for one of ours to look at them."""

UPDATES = {ReplyAct.COMPLETE: "complete", ReplyAct.CLARIFY: "clarify", ReplyAct.MESSAGE: "note",
           ReplyAct.NOTE: "note"}  # fmt: skip
LOOKED_AT = {
    Writer.UNPROVEN: "nota en el caso: el remitente es el del peticionario, pero no responde a una carta nuestra",
    Writer.STRANGER: "nota en el caso: responde a una carta nuestra, pero no escribe su peticionario",
}
"""What a person must look at in the case, and why it was not taken for the petitioner's."""
NOT_THEIRS = "responde al caso cerrado {radicado}, pero no escribe su peticionario"


@dataclass(frozen=True)
class Thread:
    """The case a message replies to, and who writes."""

    radicado: str
    writer: Writer


async def threaded(mail: IncomingMail, parts: Parts) -> Thread | None:
    """The case a message answers: by a letter it names, or by its radicado from the petitioner's address.

    A radicado alone says nothing of who writes: it never opens a stranger's case.
    """
    letter = await parts.threads.letter_named(mail.references)
    radicado = letter.radicado if letter is not None else mail.mentioned
    if radicado is None:
        return None
    is_theirs = _is_same(await parts.threads.writes_from(radicado), mail.author)
    if letter is None:
        return Thread(radicado, Writer.UNPROVEN) if is_theirs else None
    if letter.is_between_officials:
        return Thread(radicado, Writer.OFFICIAL)
    return Thread(radicado, Writer.PETITIONER if is_theirs else Writer.STRANGER)


def _is_same(address: str | None, author: str) -> bool:
    try:
        return bool(author) and mailbox(address or "").lower() == author.lower()
    except MailRejected:
        return False


async def replied(thread: Thread, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts) -> Outcome:
    """What a reply became: an act of its case, a message, a note, or a case that goes on from a closed one."""
    case = await parts.cases.stored(thread.radicado)
    if case is None:
        return await opened(mail, waiting, kept, "", parts)
    wanted = reply_act(case, thread.writer, mail)
    if wanted not in UPDATES:
        return await _continued(case, thread, mail, waiting, kept, parts)
    otherwise = ReplyAct.MESSAGE if thread.writer == Writer.PETITIONER else ReplyAct.NOTE
    try:
        done = await _added(wanted, thread, mail, waiting, _brought(case, thread, kept), parts)
    except Refused:  # the case changed while the message came
        wanted = otherwise
        done = await _added(wanted, thread, mail, waiting, _brought(case, thread, kept), parts)
    except CaseNotRunning:
        return await _ended(thread, mail, waiting, kept, parts)
    doubt = to_qualify(case, wanted)
    return Outcome(ReplyAct.WAIT, thread.radicado, doubt) if doubt else done


def _brought(case: Case, thread: Thread, kept: Kept) -> tuple[StoredFile, ...]:
    """The files that enter the case: none from who may be anybody; no message that tells an identity under reserva."""
    if thread.writer in LOOKED_AT:
        return ()
    is_hidden = case.filing.petitioner == PetitionerClass.RESERVED
    return tuple(file for file in kept.files if not (is_hidden and file.name == ORIGINAL))


async def _added(
    act: ReplyAct, thread: Thread, mail: IncomingMail, waiting: Waiting, files: Sequence[StoredFile], parts: Parts
) -> Outcome:
    """Do it; what it brings stays only if the case takes it. Raises Refused, CaseNotRunning or EngineSilent."""
    key, author = f"correo/{waiting.fingerprint}", thread.writer
    digest = await parts.texts.keep_text(thread.radicado, act, author, bounded(said_now(mail.text)))
    ordinals = await parts.enclosures.enclose(thread.radicado, act, files, mail.received_at)
    if act == ReplyAct.MESSAGE:
        await parts.mailbox.write(thread.radicado, key, author, digest, mail.received_at, is_from_entity=False)
    try:
        said = _said(act, author, digest, mail.received_at)
        await parts.acts.perform(thread.radicado, UPDATES[act], said, key=f"{key}/{act}")
    except (Refused, CaseNotRunning):
        await parts.mailbox.take_back(thread.radicado, key)
        await parts.enclosures.take_back(thread.radicado, ordinals)
        await parts.texts.drop_text(thread.radicado, digest)
        raise
    if author in LOOKED_AT:
        return Outcome(ReplyAct.WAIT, thread.radicado, LOOKED_AT[author])
    return Outcome(act, thread.radicado)


def _said(act: ReplyAct, author: str, digest: str, at: datetime) -> Complete | Clarify | Note:
    match act:
        case ReplyAct.COMPLETE:
            return Complete(by=author, text_hash=digest, received_at=at)
        case ReplyAct.CLARIFY:
            return Clarify(by=author, text_hash=digest)
    return Note(by=author, text_hash=digest, is_public=act == ReplyAct.MESSAGE)


async def _ended(thread: Thread, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts) -> Outcome:
    """The workflow is not there: the case closed meanwhile, or is still to begin."""
    case = await parts.cases.stored(thread.radicado)
    if case is None or not case.is_closed:
        raise EngineSilent
    return await _continued(case, thread, mail, waiting, kept, parts)


async def _continued(
    case: Case, thread: Thread, mail: IncomingMail, waiting: Waiting, kept: Kept, parts: Parts
) -> Outcome:
    """A reply to a closed case: a case of its own, unless somebody else writes."""
    if reply_act(case, thread.writer, mail) == ReplyAct.WAIT:
        return Outcome(ReplyAct.WAIT, detail=NOT_THEIRS.format(radicado=case.radicado))
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
