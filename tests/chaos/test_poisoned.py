"""Poison among many healthy timers: a case whose task fails for ever, one whose letter does, a start that cannot be."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from adapters.calendars import CalendarTable
from adapters.case_keys import CaseKeys
from adapters.intake import Intake
from adapters.temporal import TASK_QUEUE
from domain import ladder
from domain.case import Filing, Medium, PetitionerClass, opened
from domain.colombia import LEY_2578
from domain.intake import NewFiling
from domain.terms import PqrsdType
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario, sized
from tests.support import now, until

TIMERS, AT_ONCE = sized(10_000), 16
SHARE_OF_CAPACITY = 0.1
"""How close together the timers fall, of the starts a second that this machine showed: each costs a letter too."""

FIRED = "SELECT radicado, at FROM case_log WHERE act = 'escala'"
UNTOLD = "UPDATE filing SET petitioner = '[]' WHERE radicado = :radicado"
IMPOSSIBLE = "INSERT INTO outbox (kind, key, payload) VALUES ('caso', 'caso/veneno', '{}')"


async def test_poison_among_healthy_timers(scenario: Scenario, tmp_path: Path) -> None:
    """R5.3 Casos envenenados entre miles de temporizadores sanos."""
    async with fleet(tmp_path, workers=0, apis=0) as running:
        key = bytes.fromhex(running.stack.environment()["PQRSD_PAYLOAD_KEY"])
        intake = Intake(running.sessions, CalendarTable(running.sessions), CaseKeys(running.sessions, key))
        poisoned = await poison(running, intake)
        filings = [await filed(intake, media=(Medium.AVISO,)) for _ in range(TIMERS)]
        scenario.say(f"{TIMERS} casos radicados y tres venenos, sin trabajadores")
        for name in ("trabajador-1", "trabajador-2"):
            await running.start_worker(name)
        began = scenario.seconds
        await until(lambda: all_started(running), seconds=1_800)
        a_second = SHARE_OF_CAPACITY * TIMERS / (scenario.seconds - began)
        scenario.say(f"todos con su flujo; los relojes darán la hora de a {a_second:.1f} por segundo")
        await set_clocks(running, filings, now() + timedelta(seconds=TIMERS / 25), a_second)
        scenario.say("relojes puestos")
        await until(lambda: all_fired(running), seconds=3_600)
        due_at = rung_at(filings[0])
        late = sorted((x.at - due_at).total_seconds() for x in await running.rows(FIRED))
        stuck = await running.client.get_workflow_handle(poisoned).describe()
        scenario.count(
            temporizadores=len(late),
            por_segundo=round(a_second, 1),
            retraso_p50_s=round(late[len(late) // 2], 2),
            retraso_p95_s=round(late[int(len(late) * 0.95)], 2),
            retraso_máximo_s=round(late[-1], 2),
            intentos_de_la_carta_envenenada=max(x.attempt for x in stuck.raw_description.pending_activities),
            intentos_del_arranque_imposible=await running.count(
                "SELECT attempts FROM outbox WHERE key = 'caso/veneno'"
            ),
        )

    assert len(late) == TIMERS
    assert scenario.counts["retraso_p95_s"] < 60
    assert scenario.counts["intentos_de_la_carta_envenenada"] > 3
    assert scenario.counts["intentos_del_arranque_imposible"] > 3


async def filed(intake: Intake, *, media: tuple[Medium, ...]) -> Filing:
    new = NewFiling(
        type=PqrsdType.QUEJA,
        channel="web",
        subject="Cobro repetido",
        description="Me cobraron dos veces.",
        received_at=now(),
        petitioner_class=PetitionerClass.NATURAL,
        petitioner={"nombres": "Lucía Ríos", "correo": "lucia@correo.example"},
        media=media,
    )
    return (await intake.file(new, key=None, fingerprint="", at=now())).case.filing


async def poison(running: Fleet, intake: Intake) -> str:
    """A task, a letter and a start that fail for ever; the radicado of the letter's case."""
    await running.client.start_workflow("PqrsdWorkflow", {"veneno": 1}, id="veneno", task_queue=TASK_QUEUE)
    radicado = (await filed(intake, media=(Medium.EMAIL,))).radicado
    async with running.sessions.begin() as session:
        await session.execute(text(UNTOLD), {"radicado": radicado})
        await session.execute(text(IMPOSSIBLE))
    return radicado


async def all_started(running: Fleet) -> bool:
    return await running.count("SELECT count(*) FROM outbox WHERE kind = 'caso' AND done_at IS NULL") == 1


async def all_fired(running: Fleet) -> bool:
    return await running.count(f"SELECT count(*) FROM ({FIRED}) x") >= TIMERS


def rung_at(filing: Filing) -> datetime:
    """When the first rung of a case is due."""
    return ladder.pending(opened(filing), LEY_2578, ladder.BEFORE_CATALOGS)[0].at.astimezone(UTC)


async def set_clocks(running: Fleet, filings: list[Filing], first_at: datetime, a_second: float) -> None:
    """Move each clock so that its first rung falls so many a second from an instant on."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, filing: Filing) -> None:
        async with gate:
            falls_at = first_at + timedelta(seconds=number / a_second)
            await running.forward(filing.radicado, rung_at(filing) - falls_at)

    await asyncio.gather(*(one(n, filing) for n, filing in enumerate(filings)))
