"""The mail log: whichever server keeps it, a message it took is found, and only that one."""

import mailbox
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from activities.ports_mail import Mail, MailLog, MailUnavailable
from adapters.mail_log import open_mail_log
from adapters.smtp import SmtpMailer
from domain.letters import MessageNames
from local.imap import ImapServer
from local.smtp import SmtpSink
from tests.adapters.mailpit import mailpit

DOMAIN = "pqrsd.example"
FIRST, SECOND, NEVER = (MessageNames(DOMAIN, b"secreto").of(f"2026-E-00000{n}/acuse") for n in (1, 2, 3))


@asynccontextmanager
async def maildir(folder: Path) -> AsyncIterator[str]:
    yield (folder / "correo").as_uri()


@asynccontextmanager
async def imap(folder: Path) -> AsyncIterator[str]:
    server = ImapServer(folder)
    await server.start()
    try:
        yield server.url("registro")
    finally:
        await server.stop()


@asynccontextmanager
async def catcher(folder: Path) -> AsyncIterator[str]:
    async with mailpit(folder / "correo") as url:
        yield url


Kind = Callable[[Path], AbstractAsyncContextManager[str]]
KINDS: list[Kind] = [maildir, imap, catcher]


@asynccontextmanager
async def logged(kind: Kind, folder: Path, *names: str) -> AsyncIterator[tuple[MailLog, SmtpSink]]:
    """A log of a kind over a server that took messages of these names."""
    taking = SmtpSink(folder / "correo")
    await taking.start()
    async with kind(folder) as url:
        for name in names:
            await SmtpMailer(taking.url, "ICETEX <pqrsd@icetex.example>").send(
                Mail(name, "lucia@correo.example", "Recibimos su petición", "Hola\n", "<p>Hola</p>")
            )
        yield open_mail_log(url), taking
    await taking.stop()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_message_the_server_took_is_found_with_its_instant(kind: Kind, tmp_path: Path) -> None:
    async with logged(kind, tmp_path, FIRST, SECOND) as (log, _):
        found = await log.find(SECOND)

    assert found is not None
    assert (found.message_id, found.dialogue) == (SECOND, "250 según el registro de correo")
    assert abs((datetime.now(UTC) - found.sent_at).total_seconds()) < 60


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_never_taken_is_not_found_nor_a_part_of_a_name(kind: Kind, tmp_path: Path) -> None:
    async with logged(kind, tmp_path, FIRST) as (log, _):
        outcomes = [await log.find(name) for name in (NEVER, FIRST[:-9] + ">", "<" + FIRST[9:])]

    assert outcomes == [None, None, None]


@pytest.mark.parametrize("kind", KINDS)
async def test_the_names_of_our_domain_are_listed_and_a_deleted_message_is_not(kind: Kind, tmp_path: Path) -> None:
    async with logged(kind, tmp_path, FIRST, SECOND, "<otra@ajeno.example>") as (log, taking):
        before = set(await log.names(DOMAIN))
        deleted(taking.maildir, SECOND)
        after = set(await log.names(DOMAIN))

    assert (before, after) == ({FIRST, SECOND}, {FIRST})


@pytest.mark.parametrize(
    "url", ["imap://a:b@127.0.0.1:9/INBOX", "http://127.0.0.1:9", "imap+starttls://a:b@127.0.0.1:9"]
)
@pytest.mark.parametrize("question", [lambda log: log.find(FIRST), lambda log: log.names(DOMAIN)])
async def test_a_log_that_does_not_answer_does_not_pass_for_an_empty_one(
    url: str, question: Callable[[MailLog], Awaitable[object]]
) -> None:
    with pytest.raises(MailUnavailable):
        await question(open_mail_log(url))


async def test_a_log_with_another_password_does_not_pass_for_an_empty_one(tmp_path: Path) -> None:
    async with imap(tmp_path) as url:
        with pytest.raises(MailUnavailable):
            await open_mail_log(url.replace("clave-local", "otra")).find(FIRST)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with"):
        open_mail_log("pop3://servidor")


def deleted(folder: Path, name: str) -> None:
    box = mailbox.Maildir(folder)
    [key] = [key for key, message in box.items() if message["Message-ID"] == name]
    box.remove(key)
