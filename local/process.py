"""Child processes that cannot outlive us: started, waited for, stopped; killed by the kernel if we die."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 10.0


class PartFailed(Exception):
    """A part of the stack did not start; says which, and where its log is."""


class Part:
    """One process of the stack."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        logs: Path,
        *,
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
        niceness: int = 0,
    ) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        self._command = command
        self._env = {**os.environ, **(env or {})}
        self._user = user
        self._stop_with = stop_with
        self._niceness = niceness
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, is_ready: Callable[[], Awaitable[bool]], *, seconds: float = 60.0) -> None:
        """Start and wait until ready. Raises PartFailed."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env=self._env,
                stdout=log,
                stderr=log,
                stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=partial(_prepare, self._niceness),
                user=self._user,
                group=self._user,
            )
        deadline = asyncio.get_running_loop().time() + seconds
        while not await is_ready():
            if self._process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                await self.stop()
                raise PartFailed(f"«{self.name}» no arrancó; vea {self.log}")
            await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Ask it to stop, then make it."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(self._stop_with)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """SIGKILL, as an accident would, to the part and to what it began: it leads a session of its own."""
        if self._process is not None and self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()


def _prepare(niceness: int) -> None:
    """Die with the parent; give way to the other parts, one by one and as a session (sched(7), autogroup)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(niceness)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness))


async def listens(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
