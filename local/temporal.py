"""The Temporal development server with its Web UI, from its wheel, as a child process."""

import sys
from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError

from local.ports import HOST, free_port
from local.process import Part

SEARCH_ATTRIBUTES = {
    "PqrsdTipo": "Keyword",
    "PqrsdCanal": "Keyword",
    "PqrsdEstado": "Keyword",
    "PqrsdDependencia": "Keyword",
    "PqrsdResponsable": "Keyword",
    "PqrsdNivel": "Int",
    "PqrsdVence": "Datetime",
    "PqrsdVencida": "Bool",
    "PqrsdPrioritaria": "Bool",
}
DYNAMIC = {
    "frontend.WorkflowTimeSkippingEnabled": "true",
    "activity.enableStandalone": "true",
    "history.timerProcessorMaxTimeShift": '"10ms"',
    "history.transferProcessorMaxPollRPS": "2000",
    "history.timerProcessorMaxPollRPS": "2000",
    "history.visibilityProcessorMaxPollRPS": "2000",
    "history.transferProcessorMaxPollHostRPS": "5000",
    "history.timerProcessorMaxPollHostRPS": "5000",
    "history.visibilityProcessorMaxPollHostRPS": "5000",
    "history.maxInFlightUpdates": "100",
    "matching.numTaskqueueReadPartitions": "1",
    "matching.numTaskqueueWritePartitions": "1",
}


class TemporalServer:
    """A development server; its history is kept in a file of *folder*."""

    def __init__(self, folder: Path, *, port: int = 0, ui_port: int = 0) -> None:
        self.address = f"{HOST}:{free_port(port)}"
        self.target = {"target_host": self.address, "namespace": "default"}
        self.ui_url = f"http://{HOST}:{free_port(ui_port)}"
        command = [
            str(Path(sys.executable).parent / "temporal"), "server", "start-dev",
            "--ip", HOST, "--port", self.address.rpartition(":")[2],
            "--ui-port", self.ui_url.rpartition(":")[2], "--ui-ip", HOST,
            "--db-filename", str(folder / "temporal.db"), "--log-level", "error",
            "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=1",
        ]  # fmt: skip
        for name, kind in SEARCH_ATTRIBUTES.items():
            command += ["--search-attribute", f"{name}={kind}"]
        for name, value in DYNAMIC.items():
            command += ["--dynamic-config-value", f"{name}={value}"]
        self._part = Part("temporal", command, folder / "logs")

    async def start(self) -> None:
        """Start and wait for the frontend. Raises PartFailed."""
        await self._part.start(self._is_ready)

    async def stop(self) -> None:
        await self._part.stop()

    async def kill(self) -> None:
        await self._part.kill()

    async def _is_ready(self) -> bool:
        try:
            client = await Client.connect(self.address)
            return await client.service_client.check_health()
        except (RPCError, RuntimeError):
            return False
