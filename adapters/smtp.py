"""Mail by SMTP: one conversation a message, what is wrong with the message told apart from the rest (RFC 5321)."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from activities.ports_mail import Mail, MailReceipt, MailRejected, MailUnavailable
from adapters.smtp_dialogue import Conversation

PERMANENT = 500
TOO_LARGE = 552
NEEDS_LOGIN = frozenset({530, 534, 535, 538})
POLICY = re.compile(r"\s*5\.7\.\d{1,3}\b|.*\brelay", re.IGNORECASE | re.DOTALL)
"""What a server says when it does not let us send, whoever the recipient is (RFC 3463, 3.8)."""
LOCAL_PART = re.compile(r'[^\s@<>()\[\],:;"\\]{1,64}')
DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


class SmtpMailer:
    """Sends through `smtp://` (encrypted if offered), `smtp+starttls://` (encrypted or not at all) or `smtps://`.

    The address may carry credentials: `smtps://user:password@host:465`.
    """

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender

    async def send(self, mail: Mail) -> MailReceipt:
        """Hand the message over.

        Raises MailRejected when the server refuses this recipient or this message for good, and MailUnavailable
        for anything else: our own credentials, sender or permission to send are no fault of the letter.
        """
        message, conversation = compose(mail, self._sender), self._conversation()
        try:
            async with conversation:
                await conversation.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _refusal(refused.recipients[0], conversation.dialogue) from refused
        except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as answer:
            raise _refusal(answer, conversation.dialogue) from answer
        except aiosmtplib.SMTPNotSupported as missing:
            kind = MailUnavailable if mail.to.isascii() else MailRejected
            raise kind(str(missing)) from missing
        except (aiosmtplib.SMTPException, OSError) as problem:
            raise MailUnavailable(str(problem)) from problem
        return MailReceipt(mail.message_id, conversation.dialogue, datetime.now(UTC))

    def _conversation(self) -> Conversation:
        url = self._url
        return Conversation(
            hostname=url.hostname,
            port=url.port,
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            start_tls=True if url.scheme == "smtp+starttls" else None,
            timeout=30,
        )


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The message as it travels. A line break in a subject is refused by the policy itself. Raises MailRejected."""
    to = mailbox(mail.to)
    message = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
    try:
        message["From"], message["To"], message["Subject"] = sender, to, mail.subject
    except ValueError as problem:
        raise MailRejected(f"asunto imposible: {problem}") from problem
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Auto-Submitted"] = "auto-generated" if mail.is_automatic else "no"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for file in mail.attachments:
        main, _, sub = file.mime_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    message["Content-Language"] = "es"  # last: becoming multipart hands every Content-… header to the first part
    return message


def mailbox(address: str) -> str:
    """The one mailbox an address names, its domain in ASCII; a list, a name or a comment is none.

    Raises MailRejected.

    >>> mailbox("lucia@peñón.co")
    'lucia@xn--pen-8mak.co'
    """
    local, _, domain = address.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode()
    except UnicodeError:
        host = ""
    if not (LOCAL_PART.fullmatch(local) and local.isprintable() and DOMAIN.fullmatch(host)):
        raise MailRejected(f"no es una dirección de correo: {address!r}")
    return f"{local}@{host}"


def _refusal(answer: aiosmtplib.SMTPResponseException, dialogue: str) -> Exception:
    """A refused sender, or our server's policy, is our own trouble; a message too large for the server is not."""
    is_sender = isinstance(answer, aiosmtplib.SMTPSenderRefused) and answer.code != TOO_LARGE
    is_ours = is_sender or answer.code in NEEDS_LOGIN or POLICY.match(answer.message) is not None
    said = f"{answer.code} {answer.message}"
    return MailUnavailable(said) if is_ours or answer.code < PERMANENT else MailRejected(said, dialogue)
