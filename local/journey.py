"""One case taken through virtual time: acts by HTTP as its people would, the clock by fast-forward."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from email.header import decode_header, make_header
from mailbox import MaildirMessage
from typing import Any

import httpx
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from adapters.temporal import TASK_QUEUE
from domain.instants import BOGOTA, start_of
from local.imap import ImapServer
from local.smtp import SmtpSink

PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 0.5
"""Between two looks at what is awaited: whoever looks too often takes the processor from what they await."""


class Unexpected(Exception):
    """A case did not go as its situation says."""


class Journey:
    """A case of the demonstration."""

    def __init__(
        self, title: str, api: httpx.AsyncClient, temporal: Client, mail: SmtpSink, inbox: ImapServer | None = None
    ) -> None:
        self.title = title
        self.radicado = ""
        self.code = ""
        self.case: dict[str, Any] = {}
        self.remark = ""
        """What the demonstration says of it at the end, if anything."""

        self._api = api
        self._temporal = temporal
        self._mail = mail
        self._inbox = inbox
        self._skipper = TimeSkipper(temporal, config=TimeSkippingConfig(enabled=False))
        self._skipped = timedelta()

    @property
    def now(self) -> datetime:
        """The virtual instant of this case."""
        return datetime.now(UTC).astimezone(BOGOTA) + self._skipped

    @property
    def due_on(self) -> date:
        return date.fromisoformat(self.case["vence_el"])

    async def file(self, body: dict[str, Any]) -> None:
        """File the case as an intake system would."""
        reply = await self._send("POST", "/api/v1/pqrsd", "radicador", body)
        filed = accepted(reply, self.title)
        self.radicado, self.code, self.case = filed["radicado"], filed["codigo_consulta"], filed

    async def act(self, name: str, body: dict[str, Any], *, role: str = "agente") -> None:
        """Do an act that must be accepted."""
        reply = await self._send("POST", f"/api/v1/pqrsd/{self.radicado}/{name}", role, body)
        self.case = accepted(reply, f"{self.title}: {name}")

    async def ask(self, path: str, body: dict[str, Any] | None, *, role: str, method: str = "POST") -> Any:
        """Call any other part of the API; what it answers."""
        return accepted(await self._send(method, f"/api/v1/{path}", role, body), f"{self.title}: {path}")

    def beside(self, title: str) -> "Journey":
        """Another case over the same parts."""
        return Journey(title, self._api, self._temporal, self._mail, self._inbox)

    def write(self, message: bytes) -> None:
        """Leave a message in the mailbox of the entity, as its mail server does."""
        if self._inbox is None:
            raise Unexpected(f"{self.title}: no hay buzón de entrada")
        self._inbox.deliver(message)

    async def mailed(self, about: str, *, to: str = "") -> MaildirMessage:
        """The last message about something and, unless it has none yet, about this case; waits until it has left."""
        found: list[MaildirMessage] = []

        async def arrived() -> bool:
            mine = [x for x in self._mail.messages if about in subject_of(x) and to in str(x["To"])]
            found[:] = [x for x in mine if self.radicado in subject_of(x) + plain_of(x)]
            return bool(found)

        await self._wait(arrived, f"correo «{about}»")
        return found[-1]

    async def page(self, path: str, *, method: str = "GET", **sent: Any) -> str:
        """A page of the portal, as anybody sees it."""
        return (await self._api.request(method, path, follow_redirects=True, **sent)).text

    async def staff_page(self, path: str, *, role: str) -> str:
        """A page for officials, after their login."""
        async with httpx.AsyncClient(base_url=self._api.base_url, follow_redirects=True, timeout=60) as browser:
            await browser.post("/ingresar", data={"ficha": f"dev-{role}"})
            return (await browser.get(path)).text

    async def file_at(self, path: str, *, role: str) -> bytes:
        """A file that the API hands out."""
        reply = await self._send("GET", f"/api/v1/{path}", role, None)
        if not reply.is_success:
            raise Unexpected(f"{self.title}: {path}: {reply.status_code} {reply.text}")
        return reply.content

    async def status_of(self, path: str, *, role: str) -> int:
        """With which status the API answers."""
        return (await self._send("GET", f"/api/v1/{path}", role, None)).status_code

    async def run(self, workflow: str, argument: Any, workflow_id: str) -> Any:
        """Run a workflow of the product now, as its schedule would; what it answers."""
        return await self._temporal.execute_workflow(workflow, argument, id=workflow_id, task_queue=TASK_QUEUE)

    async def signal(self, name: str, argument: Any) -> None:
        """Tell the case something as a system that waits for nobody does."""
        await self._temporal.get_workflow_handle(self.radicado).signal(name, argument)

    async def until_met(self, met: Callable[[], Awaitable[bool]], what: str) -> None:
        """Wait, in real time, for something else."""
        await self._wait(met, what)

    def require(self, found: object, what: str) -> None:
        """Raises Unexpected if what was looked for is not there, or is not so."""
        if not found:
            raise Unexpected(f"{self.title} ({self.radicado}): {what}")

    async def refused(
        self, name: str, body: dict[str, Any], *, rule: str, role: str = "agente", status: int = httpx.codes.CONFLICT
    ) -> None:
        """Do an act that a rule must refuse."""
        reply = await self._send("POST", f"/api/v1/pqrsd/{self.radicado}/{name}", role, body)
        if reply.status_code != status or reply.json().get("regla") != rule:
            raise Unexpected(f"{self.title}: se esperaba {rule}, llegó {reply.status_code} {reply.text}")

    async def publish(self, kind: str, change: Callable[[Any], None], *, reason: str) -> None:
        """Publish the last version of a catalog again, changed, as a supervisor."""
        path = f"/api/v1/catalogos/{kind}"
        last = accepted(await self._send("GET", path, "supervisor", None), f"{self.title}: {kind}")
        change(last["contenido"])
        body = {"version_anterior": last["version"], "motivo": reason, "contenido": last["contenido"]}
        accepted(await self._send("POST", path, "supervisor", body), f"{self.title}: {kind}")

    async def skip_to(self, day: date, *, hour: int = 9) -> None:
        """Move the case's clock to a day and hour of Bogotá."""
        await self._forward(self.radicado, start_of(day) + timedelta(hours=hour) - self.now)
        self._skipped += max(start_of(day) + timedelta(hours=hour) - self.now, timedelta())

    async def pass_days(self, days: float) -> None:
        """Let calendar days pass."""
        await self._forward(self.radicado, timedelta(days=days))
        self._skipped += timedelta(days=days)

    async def survey_token(self) -> str:
        """The one-time link's token, read where its addressee reads it: in the mail."""
        await self.workflow_running(self.survey_id())
        found: list[str] = []

        async def arrived() -> bool:
            texts = [m.as_string() for m in self._mail.messages if self.radicado in subject_of(m)]
            found.extend(match for text in texts for match in re.findall(r"/encuesta/([A-Za-z0-9_-]{20,})", text))
            return bool(found)

        await self._forward(self.survey_id(), timedelta(days=max((self._skipped.days), 0) + 4))
        await self._wait(arrived, "invitación a la encuesta")
        return found[0]

    async def pass_survey_days(self, days: float) -> None:
        """Let calendar days pass for the survey."""
        await self._forward(self.survey_id(), timedelta(days=days))

    async def until_survey_closed(self) -> None:
        """Wait until the survey is over, letting the days pass that a letter of its own waits for office hours."""
        try:
            await self.pass_survey_days(4)
        except RPCError as refusal:
            if refusal.status != RPCStatusCode.NOT_FOUND:
                raise
        await self.until_closed(self.survey_id())

    def survey_id(self, cycle: int = 1) -> str:
        return f"{self.radicado}-encuesta-{cycle}"

    async def workflow_running(self, workflow_id: str) -> None:
        """Wait until a workflow has been started."""

        async def started() -> bool:
            try:
                await self._temporal.get_workflow_handle(workflow_id).describe()
            except Exception as problem:
                if "not found" in str(problem).lower():
                    return False
                raise
            return True

        await self._wait(started, f"arranque de {workflow_id}")

    async def until(self, state: str) -> None:
        """Wait, in real time, until the case shows a state."""

        async def shown() -> bool:
            await self.look()
            return bool(self.case["estado"] == state)

        await self._wait(shown, f"estado {state}")

    async def until_letter(self, kind: str) -> None:
        """Wait, in real time, until a letter of a kind has left."""

        async def left() -> bool:
            await self.look()
            return any(x["clase"] == kind for x in self.case["cartas"])

        await self._wait(left, f"carta {kind}")

    async def until_letter_is(self, kind: str, status: str) -> None:
        """Wait, in real time, until a letter of a kind ended in a status."""

        async def ended() -> bool:
            await self.look()
            return any((x["clase"], x["estado"]) == (kind, status) for x in self.case["cartas"])

        await self._wait(ended, f"carta {kind} {status}")

    async def until_due_on(self, day: date) -> None:
        """Wait, in real time, until the case is due on a day."""

        async def is_due() -> bool:
            await self.look()
            return self.due_on == day

        await self._wait(is_due, f"vencimiento {day}")

    async def until_closed(self, workflow_id: str = "") -> None:
        """Wait, in real time, until the process of this cycle, or another one, is over."""

        async def over() -> bool:
            description = await self._temporal.get_workflow_handle(workflow_id or self.radicado).describe()
            return description.close_time is not None

        await self._wait(over, f"cierre de {workflow_id or 'este ciclo'}")

    async def until_log(self, act: str, says: str = "") -> None:
        """Wait, in real time, until the log has a line of an act, with some words."""

        async def told() -> bool:
            await self.look()
            return any(x["acto"] == act and says in x["texto"] for x in self.case["historial"])

        await self._wait(told, f"línea {act} {says}")

    async def look(self) -> dict[str, Any]:
        """Read the case."""
        reply = await self._send("GET", f"/api/v1/pqrsd/{self.radicado}", "auditor", None)
        self.case = accepted(reply, self.title)
        return self.case

    async def _wait(self, met: Callable[[], Awaitable[bool]], what: str) -> None:
        deadline, pause = asyncio.get_running_loop().time() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
        while not await met():
            if asyncio.get_running_loop().time() > deadline:
                raise Unexpected(f"{self.title} ({self.radicado}): no llegó a {what}; está {self.case}")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)

    async def _forward(self, workflow_id: str, duration: timedelta) -> None:
        if duration > timedelta():
            await self._skipper.fast_forward(self._temporal.get_workflow_handle(workflow_id), duration)

    async def _send(self, method: str, path: str, role: str, body: dict[str, Any] | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer dev-{role}"}
        return await self._api.request(method, path, json=body, headers=headers)


def subject_of(message: MaildirMessage) -> str:
    return str(make_header(decode_header(message["Subject"])))


def plain_of(message: MaildirMessage) -> str:
    """What a message says in plain text."""
    plain = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return bytes(plain.get_payload(decode=True)).decode()


def accepted(reply: httpx.Response, what: str) -> dict[str, Any]:
    """What a request that must succeed answered."""
    if not reply.is_success:
        raise Unexpected(f"{what}: {reply.status_code} {reply.text}")
    accepted: dict[str, Any] = reply.json()
    return accepted
