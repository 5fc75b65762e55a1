"""Poison among many healthy timers: a case whose task fails for ever, one whose letter does, a start that cannot be."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from adapters.calendars import CalendarTable
from adapters.intake import Intake
from adapters.temporal import TASK_QUEUE
from domain import ladder
from domain.case import Filing, PetitionerClass, opened
from domain.case_letters import Medium
from domain.colombia import LEY_2578
from domain.intake import NewFiling
from domain.terms import PqrsdType
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario, share, sized
from tests.support import now, until

SHARE = share(usual=0.2)
TIMERS, AT_ONCE = sized(10_000, SHARE), 16
PROBES = 100
"""Timers that fall all at once, to see how many letters a second this machine sends."""

PACE = 0.7
"""How close together the others fall, of that."""

FIRED = "SELECT min(at) AS at FROM case_log WHERE act = 'escala' AND radicado = ANY(:radicados) GROUP BY radicado"
UNTOLD = "UPDATE filing SET sealed = '' WHERE radicado = :radicado"
IMPOSSIBLE = "INSERT INTO outbox (kind, key, payload) VALUES ('caso', 'caso/veneno', '{}')"


async def test_poison_among_healthy_timers(scenario: Scenario, tmp_path: Path) -> None:
    """R5.3 Casos envenenados entre miles de temporizadores sanos.

    {de_golpe} temporizadores a la vez salieron en {de_golpe_s} s; otros {temporizadores}, cada uno con su carta,
    a {por_segundo} por segundo: retraso p50 {retraso_p50_s} s, p95 {retraso_p95_s} s, máximo {retraso_máximo_s}
    s. La carta envenenada iba en el intento {intentos_de_la_carta_envenenada} y el arranque imposible en el
    {intentos_del_arranque_imposible}.
    """
    async with fleet(tmp_path, workers=0, apis=0) as running:
        intake = Intake(running.sessions, CalendarTable(running.sessions))
        poisoned = await poison(running, intake)
        filings = [await filed(intake, media=(Medium.AVISO,)) for _ in range(PROBES + TIMERS)]
        scenario.say(f"{len(filings)} casos radicados y tres venenos, sin trabajadores")
        for name in ("trabajador-1", "trabajador-2"):
            await running.start_worker(name)
        await until(lambda: all_started(running), seconds=1_800)
        scenario.say("todos con su flujo")
        probes, others = filings[:PROBES], filings[PROBES:]
        at_once = await fallen(running, probes, now() + timedelta(seconds=PROBES / 10), timedelta())
        a_second = PACE * PROBES / at_once[-1]
        scenario.say(
            f"{PROBES} de golpe en {at_once[-1]:.1f} s; los demás darán la hora de a {a_second:.1f} por segundo"
        )
        late = await fallen(running, others, now() + timedelta(seconds=TIMERS / 40), timedelta(seconds=1 / a_second))
        stuck = await running.client.get_workflow_handle(poisoned).describe()
        scenario.count(
            de_golpe=len(at_once),
            de_golpe_s=round(at_once[-1], 1),
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


async def fallen(running: Fleet, filings: list[Filing], first_at: datetime, apart: timedelta) -> list[float]:
    """Seconds late, in order, of the first rung of each case; they fall so far apart from an instant on."""
    await set_clocks(running, filings, first_at, apart)
    due_at, radicados, late = rung_at(filings[0]), [x.radicado for x in filings], list[float]()

    async def all_fired() -> bool:
        found = await running.rows(FIRED, radicados=radicados)
        late[:] = sorted((x.at - due_at).total_seconds() for x in found)
        return len(late) >= len(filings)

    await until(all_fired, seconds=3_600)
    return late


def rung_at(filing: Filing) -> datetime:
    """When the first rung of a case is due."""
    return ladder.pending(opened(filing), LEY_2578, ladder.BEFORE_CATALOGS)[0].at.astimezone(UTC)


async def set_clocks(running: Fleet, filings: list[Filing], first_at: datetime, apart: timedelta) -> None:
    """Move each clock so that its first rung falls at its own instant of real time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, filing: Filing) -> None:
        async with gate:
            await running.forward(filing.radicado, rung_at(filing) - (first_at + number * apart))

    await asyncio.gather(*(one(n, filing) for n, filing in enumerate(filings)))
