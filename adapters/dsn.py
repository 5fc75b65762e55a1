"""Delivery reports: standard ones (RFC 3464, RFC 6533, RFC 8098) and the ones some servers still write in prose."""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message

from adapters.mime_parts import NAME, Part, leaves
from domain.incoming import Delivery, DeliveryReport

STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
READ_TYPES = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
RETURNED_TYPES = frozenset({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
DAEMON = re.compile(r"(mailer-daemon|postmaster|mail delivery (sub)?system)", re.IGNORECASE)
GONE = re.compile(
    r"(\b5\.\d{1,3}\.\d{1,3}\b|permanent (fatal )?error|undeliver|could not be delivered|delivery (has )?failed"
    r"|delivery to the following recipients? failed|no se (pudo|ha podido|puede) entregar)",
    re.IGNORECASE,
)
LATER = re.compile(
    r"(delayed|still trying|will (keep|continue) trying|retrasad|demorad|seguir[aá] intent)", re.IGNORECASE
)
ACTIONS = {"failed": Delivery.FAILED, "delivered": Delivery.DELIVERED, "delayed": Delivery.DELAYED}
WORST = (Delivery.FAILED, Delivery.DELAYED, Delivery.DELIVERED, Delivery.OTHER)
"""Our letters have one recipient: of several, the report speaks of the addresses it was forwarded to."""


def report_of(message: Part) -> DeliveryReport | None:
    """What a message reports of one of our letters, or None if it is no report."""
    fields = [block for part in leaves(message) if part.get_content_type() in STATUS_TYPES for block in _blocks(part)]
    if fields:
        return _standard(message, fields)
    receipts = [part for part in leaves(message) if part.get_content_type() in READ_TYPES]
    if receipts:
        return DeliveryReport(Delivery.READ, _names(message))
    return _in_prose(message)


def _standard(message: Part, fields: list[Part]) -> DeliveryReport:
    actions = {ACTIONS.get(str(x["Action"]).strip().lower(), Delivery.OTHER) for x in fields if x["Action"]}
    delivery = next((x for x in WORST if x in actions), Delivery.OTHER)
    status = STATUS.search(" ".join(str(x["Status"]) for x in fields if x["Status"]))
    return DeliveryReport(delivery, _names(message), status.group() if status else "")


def _in_prose(message: Part) -> DeliveryReport | None:
    """A report without its standard part: by whom it is from and what it says."""
    if not (DAEMON.search(str(message["From"])) or str(message["Return-Path"]).strip() == "<>"):
        return None
    text = _prose(message)
    names = _names(message)
    if not names or not (GONE.search(text) or LATER.search(text)):
        return None
    status = STATUS.search(text)
    delivery = Delivery.DELAYED if LATER.search(text) else Delivery.FAILED
    return DeliveryReport(delivery, names, status.group() if status else "")


def _names(message: Part) -> tuple[str, ...]:
    """Every message the report may be of: the returned one's name first, then what it says it answers."""
    returned = [x for part in leaves(message) for x in _returned(part)]
    said = [str(value) for field in ("In-Reply-To", "References") for value in message.get_all(field, [])]
    found = NAME.findall(" ".join([*returned, *said])) or NAME.findall(_prose(message))
    return tuple(dict.fromkeys(found))


def _returned(part: Part) -> Iterator[str]:
    if part.get_content_type() in STATUS_TYPES | READ_TYPES:
        for block in _blocks(part):
            yield from (str(block[x]) for x in ("X-Original-Message-ID", "Original-Message-ID") if block[x])
    elif part.get_content_type() in RETURNED_TYPES:
        yield from (str(block["Message-ID"]) for block in _blocks(part) if block["Message-ID"])


def _blocks(part: Part) -> Iterator[Part]:
    """The groups of fields in a part, parsed by the library or still text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        for block in payload:
            if isinstance(block, Message):
                yield block
                if part.get_content_type() in STATUS_TYPES and isinstance(block.get_payload(), str):
                    yield from _blocks(block)
        return
    content = part.get_payload(decode=True)
    text = content.decode("latin-1") if isinstance(content, bytes) else str(payload)
    yield from (message_from_string(block) for block in re.split(r"\r?\n\r?\n", text.strip()) if block.strip())


def _prose(message: Part) -> str:
    """The words of a report, short enough to look through."""
    texts = [part.get_payload(decode=True) for part in leaves(message) if part.get_content_maintype() == "text"]
    return " ".join(x.decode("latin-1")[:20_000] for x in texts if isinstance(x, bytes))
