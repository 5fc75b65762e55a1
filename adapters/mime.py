"""A message of any making, read as far as it can be: names, text, files. The original is kept elsewhere, whole."""

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr

from activities.ports_mail import MailRejected
from adapters.dsn import report_of
from adapters.html_text import text_of
from adapters.mime_parts import NAME, Part, leaves
from adapters.smtp import mailbox
from domain.incoming import LIST_MARKS, ROBOT_MARKS, IncomingMail, MailFile
from domain.letters import legible

MARKS = LIST_MARKS | ROBOT_MARKS | {"auto-submitted", "precedence", "return-path"}
ADDRESS = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,250}")
MAX_NAME, MAX_SUBJECT = 150, 300


def read(content: bytes, received_at: datetime) -> IncomingMail:
    """What a message says. May raise anything on what no parser survives: its caller keeps the original."""
    message = message_from_bytes(content)
    name, address = _answered_to(message)
    parts = [_mended(part) for part in leaves(message)]
    return IncomingMail(
        received_at=received_at,
        message_id=_first(_header(message, "Message-ID")),
        author=_mailbox(message, "From"),
        sender=address,
        sender_name=_line(name, MAX_NAME),
        subject=_line(_header(message, "Subject"), MAX_SUBJECT),
        text=_text(parts) or _text(list(_inner(message))),
        references=tuple(NAME.findall(_header(message, "References") + _header(message, "In-Reply-To"))),
        marks={name: _header(message, name) for name in MARKS if message[name] is not None},
        report=report_of(message),
        files=tuple(_file(part, n) for n, part in enumerate(parts, 1) if _is_file(part)),
    )


def _answered_to(message: Part) -> tuple[str, str]:
    """Name and address to answer: where the author wants answers, or the author (RFC 5322, 3.6.2)."""
    for field in ("Reply-To", "From", "Sender"):
        writer = _mailbox(message, field)
        if writer:
            return parseaddr(_header(message, field))[0] or writer.partition("@")[0], writer
    return "", ""


def _mailbox(message: Part, field: str) -> str:
    """The first address of a header; empty when nobody can be written there."""
    _, address = parseaddr(_header(message, field))
    found = ADDRESS.fullmatch(address.strip()) or ADDRESS.search(_header(message, field))
    with contextlib.suppress(MailRejected):
        return mailbox(found.group() if found else "")
    return ""


def _inner(message: Part) -> Iterator[Part]:
    """The parts of the messages inside the message."""
    return (part for part in message.walk() if not part.is_multipart())


def _text(parts: list[Part]) -> str:
    """What was written: the plain text, or the page read as text."""
    bodies = [part for part in parts if not _is_file(part) and part.get_content_maintype() == "text"]
    plain = "\n".join(_decoded(part) for part in bodies if part.get_content_subtype() == "plain").strip()
    if plain:
        return legible(plain)
    return legible("\n".join(text_of(_decoded(part)) for part in bodies if part.get_content_subtype() == "html"))


def _is_file(part: Part) -> bool:
    if part.get_content_type() in {"text/plain", "text/html"}:
        return part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return not part.get_content_type().startswith("text/") or part.get_filename() is not None


def _file(part: Part, number: int) -> MailFile:
    raw = part.get_filename()
    name = _decoded_words(collapse_rfc2231_value(raw)) if raw else ""
    base = _line(re.split(r"[/\\]", name)[-1], MAX_NAME).lstrip(".") or f"anexo-{number}"
    return MailFile(base, part.get_content_type(), _bytes(part))


def _bytes(part: Part) -> bytes:
    """The content of a part; of a message inside, its text."""
    inside = part.get_payload()
    if isinstance(inside, list):
        return b"\n".join(bytes(x) for x in inside if isinstance(x, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Part) -> str:
    """Text in the charset it says, or in the one it is."""
    content = _bytes(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1")


def _header(message: Part, name: str) -> str:
    """A header as text, unfolded, whatever bytes it holds."""
    return _decoded_words(_raw(message, name))


def _raw(message: Part, name: str) -> str:
    """A header as it came; eight-bit bytes escaped, as the parser leaves them."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _mended(part: Part) -> Part:
    """The same part, with the raw eight-bit names of its file made text."""
    for name in ("Content-Type", "Content-Disposition"):
        if not _raw(part, name).isascii():
            part.replace_header(name, _as_text(_raw(part, name).encode("utf-8", "surrogateescape"), "utf-8"))
    return part


def _decoded_words(value: str) -> str:
    """Encoded words (RFC 2047) and raw eight-bit bytes as the text they stand for."""
    raw = value.encode("utf-8", "surrogateescape")
    text = _as_text(raw, "utf-8").replace("\r", "").replace("\n", " ")
    try:
        chunks = decode_header(text)
    except Exception:  # its base64 is broken: what was sent is what is shown
        return text
    return "".join(x if isinstance(x, str) else _as_text(x, charset or "utf-8") for x, charset in chunks)


def _as_text(content: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1")


def _line(text: str, length: int) -> str:
    """One legible line."""
    return " ".join(legible(text).split())[:length].strip()


def _first(text: str) -> str | None:
    found = NAME.search(text)
    return found.group() if found else None
