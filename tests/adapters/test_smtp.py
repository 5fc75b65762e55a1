"""Mail by SMTP: what the server answers decides what becomes of the letter; the log remembers what it took."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from activities.ports_mail import Mail, MailAttachment, MailRejected, MailUnavailable
from adapters.mail_log import MaildirLog
from adapters.smtp import SmtpMailer, mailbox
from domain.letters import MessageNames
from local.smtp import SmtpSink

SENDER = "ICETEX <pqrsd@icetex.example>"
NAME = MessageNames("pqrsd.example", b"secreto").of("2026-E-000001/acuse")
PLAIN = {"EHLO": "250 correo.local"}


def mail(to: str = "lucia@correo.example", subject: str = "Recibimos su petición") -> Mail:
    attachment = MailAttachment("2026-S-000001.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
    return Mail(NAME, to, subject, "Señora Ríos:\n.\nFin\n", "<p>Señora Ríos</p>", (attachment,))


@asynccontextmanager
async def server(**replies: str) -> AsyncIterator[str]:
    """A server that agrees to every command but those with a reply of their own; `END` follows the message."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 correo.local\r\n")
        while line := await reader.readline():
            verb = line.decode().split()[0].upper()
            writer.write(f"{ {**PLAIN, 'DATA': '354 siga', **replies}.get(verb, '250 OK') }\r\n".encode())
            if verb == "DATA" and "DATA" not in replies:
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(f"{replies.get('END', '250 OK')}\r\n".encode())
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()


@asynccontextmanager
async def sink(folder: Path) -> AsyncIterator[SmtpSink]:
    taking = SmtpSink(folder / "correo")
    await taking.start()
    try:
        yield taking
    finally:
        await taking.stop()


def taken(kept: SmtpSink) -> EmailMessage:
    """The one message a sink took, parsed back."""
    [message] = kept.messages
    parsed = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


async def test_a_message_arrives_with_its_name_its_accents_and_its_letter(tmp_path: Path) -> None:
    async with sink(tmp_path) as kept:
        await SmtpMailer(kept.url, SENDER).send(mail())

        message = taken(kept)

    plain, page, [letter] = message.get_body(["plain"]), message.get_body(["html"]), list(message.iter_attachments())
    assert (message["Message-ID"], message["To"], message["Subject"]) == (
        NAME,
        "lucia@correo.example",
        "Recibimos su petición",
    )
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "es")
    assert message["Date"].datetime.tzinfo is not None
    assert plain is not None
    assert plain.get_content().splitlines() == ["Señora Ríos:", ".", "Fin"]
    assert page is not None
    assert "Señora Ríos" in page.get_content()
    assert (letter.get_filename(), letter.get_content()) == ("2026-S-000001.pdf", b"%PDF-1.7 \x00\xff")


async def test_the_dialogue_with_the_server_is_the_evidence(tmp_path: Path) -> None:
    async with sink(tmp_path) as kept:
        receipt = await SmtpMailer(kept.url, SENDER).send(mail())
        [taken_in] = (kept.maildir / "new").iterdir()
        content = taken_in.read_bytes()

    instants, lines = zip(*(line.split(" ", 1) for line in receipt.dialogue.splitlines()), strict=True)
    assert list(instants) == sorted(instants)
    assert [line[:7] for line in lines] == ["S: 220 ", "C: MAIL", "S: 250 ", "C: RCPT", "S: 250 ", "C: DATA", "S: 250 "]
    assert lines[3] == "C: RCPT TO:<lucia@correo.example>"
    assert lines[5].endswith(f"SHA-256 {sha256(content).hexdigest()})")


async def test_a_refusal_keeps_what_was_said_until_then_and_no_credential() -> None:
    async with server(
        EHLO="250-correo.local\r\n250 AUTH PLAIN", AUTH="235 pase", RCPT="550 5.1.1 no existe"
    ) as address:
        with pytest.raises(MailRejected) as refused:
            await SmtpMailer(f"smtp://ana:clave@{address}", SENDER).send(mail())

    said = [line.split(" ", 1)[1] for line in refused.value.dialogue.splitlines()]
    assert said[-2:] == ["C: RCPT TO:<lucia@correo.example>", "S: 550 5.1.1 no existe"]
    assert not [line for line in said if "AUTH" in line or "YW5h" in line]


async def test_only_what_no_person_decided_says_that_a_machine_sent_it(tmp_path: Path) -> None:
    async with sink(tmp_path) as kept:
        await SmtpMailer(kept.url, SENDER).send(replace(mail(), is_automatic=False))

        assert taken(kept)["Auto-Submitted"] == "no"


