"""How messages are written for the tests: as bytes, the way they travel, however badly made."""

import base64
from dataclasses import dataclass

CRLF = b"\r\n"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=")


@dataclass(frozen=True)
class Known:
    """What exists before the messages come: a case of Lucía with its letter, and one of somebody else."""

    letter: str
    radicado: str
    radicado_of_another: str


@dataclass(frozen=True)
class Sample:
    """A message and what must become of it; `says` is in the text of what it opens, `holds` its files by name."""

    name: str
    content: bytes
    outcome: str = "radicado"
    says: str = ""
    subject: str | None = None
    holds: tuple[str, ...] = ()
    origin: str = ""


def who(name: str) -> str:
    """A person for each message: nobody writes so many in a day."""
    return f"Marta Quintero <{name}@correo.example>"


def head(**headers: str | None) -> bytes:
    """Headers in order; `None` leaves one out; an underscore is a hyphen."""
    given: dict[str, str | None] = {
        "From": who("marta"),
        "To": "pqrsd@icetex.example",
        "Subject": "Solicitud",
        "Date": "Tue, 24 Nov 2026 09:00:00 -0500",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + CRLF


def plain(name: str, text: str = "Solicito el paz y salvo de mi crédito.", **headers: str | None) -> bytes:
    """A message of plain text in UTF-8."""
    given = {
        "From": who(name),
        "Message_ID": f"<{name}@correo.example>",
        "Content_Type": "text/plain; charset=utf-8",
        **headers,
    }
    return head(**given) + CRLF + text.encode() + CRLF


def raw(name: str, body: bytes, **headers: str | None) -> bytes:
    """A message whose body is these bytes."""
    return head(**{"From": who(name), "Message_ID": f"<{name}@correo.example>", **headers}) + CRLF + body


def part(content: bytes, kind: str, *, encoding: str = "base64", **headers: str) -> bytes:
    """A part of a multipart message."""
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    body = base64.encodebytes(content).replace(b"\n", CRLF) if encoding == "base64" else content
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + CRLF + CRLF + body


def multi(*parts: bytes, boundary: str = "frontera", is_closed: bool = True) -> bytes:
    """Parts between their boundaries."""
    mark = b"--" + boundary.encode()
    body = b"".join(mark + CRLF + each + CRLF for each in parts)
    return body + (mark + b"--" + CRLF if is_closed else b"")


def mixed(name: str, *parts: bytes, kind: str = "multipart/mixed", **headers: str | None) -> bytes:
    """A multipart message."""
    boundary = f"frontera-{name}"
    return raw(name, multi(*parts, boundary=boundary), **{"Content_Type": f'{kind}; boundary="{boundary}"', **headers})


def words(text: str) -> bytes:
    """A part of plain text."""
    return part(text.encode(), "text/plain; charset=utf-8")


def attached(content: bytes, kind: str, filename: str) -> bytes:
    """A part with a file."""
    return part(content, kind, Content_Disposition=f'attachment; filename="{filename}"')


def report(
    name: str, known: str, action: str, status: str, *, agent: str = "Postfix", returned: str = "message/rfc822"
) -> bytes:
    """A delivery report of RFC 3464 on one of our letters."""
    fields = (
        f"Reporting-MTA: dns; mx.{agent}.example\r\nArrival-Date: Tue, 24 Nov 2026 09:00:00 -0500\r\n\r\n"
        f"Final-Recipient: rfc822; lucia@correo.example\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no existe ese buzon\r\n"
    ).encode()
    letter = f"From: ICETEX <pqrsd@icetex.example>\r\nMessage-ID: {known}\r\nSubject: Su caso\r\n\r\n".encode()
    return mixed(
        name,
        words(f"This is the {agent} mail system. The mail could not be delivered."),
        part(fields, "message/delivery-status", encoding="7bit"),
        part(letter, returned, encoding="7bit"),
        kind="multipart/report; report-type=delivery-status",
        From=f"MAILER-DAEMON@mx.{agent.lower()}.example",
        Subject="Undelivered Mail Returned to Sender",
        Return_Path="<>",
    )
