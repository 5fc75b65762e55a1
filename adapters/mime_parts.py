"""The parts of a message, as far as the message itself goes: what it forwards stays closed."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import TypeAlias

Part: TypeAlias = "Message[str, str]"
NAME = re.compile(r"<[!-;=?A-~]{1,250}@[!-;=?A-~]{1,250}>")
"""A Message-ID, of visible ASCII (RFC 5322, 3.6.4)."""


def leaves(message: Part) -> Iterator[Part]:
    """The parts that hold something, in order; a message or a report inside is one of them."""
    payload = message.get_payload()
    if message.get_content_maintype() == "message" or not isinstance(payload, list):
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from leaves(part)
