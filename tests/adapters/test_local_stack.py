"""The embedded stack: it takes free ports, keeps its data, and leaves nothing running."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from adapters.database import connect_database
from adapters.read_model import ReadModel
from local.ports import HOST, free_port
from local.process import PartFailed, listens
from local.stack import ROOT, Ports, parts
from tests.support import until

SCRIPT = """
import asyncio, pathlib, sys
from local.stack import parts

async def main():
    async with parts(pathlib.Path(sys.argv[1]), is_durable=False):
        print("listo", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def running_in(folder: Path) -> list[str]:
    """Command lines of live processes that name the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(folder) in line and int(entry.name) != os.getpid():
                found.append(line)
    return found


async def test_when_a_port_is_taken_another_is_used_and_the_data_is_kept(tmp_path: Path) -> None:
    async with parts(tmp_path, is_durable=False) as first:
        taken = int(first.temporal.address.rpartition(":")[2])
        async with parts(tmp_path / "otro", is_durable=False, ports=Ports(temporal=taken)) as second:
            assert second.temporal.address != first.temporal.address
        await first.postgres.create("marca")

    async with parts(tmp_path, is_durable=False) as again:
        engine, sessions = connect_database(again.postgres.url("marca"), bytes(32))
        reachable = await ReadModel(sessions).is_reachable()
        await engine.dispose()

    assert reachable
    assert running_in(tmp_path) == []


async def test_a_second_stack_over_the_same_folder_is_refused_and_the_first_is_untouched(tmp_path: Path) -> None:
    async with parts(tmp_path, is_durable=False) as first:
        lock_file = (tmp_path / "postgres" / "postmaster.pid").read_text()

        with pytest.raises(PartFailed, match="otro sistema en marcha usa"):
            await parts(tmp_path).__aenter__()

        assert (tmp_path / "postgres" / "postmaster.pid").read_text() == lock_file
        await first.postgres.create("sigue")


async def test_killing_it_outright_leaves_no_process(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, str(tmp_path), stdout=asyncio.subprocess.PIPE, env=env
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"listo"

    process.send_signal(signal.SIGKILL)
    await process.wait()

    async def is_quiet() -> bool:
        return not running_in(tmp_path)

    await until(is_quiet)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
async def test_told_to_stop_it_stops_everything_in_order(tmp_path: Path, told: signal.Signals) -> None:
    port = free_port()
    process = await pqrsd("up", "--data", str(tmp_path), "--api-port", str(port))
    await until(lambda: listens(HOST, port), seconds=120)

    process.send_signal(told)
    said, _ = await process.communicate()

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert running_in(tmp_path) == []


async def test_a_part_that_does_not_start_is_told_in_a_line_and_the_others_are_stopped(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("otra cosa")
    process = await pqrsd("up", "--data", str(tmp_path), "--api-port", str(free_port()))

    said, _ = await process.communicate()

    assert process.returncode == 2
    assert said.decode().splitlines() == [f"pqrsd: «postgres» no arrancó; vea {tmp_path}/logs/postgres.log"]
    assert running_in(tmp_path) == []


async def pqrsd(*command: str) -> asyncio.subprocess.Process:
    """The command, run in a process of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from cli import app; app()", *command, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