async def test_an_address_with_an_accent_before_the_at_sign_travels_whole(tmp_path: Path) -> None:
    async with sink(tmp_path) as kept:
        await SmtpMailer(kept.url, SENDER).send(mail("josé@peñón.co"))

        assert taken(kept)["To"] == "josé@xn--pen-8mak.co"


@pytest.mark.parametrize(
    "replies",
    [{"RCPT": "550 5.1.1 no existe"}, {"DATA": "554 no"}, {"END": "554 5.6.0 contenido"}, {"MAIL": "552 muy grande"}],
)
async def test_a_message_or_recipient_refused_for_good_is_rejected(replies: dict[str, str]) -> None:
    async with server(**replies) as address:
        with pytest.raises(MailRejected, match="55"):
            await SmtpMailer(f"smtp://{address}", SENDER).send(mail())


@pytest.mark.parametrize(
    "replies",
    [
        {"RCPT": "451 luego"},
        {"RCPT": "554 5.7.1 Relay denied"},
        {"RCPT": "554 <lucia@correo.example>: Relay access denied"},
        {"RCPT": "530 Authentication required"},
        {"DATA": "550 5.7.26 sin autenticar"},
        {"END": "452 lleno"},
        {"END": "554 5.7.1 contenido"},
        {"MAIL": "550 remitente"},
        {"EHLO": "554 no", "HELO": "554 no"},
    ],
)
async def test_what_may_pass_or_is_our_own_fault_is_tried_again(replies: dict[str, str]) -> None:
    async with server(**replies) as address:
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp://{address}", SENDER).send(mail())


async def test_our_own_password_refused_does_not_condemn_the_letter() -> None:
    async with server(EHLO="250-correo.local\r\n250 AUTH PLAIN", AUTH="535 5.7.8 clave vencida") as address:
        with pytest.raises(MailUnavailable, match="535"):
            await SmtpMailer(f"smtp://ana:clave%40@{address}", SENDER).send(mail())


async def test_without_encryption_nothing_is_said_to_a_server_that_must_have_it() -> None:
    async with server() as address:
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp+starttls://{address}", SENDER).send(mail())


async def test_a_server_that_knows_no_accents_in_addresses_rejects_one() -> None:
    async with server() as address:
        with pytest.raises(MailRejected, match="SMTPUTF8"):
            await SmtpMailer(f"smtp://{address}", SENDER).send(mail("josé@correo.example"))


async def test_nobody_listening_is_tried_again() -> None:
    async with server() as address:
        pass

    with pytest.raises(MailUnavailable):
        await SmtpMailer(f"smtp://{address}", SENDER).send(mail())


@pytest.mark.parametrize(
    "address",
    ["", "sin arroba", "a@", "@b.co", "a@b@c", "a@b.co, c@d.co", "Grupo: a@b.co;", "Ana <a@b.co>", '"a b"@b.co',
     "a@b.co\r\nBcc: c@d.co", "a@b.co\x00", "a\u202e@b.co", "a@b.co>SIZE=1", "a@b..co", "é" * 65 + "@b.co"],
)  # fmt: skip
def test_what_is_not_one_mailbox_is_no_address(address: str) -> None:
    with pytest.raises(MailRejected, match="no es una dirección"):
        mailbox(address)


async def test_a_line_break_in_a_subject_adds_no_header() -> None:
    with pytest.raises(MailRejected, match="asunto"):
        await SmtpMailer("smtp://127.0.0.1:9", SENDER).send(mail(subject="Hola\r\nBcc: x@y.co"))


async def test_the_log_finds_what_came_after_it_was_first_asked_and_what_was_read_since(tmp_path: Path) -> None:
    async with sink(tmp_path) as kept:
        log = MaildirLog(kept.maildir.as_uri())

        before = await log.find(NAME)
        receipt = await SmtpMailer(kept.url, SENDER).send(mail())
        after = await log.find(NAME)
        [file] = (kept.maildir / "new").iterdir()
        file.rename(kept.maildir / "cur" / f"{file.name}:2,S")
        read = await MaildirLog(kept.maildir.as_uri()).find(NAME)

    assert before is None
    assert after == read
    assert after is not None
    assert abs((after.sent_at - receipt.sent_at).total_seconds()) < 60


async def test_a_log_that_is_not_there_does_not_pass_for_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await MaildirLog((tmp_path / "nada").as_uri()).find(NAME)
