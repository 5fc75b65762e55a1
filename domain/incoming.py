"""Mail that comes in: what kind it is, which case it speaks of, and what it is to that case. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.asked import is_awaited
from domain.case import Case, PetitionerClass
from domain.letters import LetterKind

RADICADO = re.compile(r"\b\d{4}-E-\d{6,12}\b")


class MailKind(StrEnum):
    """What a message is, before anybody reads what it says."""

    REPORT = "informe_de_entrega"
    OWN = "propio"
    AUTOMATIC = "automatico"
    LIST = "lista"
    PERSONAL = "personal"
    EMPTY = "ilegible"


class Delivery(StrEnum):
    """What a delivery report says became of our letter (RFC 3464, 2.3.3; RFC 8098)."""

    FAILED = "failed"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    READ = "displayed"
    OTHER = "other"


class Writer(StrEnum):
    """Who writes to a case, as far as a message can prove it: anybody can write any address in its From.

    PETITIONER answers a letter of ours, whose name nobody guesses, from the address of the case; OFFICIAL answers a
    letter between officials; UNPROVEN has the petitioner's address and the radicado, and no letter; STRANGER answers
    a letter from another address.
    """

    PETITIONER = "peticionario"
    OFFICIAL = "funcionario"
    UNPROVEN = "remitente sin comprobar"
    STRANGER = "tercero"


class ReplyAct(StrEnum):
    """What a reply is to the case it answers; the value is its outcome and the kind of its text."""

    COMPLETE = "complemento"
    CLARIFY = "aclaracion"
    MESSAGE = "mensaje"
    NOTE = "nota"
    NEW_CASE = "radicado"
    WAIT = "por_atender"


@dataclass(frozen=True)
class DeliveryReport:
    """A report on one of our letters, which may be any of those it names."""

    delivery: Delivery
    names: tuple[str, ...]
    status: str = ""


@dataclass(frozen=True)
class MailFile:
    """A file that came with a message, as it says of itself."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class IncomingMail:
    """A message as it could be read. `sender` is whom to answer, `author` who says to have written it, or empty.

    `marks` are headers in lower case.
    """

    received_at: datetime
    message_id: str | None = None
    author: str = ""
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    text: str = ""
    references: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    report: DeliveryReport | None = None
    files: tuple[MailFile, ...] = ()

    @property
    def mentioned(self) -> str | None:
        """The first radicado in the subject."""
        found = RADICADO.search(self.subject)
        return found.group() if found else None


@dataclass(frozen=True)
class Ourselves:
    """By what our own mail is known: the address it leaves from and the domain of its names."""

    address: str
    mail_domain: str


def kind_of(mail: IncomingMail, us: Ourselves) -> MailKind:
    """What a message is. Whatever a machine sent is never answered, so that no two machines talk (RFC 3834, 2)."""
    if mail.report is not None:
        return MailKind.REPORT
    if mail.sender.lower() == us.address.lower() or (mail.message_id or "").endswith(f"@{us.mail_domain}>"):
        return MailKind.OWN
    if _is_list(mail.marks):
        return MailKind.LIST
    if _is_automatic(mail):
        return MailKind.AUTOMATIC
    if not mail.sender and not mail.text and not mail.files:
        return MailKind.EMPTY
    return MailKind.PERSONAL if mail.sender else MailKind.EMPTY


