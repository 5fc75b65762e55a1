"""Five cases a point of sending, each about to send another kind of letter, and workers that die there."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from typing import Any

from sqlalchemy import select
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from activities.messages import SurveyInvitation
from adapters.database import Sessions
from adapters.facts import FactTables
from adapters.tables import LetterRowTable
from domain.case import Filing, Sense
from domain.colombia import LEY_2578
from domain.instants import bogota_date
from domain.petitions import Answer
from tests.adapters.filings import filed
from tests.support import now
from tests.workflows.mortal import live

KINDS = ("acuse", "1/mitad@", "1/clasificacion@", "1/respuesta/", "1/encuesta")
"""Acknowledgement, reminder, escalation, answer and survey, by how their keys begin after the radicado."""


@dataclass
class Kills:
    """The cases, on a queue and a database of their own."""

    client: Client
    sessions: Sessions
    environment: dict[str, str]
    queue: str
    skips: list[asyncio.Task[bool]] = field(default_factory=list)

    async def dead_at(self, point: str) -> int:
        """Live until a worker holding one letter of each kind at the point is dead; its exit code."""
        cases = [await self._filed() for _ in KINDS]
        victims = frozenset(f"{case.radicado}/{kind}" for case, kind in zip(cases, KINDS, strict=True))
        async with self.worker(point, victims) as process:
            acknowledged, reminded, escalated, answered, surveyed = cases
            await self._begun(acknowledged)
            self._forward(await self._begun(reminded), days=days_until_business_day(8))
            self._forward(await self._begun(escalated), days=days_until_business_day(3))
            await self._answered(await self._begun(answered), answered)
            self._forward(await self._invited(surveyed), days=3)
            await asyncio.to_thread(process.join, 240)
            return process.exitcode or 0

    @asynccontextmanager
    async def worker(self, point: str, victims: frozenset[str]) -> AsyncIterator[BaseProcess]:
        """A worker in a process of its own, killed on leaving."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.workflows.mortal"])
        process = context.Process(target=live, args=(self.environment, self.queue, point, victims), daemon=True)
        process.start()
        try:
            yield process
        finally:
            process.kill()
            process.join()

    async def all_left(self, victims: int) -> list[LetterRowTable]:
        """The register, once every letter has left and as many victims of each kind are among them."""
        await asyncio.gather(*self.skips)
        while True:
            async with self.sessions() as session:
                rows = list(await session.scalars(select(LetterRowTable)))
            if all(row.status == "enviada" for row in rows) and min(counted(rows).values()) >= victims:
                return rows
            await asyncio.sleep(0.2)

    async def _filed(self) -> Filing:
        return (await filed(self.sessions, received_at=now(), at=now())).case.filing

    async def _begun(self, filing: Filing) -> WorkflowHandle[Any, Any]:
        return await self._started("PqrsdWorkflow", filing, filing.radicado)

    async def _invited(self, filing: Filing) -> WorkflowHandle[Any, Any]:
        invitation = SurveyInvitation(filing.radicado, filing.cycle, now())
        return await self._started("SurveyWorkflow", invitation, f"{filing.radicado}-encuesta")

    async def _started(self, workflow: str, argument: object, name: str) -> WorkflowHandle[Any, Any]:
        starting = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False)).client
        return await starting.start_workflow(workflow, argument, id=f"{self.queue}/{name}", task_queue=self.queue)

    async def _answered(self, handle: WorkflowHandle[Any, Any], filing: Filing) -> None:
        text_hash = await FactTables(self.sessions).keep_text(filing.radicado, "fondo", "agente", "Se accede.")
        answer = Answer(by="agente", sense=Sense.GRANTED, signer="Carolina Mejía", text_hash=text_hash)
        await handle.execute_update("answer", answer)

    def _forward(self, handle: WorkflowHandle[Any, Any], *, days: int) -> None:
        """Move a clock, for as long as its letters take."""
        skipper = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False))
        self.skips.append(asyncio.create_task(skipper.fast_forward(handle, timedelta(days=days))))


def days_until_business_day(n: int) -> int:
    """Running days until the n-th business day from today has passed."""
    today = bogota_date(now())
    return (LEY_2578.business_days_after(today, n) - today).days


def counted(letters: list[LetterRowTable]) -> dict[str, int]:
    """How many letters there are of each kind that victims are of."""
    return {kind: sum(x.key.partition("/")[2].startswith(kind) for x in letters) for kind in KINDS}
