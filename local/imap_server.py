"""The IMAP server of the embedded stack, as a process: pymap over our Maildirs, handing out each message as it came."""

import sys
from email.message import Message
from typing import Any

from pymap.backend import maildir
from pymap.backend.maildir.mailbox import Maildir
from pymap.main import main


class _AsItCame(Message):
    """Only its bytes: pymap asks for nothing else before it parses them itself."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def __bytes__(self) -> bytes:
        return self._content


class FaithfulMaildir(Maildir):
    """pymap reads a message by parsing and writing it again, which mends what is broken: evidence must not change."""

    def get_message(self, key: str) -> Any:
        return _AsItCame(self.get_bytes(key).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


DEEPEST = 5_000
"""How far into parts inside parts pymap follows a message: beyond it, it cannot hand it out."""

if __name__ == "__main__":
    sys.setrecursionlimit(DEEPEST)
    maildir.Maildir = FaithfulMaildir  # type: ignore[attr-defined]
    main()
