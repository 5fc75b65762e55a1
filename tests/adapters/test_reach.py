"""Whether the parts outside answer: quickly, all at once, without saying anything to them."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.reach import FRESH_SECONDS, PATIENCE_SECONDS, Outside
from local.ports import free_port

Heard = list[bytes]


@pytest.fixture
async def server() -> AsyncIterator[tuple[int, Heard]]:
    """A port that notes what it is told."""
    heard: Heard = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())
        writer.close()

    listening = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1], heard


async def test_each_part_is_told_apart_and_one_that_is_not_configured_is_not_told(
    server: tuple[int, Heard], tmp_path: Path
) -> None:
    port, closed = server[0], free_port()

    answers = await Outside(
        {
            "archivo": (tmp_path / "archivo").as_uri(),
            "registro_de_correo": (tmp_path / "no" / "existe").as_uri(),
            "correo_saliente": f"smtps://usuario:clave@127.0.0.1:{port}",
            "buzon": f"imaps://usuario:clave@127.0.0.1:{closed}/INBOX",
            "cubeta": f"s3://pqrsd?endpoint=http://127.0.0.1:{port}",
            "crm": "",
        }
    ).answer()

    assert answers == {
        "archivo": True,
        "registro_de_correo": False,
        "correo_saliente": True,
        "buzon": False,
        "cubeta": True,
    }


async def test_nothing_is_said_to_a_part(server: tuple[int, Heard]) -> None:
    port, heard = server

    assert await Outside({"correo_saliente": f"smtp://127.0.0.1:{port}"}).answer() == {"correo_saliente": True}

    async with asyncio.timeout(10):
        while not heard:
            await asyncio.sleep(0.01)
    assert heard == [b""]


async def test_asked_often_the_parts_are_asked_once(server: tuple[int, Heard]) -> None:
    outside = Outside({"crm": f"http://127.0.0.1:{server[0]}"})
    began = time.monotonic()

    answers = await asyncio.gather(*(outside.answer() for _ in range(50)))
    heard = len(server[1])

    assert answers == [{"crm": True}] * 50
    assert heard <= 1 + (time.monotonic() - began) // FRESH_SECONDS


def test_who_asks_waits_for_no_part_longer_than_two_seconds() -> None:
    assert PATIENCE_SECONDS <= 2
