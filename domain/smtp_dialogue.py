"""What was said when a letter was handed to a mail server: the evidence that it left, and to whom.

Lines as in the examples of RFC 5321: `C:` is what we said, `S:` what the server did, each with its instant.
"""

from datetime import datetime

from domain.instants import BOGOTA

CLIENT, SERVER = "C", "S"


def spoken(at: datetime, who: str, what: str) -> str:
    """One line of the dialogue; what a server says in several lines stays in one.

    >>> from datetime import UTC
    >>> spoken(datetime(2026, 7, 1, 15, 3, 7, 120000, UTC), SERVER, "250-correo.local\\n250 SIZE")
    '2026-07-01T10:03:07.120-05:00 S: 250-correo.local 250 SIZE'
    """
    return f"{at.astimezone(BOGOTA).isoformat(timespec='milliseconds')} {who}: {' '.join(what.split())}"


def last_word(dialogue: str) -> str:
    """What the server said last. A single reply, without who says it, is that word itself.

    >>> last_word("2026-07-01T10:03:07.120-05:00 C: DATA\\n2026-07-01T10:03:07.250-05:00 S: 250 2.0.0 Recibido")
    '250 2.0.0 Recibido'
    >>> last_word("250 según el registro de correo")
    '250 según el registro de correo'
    """
    _, _, said = dialogue.rpartition(f" {SERVER}: ")
    return said
