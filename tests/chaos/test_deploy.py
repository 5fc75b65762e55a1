"""A new version deployed over cases that wait in every state, and rolled back."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from local.journey import Journey
from local.situations import SIGNER, answer
from local.stack import ROOT
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario, share, sized
from tests.support import a_filing, until

SHARE = share(usual=0.05)
CASES, AT_ONCE = sized(1_000, SHARE), 12
PRODUCT = ("domain", "activities", "workflows", "adapters", "templates", "migrations", "worker.py", "settings.py")
BEFORE = "        while not await met_before(self._next_step_at, "
NEW_STEP = 'await self._become(self._case, Line("nota", "versión siguiente", "Un paso más"))'
NEXT = f'        if workflow.patched("paso"):\n            {NEW_STEP}\n{BEFORE}'
"""The next version does something more once an answer has left; cases that passed by there go on as they were."""

KEPT = NEXT.replace("workflow.patched", "workflow.unsafe.is_replaying() and workflow.patched")
"""To go back: what was decided with the new step is replayed with it; no other case takes it."""

T = TypeVar("T")
Situation = Callable[[Journey], Awaitable[None]]


async def classifying(case: Journey) -> None:
    await case.look()


async def in_progress(case: Journey) -> None:
    await case.act("clasificacion", {"tipo": "queja"})


async def suspended(case: Journey) -> None:
    await case.act("requerimiento", {"falta": "Adjunte el certificado."})


async def in_review(case: Journey) -> None:
    await case.act("borrador", {"texto": "Se accede.", "clase": "fondo"})


async def notifying(case: Journey) -> None:
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")


SITUATIONS: tuple[Situation, ...] = (classifying, in_progress, suspended, in_review, notifying)


async def test_deploying_and_rolling_back(scenario: Scenario, tmp_path: Path) -> None:
    """R10.2 Versión nueva sobre casos en todos los estados, y vuelta atrás.

    {casos} casos en cinco estados; {con_el_paso_nuevo} dieron el paso nuevo; volver atrás sin conservarlo los
    detuvo sin fallarlos; conservándolo terminaron {cerrados}; flujos fallidos: {flujos_fallidos}.
    """
    following, back = patched(tmp_path / "siguiente", NEXT), patched(tmp_path / "vuelta", KEPT)
    async with fleet(tmp_path / "pila") as running:
        cases = await gathered(waiting(running, n) for n in range(CASES))
        states = Counter(case.case["estado"] for case in cases)
        scenario.say(f"{CASES} casos esperan: {dict(states)}")
        by_old, by_new, by_back = cases[::3], cases[1::3], cases[2::3]
        await gathered(finished(running, case) for case in by_old)
        await redeployed(running, "siguiente", following)
        scenario.say(f"{len(by_old)} casos terminaron con la versión de hoy; desplegada la siguiente")
        await gathered(answered(case) for case in by_new)
        marked = await running.count(NEW_STEPS)
        scenario.say(f"{marked} casos dieron el paso nuevo y siguen abiertos; vuelta atrás sin conservarlo")
        await redeployed(running, "hoy", ROOT)
        skip = asyncio.create_task(running.forward(by_new[0].radicado, timedelta(days=1.1)))
        await until(lambda: is_stuck(running, by_new[0]))
        scenario.say("un caso marcado se detiene y espera, sin fallar; vuelta atrás conservándolo")
        await redeployed(running, "vuelta", back)
        await skip
        await gathered(finished(running, case) for case in (*by_new, *by_back))
        await until(lambda: none_runs(running))
        scenario.count(
            casos=CASES,
            **{f"esperaban_{state}": n for state, n in sorted(states.items())},
            con_el_paso_nuevo=marked,
            con_el_paso_nuevo_al_final=await running.count(NEW_STEPS),
            cerrados=await running.count("SELECT count(*) FROM pqrsd_case WHERE state = 'cerrada'"),
            flujos_fallidos=await executions(running, "Failed"),
        )

    assert scenario.counts["cerrados"] == CASES
    assert (
        marked == scenario.counts["con_el_paso_nuevo_al_final"] == len(by_new) - sum(was_notifying(x) for x in by_new)
    )
    assert scenario.counts["flujos_fallidos"] == 0


NEW_STEPS = "SELECT count(*) FROM case_log WHERE actor = 'versión siguiente'"


def patched(root: Path, text: str) -> Path:
    """A copy of the product whose cases close as *text* says."""
    for name in PRODUCT:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(source, root / name)
    process = root / "workflows" / "pqrsd.py"
    given = process.read_text()
    assert given.count(BEFORE) == 1
    process.write_text(given.replace(BEFORE, text))
    return root


async def gathered(works: Iterable[Awaitable[T]]) -> list[T]:
    """The results, so many at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(work: Awaitable[T]) -> T:
        async with gate:
            return await work

    return await asyncio.gather(*(one(work) for work in works))


async def waiting(running: Fleet, number: int) -> Journey:
    """A case taken to where it waits."""
    case = running.journey(f"caso {number}")
    await case.file(a_filing(asunto=f"Caso {number}"))
    await case.workflow_running(case.radicado)
    await SITUATIONS[number % len(SITUATIONS)](case)
    return case


async def answered(case: Journey) -> None:
    """From wherever a case waits to an answer that has left."""
    state = case.case["estado"]
    if state == "suspendida":
        await case.act("complemento", {"texto": "Aquí está."}, role="radicador")
    if state == "en_revision":
        await case.act("revision", {"decision": "aprobar"}, role="supervisor")
        await case.act("respuesta", {"sentido": "favorable", "firmante": SIGNER})
    elif state not in {"en_notificacion", "cerrada"}:
        await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")


async def finished(running: Fleet, case: Journey) -> None:
    """From wherever a case waits to its archive."""
    if (await case.look())["estado"] not in {"notificada", "cerrada"}:
        await answered(case)
        await running.forward(case.radicado, timedelta(days=1.1))
    await case.until("cerrada")


def was_notifying(case: Journey) -> bool:
    """Whether a case had its answer sent before any version was deployed."""
    return SITUATIONS[int(case.title.split()[-1]) % len(SITUATIONS)] is notifying


async def is_stuck(running: Fleet, case: Journey) -> bool:
    """Whether the task of a case fails again and again, with the case still open."""
    described = await running.client.get_workflow_handle(case.radicado).describe()
    return described.raw_description.pending_workflow_task.attempt > 1


async def redeployed(running: Fleet, name: str, root: Path) -> None:
    """Stop the workers there are and start one of other code."""
    for part in running.workers.values():
        await part.stop()
    await running.start_worker(name, root)


async def none_runs(running: Fleet) -> bool:
    return await executions(running, "Running") == 0


async def executions(running: Fleet, status: str) -> int:
    found = await running.client.count_workflows(f"WorkflowType = 'PqrsdWorkflow' AND ExecutionStatus = '{status}'")
    return found.count
