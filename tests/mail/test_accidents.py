"""Mail and accidents: killed anywhere, read by several, a part of the system away: nothing is lost or doubled."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from adapters.imap import ImapFolder, MailboxUnavailable, _move
from adapters.incoming import Arrived, IncomingTable, Outcome
from adapters.tables import FilingRow, LetterRowTable
from adapters.tables_mail import IncomingRow
from local.imap import ImapServer
from mail.acts import Acts, EngineSilent
from mail.mailroom import ASIDE, Mailroom
from mail.sorting import sort_one
from tests.mail.door import Door, digest
from tests.mail.letters import plain
from tests.support import World, filed_by, until


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    opened = Door(world)
    yield opened
    await opened.folder.close()


class Killed(Exception):
    """The process ended here."""


class DiesAfterClaiming(IncomingTable):
    async def claim(self, arrived: Arrived) -> bool:
        await super().claim(arrived)
        raise Killed


class DiesBeforeSettling(IncomingTable):
    async def settle(self, fingerprint: str, kind: str, outcome: Outcome, sender_hash: str | None) -> None:
        raise Killed


class EngineAway(Acts):
    async def perform(self, radicado: str, update: str, act: Any, *, key: str) -> None:
        raise EngineSilent


async def cases_about(world: World, subject: str) -> int:
    async with world.sessions() as session:
        radicados = list(await session.scalars(select(FilingRow.radicado)))
    return [(await filed_by(world.sessions, x)).subject for x in radicados].count(subject)


async def test_killed_between_the_claim_and_the_move_a_message_is_taken_again_and_is_the_same(
    world: World, door: Door
) -> None:
    dying = replace(door.parts, register=DiesAfterClaiming(world.sessions))
    world.stack.imap.deliver(plain("muere-1", Subject="muere 1"))

    await Mailroom([door.folder], dying).gather(door.folder)
    left = world.stack.imap.kept()
    await door.deliver()

    assert (left, world.stack.imap.kept(), await cases_about(world, "muere 1")) == (1, 0, 1)


async def test_killed_between_the_case_and_its_note_a_message_opens_one_case(world: World, door: Door) -> None:
    dying = replace(door.parts, register=DiesBeforeSettling(world.sessions))
    message = plain("muere-2", Subject="muere 2")
    world.stack.imap.deliver(message)
    await door.room.gather(door.folder)

    await sort_one(dying)
    unsettled = (await door.row(message)).settled_at
    await door.settle()

    assert unsettled is None
    assert (await door.row(message)).outcome == "radicado"
    assert await cases_about(world, "muere 2") == 1


async def test_three_readers_at_once_open_one_case_for_each_message(world: World, door: Door) -> None:
    messages = [plain(f"tres-{n}", f"Mensaje {n}", Subject="tres a la vez") for n in range(12)]
    for message in messages:
        world.stack.imap.deliver(message)
    readers = [ImapFolder(world.stack.imap.url()) for _ in range(3)]

    await asyncio.gather(*(Mailroom([x], door.parts).gather(x) for x in readers), return_exceptions=True)
    await door.deliver()
    await asyncio.gather(*(door.settle() for _ in range(3)))
    await asyncio.gather(*(x.close() for x in readers))

    assert {(await door.row(x)).outcome for x in messages} == {"radicado"}
    assert await cases_about(world, "tres a la vez") == len(messages)
    async with world.sessions() as session:
        assert await session.scalar(select(func.count()).where(IncomingRow.size_bytes == 0)) == 0


async def test_a_reply_waits_while_the_engine_is_away(world: World, door: Door) -> None:
    case = await world.filed("motor caído")
    await case.until_letter("acuse")
    async with world.sessions() as session:
        name = await session.scalar(select(LetterRowTable.message_id).filter_by(radicado=case.radicado, kind="acuse"))
    reply = plain("espera", "Hola.", From="lucia@correo.example", In_Reply_To=str(name))
    world.stack.imap.deliver(reply)
    await door.room.gather(door.folder)

    await sort_one(replace(door.parts, acts=EngineAway(world.temporal)))
    waiting = await door.row(reply)
    await door.settle()

    assert (waiting.outcome, waiting.detail, waiting.attempts) == ("recibido", "en espera: motor", 1)
    assert (await door.row(reply)).outcome == "mensaje"


async def test_a_message_the_server_cannot_hand_over_is_put_in_sight_and_stops_nobody(world: World, door: Door) -> None:
    behind = plain("detras", Subject="detrás del imposible")
    (world.stack.folder / "buzon" / "new" / "1.imposible").symlink_to("/proc/self/mem")  # no reading it
    world.stack.imap.deliver(behind)

    for _ in range(3):
        await door.room.gather(door.folder)
    await door.settle()

    async with world.sessions() as session:
        seen = await session.scalar(
            select(func.count()).where(
                IncomingRow.outcome == "ilegible",
                IncomingRow.message_id.is_(None),
                IncomingRow.size_bytes < 300,
                IncomingRow.size_bytes > 100,
            )
        )
    assert (world.stack.imap.kept(), world.stack.imap.kept(ASIDE)) == (0, 1)
    assert (await door.row(behind)).outcome == "radicado"
    assert seen == 1


async def test_a_running_mailroom_is_told_of_mail_by_the_server(world: World, door: Door) -> None:
    working = asyncio.create_task(door.room.run())
    message = plain("en-marcha", Subject="en marcha")
    try:
        await asyncio.sleep(1.5)

        world.stack.imap.deliver(message)

        async with asyncio.timeout(60):
            while not await door.is_settled(message):
                await asyncio.sleep(0.2)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    assert world.stack.imap.kept() == 0


async def test_a_mailbox_that_is_away_is_asked_again_when_it_is_back(tmp_path: Path, world: World, door: Door) -> None:
    server = ImapServer(tmp_path)
    folder = ImapFolder(server.url())

    with pytest.raises(MailboxUnavailable):
        await folder.waiting(1)
    await server.start()
    server.deliver(b"Subject: hola\r\n\r\n")
    found = await folder.waiting(1)
    await folder.close()
    await server.stop()

    assert len(found) == 1


class Plain:
    """A server with UIDPLUS and without MOVE; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def folder_exists(self, folder: str) -> bool:
        return folder == "Otra"

    def has_capability(self, name: str) -> bool:
        return name == "UIDPLUS"

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **_: self.asked.append((name, *given))


def test_without_move_a_message_is_copied_before_it_is_deleted() -> None:
    server = Plain()

    _move(server, 7, "Procesados")

    assert server.asked == [
        ("create_folder", "Procesados"),
        ("copy", [7], "Procesados"),
        ("delete_messages", [7]),
        ("uid_expunge", [7]),
    ]


class Silent(ImapFolder):
    """A mailbox whose server tells nothing of what comes while nobody looks."""

    async def changed(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def test_a_message_that_no_server_tells_of_is_seen_soon_after_the_one_before(world: World, door: Door) -> None:
    folder = Silent(world.stack.imap.url())
    working = asyncio.create_task(Mailroom([folder], door.parts).run())
    first, second = (plain(f"silencio-{n}", "Solicito copia del pagaré.") for n in (1, 2))

    async def is_kept(content: bytes) -> bool:
        async with world.sessions() as session:
            found = select(IncomingRow.sha256).where(IncomingRow.sha256 == digest(content))
            return await session.scalar(found) is not None

    world.stack.imap.deliver(first)
    await until(lambda: is_kept(first), seconds=30)
    world.stack.imap.deliver(second)
    await until(lambda: is_kept(second), seconds=10)

    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
