"""A month of many cases over several workers and APIs, one of which dies."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from domain import ladder
from domain.colombia import LEY_2578
from local.situations import answer
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario, share, sized
from tests.support import a_filing, until

SHARE = share(usual=0.2)
CASES, AT_ONCE = sized(1_000, SHARE), 24
MONTH = timedelta(days=31)
TYPES = ("peticion_interes_particular", "queja", "reclamo", "consulta", "peticion_documentos", "sugerencia")
GRACE = timedelta(minutes=1)
"""No attempt begins after hours; one that began before may end a little later."""

OWING = "SELECT count(*) FROM pqrsd_case WHERE jsonb_array_length(snapshot->'due_letters') > 0"

TOLD_OFFICIALS = """
SELECT letter->>'key' AS key, letter->>'at' AS at FROM pqrsd_case, jsonb_array_elements(snapshot->'letters') AS letter
WHERE letter->>'kind' IN ('recordatorio', 'escalamiento', 'vencimiento') AND letter->>'key' NOT LIKE '%/alerta-%'
"""
"""Each letter to an official that could wait, with when it left by the clock of its case."""


async def test_a_month_over_two_workers_and_two_apis(scenario: Scenario, tmp_path: Path) -> None:
    """R1.2 Un mes con dos trabajadores y dos API; muere un trabajador.

    {casos} casos, {cartas} cartas, {peldaños_con_carta} de peldaños, {peldaños_emitidos_u_omitidos} peldaños
    emitidos u omitidos; repetidos: {llegadas_repetidas} llegadas y {peldaños_repetidos} peldaños;
    {radicados_de_salida} radicados de salida sin huecos.
    """
    dice = scenario.random
    async with fleet(tmp_path, workers=2, apis=2) as running:
        gate, lived = asyncio.Semaphore(AT_ONCE), Counter[str]()

        async def through(number: int, plan: "Plan") -> None:
            async with gate:
                await plan.live(running, number)
            lived["casos"] += 1
            if lived["casos"] % (CASES // 5) == 0:
                scenario.say(f"{lived['casos']} casos han vivido su mes")
            if lived["casos"] == CASES // 4:
                await running.workers["trabajador-1"].kill()
                scenario.say("SIGKILL a un trabajador con cartas en curso")
                await running.start_worker("trabajador-3")

        await asyncio.gather(*(through(n, Plan.drawn(dice)) for n in range(CASES)))

        async def nothing_is_owed() -> bool:
            return await running.count(OWING) == 0

        await until(nothing_is_owed, seconds=300)
        await assert_once(scenario, running)
        await assert_in_working_hours(scenario, running)


class Plan:
    """What happens to a case in its month: perhaps it is answered, perhaps more is required of its petitioner."""

    def __init__(self, kind: str, answered_on: int | None, *, is_required: bool) -> None:
        self.kind, self.answered_on, self.is_required = kind, answered_on, is_required

    @classmethod
    def drawn(cls, dice: Random) -> "Plan":
        answered_on = dice.randint(1, 20) if dice.random() < 0.7 else None
        return cls(dice.choice(TYPES), answered_on, is_required=dice.random() < 0.1)

    async def live(self, running: Fleet, number: int) -> None:
        case = running.journey(f"caso {number}", number)
        await case.file(a_filing(tipo=self.kind, asunto=f"Caso {number}"))
        await case.workflow_running(case.radicado)
        if self.is_required:
            await case.act("requerimiento", {"falta": "Adjunte el certificado."})
        if self.answered_on is not None:
            await running.forward(case.radicado, timedelta(days=self.answered_on))
            await case.act("respuesta", answer(f"Se accede a lo pedido en el caso {number}."))
        await running.forward(case.radicado, MONTH - timedelta(days=self.answered_on or 0))


async def assert_once(scenario: Scenario, running: Fleet) -> None:
    """Count letters and arrivals; nothing happened twice."""
    letters = await running.rows("SELECT key, message_id, status, outgoing_radicado FROM letter")
    arrived = Counter(message["Message-ID"] for message in running.stack.smtp.messages)
    fired = await running.rows("SELECT jsonb_array_elements_text(snapshot->'fired'), radicado FROM pqrsd_case")
    rungs = [x.key for x in letters if "@" in x.key]
    numbers = sorted(x.outgoing_radicado for x in letters if x.outgoing_radicado)
    scenario.count(
        casos=await running.count("SELECT count(*) FROM pqrsd_case"),
        cartas=len(letters),
        peldaños_con_carta=len(rungs),
        peldaños_emitidos_u_omitidos=len(fired),
        llegadas=sum(arrived.values()),
        llegadas_repetidas=sum(n - 1 for n in arrived.values()),
        peldaños_repetidos=len(fired) - len(set(fired)),
        radicados_de_salida=len(numbers),
    )

    assert {x.status for x in letters} == {"enviada"}
    assert arrived == Counter(x.message_id for x in letters)
    assert max(arrived.values()) == 1
    assert len(fired) == len(set(fired))
    assert [int(x[-6:]) for x in numbers] == list(range(1, len(numbers) + 1))


async def assert_in_working_hours(scenario: Scenario, running: Fleet) -> None:
    """R6.4: no official was written to at night, nor on a day of rest, of what could wait."""
    told = [(x.key, datetime.fromisoformat(x.at)) for x in await running.rows(TOLD_OFFICIALS)]
    late = {key: str(at) for key, at in told if not (is_working(at) or is_working(at - GRACE))}
    scenario.count(a_funcionarios=len(told), fuera_de_horario=len(late))

    assert told
    assert late == {}


def is_working(at: datetime) -> bool:
    """Whether the entity is open at an instant."""
    return ladder.working_instant(at, LEY_2578) == at
