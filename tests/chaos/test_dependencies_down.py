"""Database, mail, archive and CRM away, one after the other, for a day of the cases' time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from local.crm import SECRET, CrmSink
from local.journey import Journey, Unexpected
from local.situations import answer
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario
from tests.support import a_filing, until

CASES, DOWN_SECONDS = 12, 20
DAY = timedelta(days=1)
UNTOLD = "SELECT count(*) FROM crm_delivery WHERE status <> 'entregada'"
Switch = Callable[[], Awaitable[None]]


async def test_each_dependency_down_for_a_day(scenario: Scenario, tmp_path: Path) -> None:
    """R10.6 Base, correo, archivo y CRM caídos un día, uno tras otro.

    Cerrados después, de doce: {base_cerrados} sin la base, {correo_cerrados} sin correo, {archivo_cerrados} sin
    archivo y {crm_cerrados} sin CRM; {base_actos_negados_503} actos negados con 503 sin la base y aceptados
    después; {entregas_al_crm} entregas al CRM, {crm_sin_entregar} pendientes.
    """
    crm = CrmSink()
    await crm.start()
    extra = {"PQRSD_CRM_URL": crm.url, "PQRSD_CRM_SECRET": SECRET}
    async with fleet(tmp_path, is_durable=True, extra=extra) as running:
        stack = running.stack
        archive, aside = stack.folder / "archivo", stack.folder / "archivo-aparte"

        async def lose_archive() -> None:
            archive.rename(aside)
            archive.write_text("aquí no hay archivo")

        async def find_archive() -> None:
            archive.unlink()
            aside.rename(archive)

        await lived(scenario, running, "base", stack.postgres.kill, stack.postgres.start)
        await lived(scenario, running, "correo", stack.smtp.stop, stack.smtp.start)
        await lived(scenario, running, "archivo", lose_archive, find_archive)
        await lived(scenario, running, "crm", crm.stop, crm.start)
        await until(lambda: all_told(running), seconds=180)
        told = await running.count("SELECT count(*) FROM crm_delivery")
        scenario.count(entregas_al_crm=len(crm.taken), crm_sin_entregar=await running.count(UNTOLD))
    await crm.stop()

    closed = [n for name, n in scenario.counts.items() if name.endswith("_cerrados")]
    assert closed == [CASES] * 4
    assert scenario.counts["crm_sin_entregar"] == 0
    assert len(crm.taken) == told


async def lived(scenario: Scenario, running: Fleet, name: str, down: Switch, up: Switch) -> None:
    """Cases half-way when something goes away, and to their end when it is back."""
    cases = [await half_way(running, n) for n in range(CASES)]
    await down()
    scenario.say(f"{name}: fuera")
    began = asyncio.get_running_loop().time()
    refused = [await answered(case) for case in cases]
    skips = [asyncio.create_task(running.forward(case.radicado, DAY)) for case in cases]
    await asyncio.sleep(max(began + DOWN_SECONDS - asyncio.get_running_loop().time(), 0))
    await up()
    scenario.say(
        f"{name}: de vuelta tras {asyncio.get_running_loop().time() - began:.0f} s; {sum(refused)} actos negados"
    )
    for case in (case for case, was_refused in zip(cases, refused, strict=True) if was_refused):
        await case.act("respuesta", answer("Se accede."))
    await asyncio.gather(*skips)
    await asyncio.gather(*(closed(running, case) for case in cases))
    ended = [case.case["estado"] for case in cases]
    scenario.count(**{f"{name}_actos_negados_503": sum(refused), f"{name}_cerrados": ended.count("cerrada")})


async def half_way(running: Fleet, number: int) -> Journey:
    """A case acknowledged and waiting for its answer."""
    case = running.journey(f"caso {number}")
    await case.file(a_filing())
    await case.workflow_running(case.radicado)
    await case.until_letter("acuse")
    return case


async def answered(case: Journey) -> bool:
    """Answer; whether that was refused for now (503), which is the only other thing that may happen."""
    try:
        await case.act("respuesta", answer("Se accede."))
    except Unexpected as problem:
        if ": 503 " not in str(problem):
            raise
        return True
    return False


async def closed(running: Fleet, case: Journey) -> None:
    """Let a case come to its end; one whose answer had left before the day passed is there already."""

    async def has_answered() -> bool:
        return (await case.look())["estado"] in {"en_notificacion", "cerrada"}

    try:
        await until(has_answered, seconds=120)
    except TimeoutError as silence:
        raise Unexpected(f"{case.radicado} no salió de {case.case['estado']}: {case.case['cartas']}") from silence
    if case.case["estado"] != "cerrada":
        await running.forward(case.radicado, DAY + timedelta(hours=2))
    await case.until("cerrada")


async def all_told(running: Fleet) -> bool:
    return await running.count(UNTOLD) == 0