LIST_MARKS = frozenset({"list-id", "list-unsubscribe", "list-post"})
ROBOT_MARKS = frozenset({"x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-failed-recipients"})
ROBOTS = re.compile(r"(mailer-daemon|postmaster|autoreply|auto-reply)@", re.IGNORECASE)
AWAY = re.compile(
    r"\s*(re:\s*)?(respuesta autom[aá]tica|automatic reply|auto(matic)?[- ]?reply|autorespuesta|out of (the )?office"
    r"|fuera de (la )?oficina|ausente de la oficina|vacation reply)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""How mail programs head what they answer by themselves when they leave no mark."""
CHALLENGE = re.compile(
    r"\bverify#|requires? (e-?mail )?verification|(confirm|verify) (your|that you) .*(message|mail|human)"
    r"|confirme que (usted )?(es una persona|no es un robot)|verificaci[oó]n de remitente",
    re.IGNORECASE | re.DOTALL,
)


def _is_list(marks: Mapping[str, str]) -> bool:
    return bool(LIST_MARKS & marks.keys()) or marks.get("precedence", "").lower() in {"list", "bulk", "junk"}


def _is_automatic(mail: IncomingMail) -> bool:
    """RFC 3834, 5, the marks in use before it, a null sender, and how unmarked answers are headed."""
    marks = mail.marks
    return (
        marks.get("auto-submitted", "no").partition(";")[0].strip().lower() != "no"
        or bool(ROBOT_MARKS & marks.keys())
        or marks.get("precedence", "").lower() == "auto_reply"
        or marks.get("return-path", "-").strip() in {"<>", ""}
        or ROBOTS.match(mail.sender) is not None
        or AWAY.fullmatch(mail.subject) is not None
        or CHALLENGE.search(mail.subject) is not None
    )


def reply_act(case: Case, by: Writer, mail: IncomingMail) -> ReplyAct:
    """What a reply does: completes or clarifies what the case waits for (Ley 1437 de 2011, arts. 17 and 19).

    Otherwise it is a message in the mailbox of the case (art. 5). Whoever is not known to be the petitioner only
    leaves a note. On a closed case the petitioner opens a new one: whether it is a réplica, an official decides.
    """
    if case.closed_at is not None:
        return ReplyAct.NEW_CASE if by in {Writer.PETITIONER, Writer.UNPROVEN} else ReplyAct.WAIT
    if by != Writer.PETITIONER:
        return ReplyAct.NOTE
    if case.is_decided:
        return ReplyAct.MESSAGE
    if is_awaited(case, LetterKind.REQUERIMIENTO):
        return ReplyAct.COMPLETE if mail.files or not _asks(mail) else ReplyAct.MESSAGE
    return ReplyAct.CLARIFY if is_awaited(case, LetterKind.ACLARACION) else ReplyAct.MESSAGE


def to_qualify(case: Case, act: ReplyAct) -> str:
    """What an official must decide of a petitioner's message in an open case; empty when it is plain.

    Whatever they record counts from the day the message came.
    """
    if act != ReplyAct.MESSAGE:
        return ""
    if case.is_decided:
        return (
            "responde a la decisión: si presenta un recurso, réplica o insistencia, o dice que no retiró la solicitud, "
            "regístrelo con la fecha en que llegó"
        )
    if is_awaited(case, LetterKind.REQUERIMIENTO):
        return "pregunta, o pide más plazo: si pide plazo o completa, regístrelo con la fecha en que llegó"
    return ""


ASKS = re.compile(
    r"[¿?]|\b(m[aá]s|otro|nuevo)\s+(tiempo|plazo|t[eé]rmino|d[ií]as)\b|\bpr[oó]rroga|\bampl[ií]"
    r"|\b(no (tengo|cuento con|he podido|entiendo|comprendo|consigo)|todav[ií]a no|a[uú]n no)\b",
    re.IGNORECASE,
)
"""Who asks something, asks for time or says that they do not have it yet completes nothing."""


def _asks(mail: IncomingMail) -> bool:
    return ASKS.search(said_now(mail.text)) is not None


def evidence_of(delivery: Delivery) -> str | None:
    """The proof a report gives for the act of delivery, if any (Ley 527 de 1999, arts. 20 to 24)."""
    told = {Delivery.FAILED: "rebotado", Delivery.DELIVERED: "entregado", Delivery.DELAYED: "demorado"}
    return told.get(delivery)


QUOTED = re.compile(
    r"^\s*(>|-{2,}\s*(mensaje original|original message|forwarded|mensaje reenviado)"
    r"|(el|on) .{4,200}(escribi[oó]|wrote):?\s*$|(de|from): .+\n(.*\n){0,2}?(enviad[oa]|sent|fecha|date):)",
    re.IGNORECASE | re.MULTILINE,
)


def said_now(text: str) -> str:
    """A reply without the message it answers, when something is left.

    >>> said_now("Adjunto la cédula.\\n\\nEl lun, 3 feb 2025, ICETEX <pqrsd@icetex.example> escribió:\\n> Falta algo")
    'Adjunto la cédula.'
    >>> said_now("> solo cita")
    '> solo cita'
    """
    found = QUOTED.search(text)
    kept = text[: found.start()].strip() if found else text.strip()
    return kept or text.strip()


def class_of(mail: IncomingMail) -> PetitionerClass:
    """Who writes without an address to answer to is nobody we can name (Ley 1437 de 2011, art. 69)."""
    return PetitionerClass.NATURAL if mail.sender else PetitionerClass.ANONYMOUS
