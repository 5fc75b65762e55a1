"""What a plain case costs the engine: the events of its history, by kind, beside the most we allow ourselves.

Filed, classified by nobody, answered, delivered by e-mail, closed, asked to rate. Apart, the usual one, which officials
classify, draft, approve and answer; the plain one when the internal term to classify passes before the answer (a rung
with its letter); and the survey that nobody answers.
"""

import asyncio
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import httpx
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from adapters.temporal import connect
from bench.report import keep
from domain.colombia import LEY_2578
from domain.instants import BOGOTA
from local.journey import Journey
from local.situations import SIGNER, Story, answer, delivered_by_mail, filing, person
from local.stack import parts, served

GOAL, LATE_BUSINESS_DAYS = 45, 3
"""Late enough for the rung of the classification, and for no other."""
OF_THE_CLOCK = {"WORKFLOW_EXECUTION_OPTIONS_UPDATED", "WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED"}
"""What moving the clock writes; no real case has them."""

WHO = person("Lucía Ríos", "lucia@correo.example")
BODY = filing("queja", "web", "Cobro repetido", "Me cobraron dos veces la misma cuota.", WHO)


async def at_once(case: Journey) -> None:
    """Answer it, and no more."""
    await case.act("respuesta", answer("Se devolvió el cobro."))


async def as_usual(case: Journey) -> None:
    """Classify it, draft the answer, have another person approve it, and answer."""
    await case.act("clasificacion", {"tipo": "queja"})
    await case.act("borrador", {"texto": "Se devolvió el cobro.", "clase": "fondo"})
    await case.act("revision", {"decision": "aprobar"}, role="supervisor")
    await case.act("respuesta", {"sentido": "favorable", "firmante": SIGNER})


async def live(case: Journey, decide: Story, *, days: int = 0) -> None:
    """A case decided after so many days, to its end, and its survey to its own."""
    await case.file(BODY)
    await case.workflow_running(case.radicado)
    await case.until_letter("acuse")
    await case.pass_days(days)
    if days:
        await case.until_letter("escalamiento")
    await decide(case)
    await delivered_by_mail(case)
    await case.until_closed()
    await case.survey_token()
    await case.pass_survey_days(30)
    await case.until_closed(case.survey_id())


async def events(client: Client, workflow_id: str) -> Counter[str]:
    """How many events of each kind a history has."""
    kinds = [EventType.Name(x.event_type) async for x in client.get_workflow_handle(workflow_id).fetch_history_events()]
    named = Counter(kind.removeprefix("EVENT_TYPE_") for kind in kinds)
    return Counter({kind: count for kind, count in named.items() if kind not in OF_THE_CLOCK})


async def run() -> None:
    """Measure and keep."""
    with tempfile.TemporaryDirectory() as folder:
        async with parts(Path(folder), is_durable=False, is_virtual=True) as stack, served(stack):
            key = bytes.fromhex(stack.environment()["PQRSD_PAYLOAD_KEY"])
            client = await connect(stack.temporal.target, key)
            async with httpx.AsyncClient(base_url=stack.api_url, timeout=60) as api:
                today = datetime.now(BOGOTA).date()
                late_days = (LEY_2578.business_days_after(today, LATE_BUSINESS_DAYS) - today).days
                titles = "corriente", "usual", "con un peldaño"
                case, usual, late = (Journey(title, api, client, stack.smtp) for title in titles)
                await asyncio.gather(live(case, at_once), live(usual, as_usual), live(late, at_once, days=late_days))
            own, survey = await events(client, case.radicado), await events(client, case.survey_id())
            handled, later = await events(client, usual.radicado), await events(client, late.radicado)
    keep("history", "un caso corriente en tiempo virtual: radicado, sin clasificar, respondido, entregado y cerrado", {
        **{f"caso, {kind}": float(count) for kind, count in sorted(own.items())},
        "caso, eventos": own.total(),
        "caso, meta": GOAL,
        "caso usual (clasificado, proyectado, aprobado y respondido), eventos": handled.total(),
        "caso con un peldaño y su carta, eventos": later.total(),
        "encuesta sin responder, eventos": survey.total(),
    })  # fmt: skip


if __name__ == "__main__":
    asyncio.run(run())
