"""Mail by SMTP: one conversation a message, permanent refusals told apart from temporary ones (RFC 5321)."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from activities.ports_mail import Mail, MailReceipt, MailRejected, MailUnavailable

PERMANENT = 500


class SmtpMailer:
    """Sends through `smtp://[user:password@]host:port` or `smtps://…`."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender

    async def send(self, mail: Mail) -> MailReceipt:
        """Hand the message over. Raises MailRejected (5yz) or MailUnavailable (anything else)."""
        message = compose(mail, self._sender)
        try:
            _, reply = await aiosmtplib.send(
                message,
                hostname=self._url.hostname,
                port=self._url.port,
                username=unquote(self._url.username) if self._url.username else None,
                password=unquote(self._url.password) if self._url.password else None,
                use_tls=self._url.scheme == "smtps",
                timeout=30,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _refusal(refused.recipients[0].code, refused.recipients[0].message) from refused
        except aiosmtplib.SMTPResponseException as answer:
            raise _refusal(answer.code, answer.message) from answer
        except (aiosmtplib.SMTPException, OSError) as problem:
            raise MailUnavailable(str(problem)) from problem
        return MailReceipt(mail.message_id, reply, datetime.now(UTC))


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The message as it travels. A line break in an address or subject is refused by the policy itself."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    except (ValueError, IndexError) as problem:
        raise MailRejected(f"dirección o asunto imposibles: {problem}") from problem
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "es"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for file in mail.attachments:
        main, _, sub = file.mime_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message


def _refusal(code: int, text: str) -> Exception:
    kind = MailRejected if code >= PERMANENT else MailUnavailable
    return kind(f"{code} {text}")
