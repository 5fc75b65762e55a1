"""The embedded stack: PostgreSQL, Temporal, mail; and over them the worker and the API, all on the loopback."""

import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from local.crm import SECRET, CrmSink
from local.folder import claimed
from local.imap import ImapServer
from local.ports import HOST, free_port
from local.postgres import Postgres
from local.process import Part, listens
from local.smtp import SmtpSink
from local.temporal import TemporalServer

ROOT = Path(__file__).parent.parent
WORKER_NICENESS = 5
"""It gives way to the API: people wait there, and at the worker nobody does."""


@dataclass(frozen=True)
class Ports:
    """The ports to try first; another free one is taken when somebody has them."""

    api: int = 0
    temporal: int = 0
    ui: int = 0


@dataclass
class Stack:
    """The running parts."""

    folder: Path
    postgres: Postgres
    temporal: TemporalServer
    smtp: SmtpSink
    imap: ImapServer
    api_port: int
    is_virtual: bool = False
    crm: CrmSink | None = None
    database: str = "pqrsd"

    @property
    def api_url(self) -> str:
        return f"http://{HOST}:{self.api_port}"

    def environment(self) -> dict[str, str]:
        """The settings of worker and API over these parts."""
        return {
            "PQRSD_DATABASE_URL": self.postgres.url(self.database),
            "PQRSD_SMTP_URL": self.smtp.url,
            "PQRSD_MAIL_LOG_URL": self.smtp.maildir.resolve().as_uri(),
            "PQRSD_INTAKE_URL": self.imap.url(),
            "PQRSD_BOUNCES_URL": self.imap.url(),
            "PQRSD_ARCHIVE_URL": (self.folder / "archivo").resolve().as_uri(),
            "PQRSD_PACKAGES_URL": (self.folder / "gestor-documental").resolve().as_uri(),
            "PQRSD_SIGNING_KEY": _kept_key(self.folder / "signing.key"),
            "PQRSD_PAYLOAD_KEY": self.payload_key.hex(),
            "PQRSD_PUBLIC_URL": self.api_url,
            "PQRSD_MAIL_FROM": "ICETEX <pqrsd@icetex.example>",
            "PQRSD_MAIL_DOMAIN": "pqrsd.icetex.example",
            "PQRSD_CRM_URL": self.crm.url if self.crm else "",
            "PQRSD_CRM_SECRET": SECRET,
            "PQRSD_EMBEDDED": "1",
            "PQRSD_VIRTUAL_TIME": "1" if self.is_virtual else "",
            "TEMPORAL_ADDRESS": self.temporal.address,
            "TEMPORAL_NAMESPACE": "default",
        }

    @property
    def payload_key(self) -> bytes:
        """The master key of this data folder."""
        return bytes.fromhex(_kept_key(self.folder / "payload.key"))

    def worker(self) -> Part:
        """A worker process, not yet started."""
        command = (sys.executable, "-m", "worker")
        return Part("worker", command, self.folder / "logs", env=self._python(), niceness=WORKER_NICENESS)

    def api(self) -> Part:
        """An API process, not yet started."""
        command = (sys.executable, "-m", "uvicorn", "api:create_app", "--factory", "--host", HOST,
                   "--port", str(self.api_port), "--no-access-log", "--no-proxy-headers")  # fmt: skip
        return Part("api", command, self.folder / "logs", env=self._python())

    async def is_api_up(self) -> bool:
        return await listens(HOST, self.api_port)

    async def is_worker_up(self) -> bool:
        return (self.folder / "worker.ready").exists()

    def _python(self) -> dict[str, str]:
        ready = str(self.folder / "worker.ready")
        return {**self.environment(), "PYTHONPATH": str(ROOT), "PQRSD_WORKER_READY": ready}


@asynccontextmanager
async def parts(
    folder: Path,
    *,
    is_durable: bool = True,
    is_virtual: bool = False,
    ports: Ports = Ports(),
    crm: CrmSink | None = None,
) -> AsyncIterator[Stack]:
    """PostgreSQL migrated, Temporal and mail running; all stopped on leaving, however one leaves.

    A CRM is of who gives it; without one, what it would be told is kept in a table.
    """
    from adapters.database import upgrade

    async with AsyncExitStack() as running:
        running.enter_context(claimed(folder))
        stack = Stack(
            folder,
            Postgres(folder, is_durable=is_durable),
            TemporalServer(folder, port=ports.temporal, ui_port=ports.ui),
            SmtpSink(folder / "correo"),
            ImapServer(folder),
            free_port(ports.api),
            is_virtual,
            crm,
        )
        for part in (stack.postgres, stack.temporal, stack.smtp, stack.imap):
            running.push_async_callback(part.stop)
            await part.start()
        await upgrade(stack.postgres.url(), stack.payload_key)
        yield stack


@asynccontextmanager
async def served(stack: Stack) -> AsyncIterator[tuple[Part, Part]]:
    """The worker and the API over the parts."""
    (stack.folder / "worker.ready").unlink(missing_ok=True)
    worker, api = stack.worker(), stack.api()
    async with AsyncExitStack() as running:
        running.push_async_callback(worker.stop)
        running.push_async_callback(api.stop)
        await worker.start(stack.is_worker_up)
        await api.start(stack.is_api_up)
        yield worker, api


def _kept_key(path: Path) -> str:
    """A 32-byte key of this data folder, made the first time."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()
