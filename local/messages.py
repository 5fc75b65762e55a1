"""Messages as others write them to the entity: a person's, and a mail server's report on one of our letters."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

ENTITY = "pqrsd@icetex.example"
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.correo.example
To: {entity}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: {name}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=frontera

--frontera
Content-Type: text/plain; charset=utf-8

The mail could not be delivered.

--frontera
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.correo.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.2.1
Diagnostic-Code: smtp; 550 5.2.1 mailbox disabled

--frontera
Content-Type: text/rfc822-headers

From: {entity}
Message-ID: {letter}

--frontera--
"""


def from_a_person(sender: str, subject: str, text: str, *, answers: str = "") -> bytes:
    """What somebody writes, perhaps in answer to one of our letters by its Message-ID."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, ENTITY, subject
    message["Date"], message["Message-ID"] = _date(), make_msgid(domain="correo.example")
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(text)
    return bytes(message)


def bounce(letter: str, recipient: str) -> bytes:
    """A report that a letter of ours, by its Message-ID, could not be delivered (RFC 3464)."""
    name = make_msgid(domain="mx.correo.example")
    text = REPORT.format(entity=ENTITY, date=_date(), name=name, recipient=recipient, letter=letter)
    return text.replace("\n", "\r\n").encode()


def _date() -> str:
    return format_datetime(datetime.now(UTC))
