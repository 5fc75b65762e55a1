"""The API killed while it files, and a whole system killed while it works."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import httpx

from local.ports import HOST, free_port
from local.process import listens
from local.stack import ROOT
from tests.adapters.test_local_stack import running_in
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario
from tests.support import a_filing, until

FILINGS = 60
START_SECONDS = 180
"""How long a whole system may take to come up, with the database mending itself and others on the machine."""


async def test_an_api_killed_between_commit_and_start(scenario: Scenario, tmp_path: Path) -> None:
    """R8.4 La API muere entre la confirmación y el arranque del flujo.

    Al morir, {radicadas_antes_de_morir} radicadas y {constancias_antes_de_morir} con constancia; al repetirlas
    todas, {radicadas} casos y {flujos} flujos; constancias que cambiaron: {constancias_que_cambiaron}; el último
    arrancó {segundos_hasta_el_último_arranque} s después.
    """
    async with fleet(tmp_path, workers=0) as running:
        first = [asyncio.create_task(post(running.doors[0], n)) for n in range(FILINGS)]

        async def a_third_is_stored() -> bool:
            return await running.count("SELECT count(*) FROM filing") >= FILINGS // 3

        await until(a_third_is_stored)
        await running.apis["api-1"].kill()
        before = [x for x in await asyncio.gather(*first) if x]
        stored = await running.count("SELECT count(*) FROM filing")
        scenario.say(f"SIGKILL a la API con {stored} radicadas y {len(before)} constancias dadas; ningún flujo")
        door = await running.start_api("api-2")
        again = [await post(door, n) for n in range(FILINGS)]
        began = scenario.seconds
        await running.start_worker("trabajador-1")
        await until(lambda: all_started(running))
        scenario.count(
            radicadas_antes_de_morir=stored,
            constancias_antes_de_morir=len(before),
            radicadas=await running.count("SELECT count(*) FROM filing"),
            flujos=len({x.id async for x in running.client.list_workflows("WorkflowType = 'PqrsdWorkflow'")}),
            constancias_que_cambiaron=len(set(before) - set(again)),
            segundos_hasta_el_último_arranque=round(scenario.seconds - began, 1),
        )

    assert FILINGS // 3 <= stored < FILINGS
    assert scenario.counts["radicadas"] == len(set(again)) == FILINGS
    assert scenario.counts["constancias_que_cambiaron"] == 0
    assert scenario.counts["segundos_hasta_el_último_arranque"] < 60


async def test_up_and_demo_killed_outright(scenario: Scenario, tmp_path: Path) -> None:
    """SIGKILL a «pqrsd up» y a «pqrsd demo»: nada queda y lo siguiente marcha.

    Procesos vivos después: {procesos_vivos}; el caso radicado sigue, y la demostración siguiente, en la misma
    carpeta, llega a su fin en {segundos_de_la_demostración} s.
    """
    folder, port = tmp_path / "up", free_port()
    process = await started("up", "--data", str(folder), "--api-port", str(port))
    await until(lambda: listens(HOST, port), seconds=START_SECONDS)
    async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}", timeout=60) as door:
        radicado = await post(door, 1)
        await killed(process, folder)
        process = await started("up", "--data", str(folder), "--api-port", str(port))
        await until(lambda: listens(HOST, port), seconds=START_SECONDS)
        kept = await insisted(door, 1)
    await killed(process, folder)
    scenario.say("«up» muerto dos veces; el caso sigue ahí")
    process = await started("demo", "--data", str(tmp_path / "demo"))
    await until(lambda: is_written(tmp_path / "demo"), seconds=START_SECONDS)
    await killed(process, tmp_path / "demo")
    scenario.say("«demo» muerta a la mitad; otra, en la misma carpeta, hasta el final")
    began = scenario.seconds
    process = await started("demo", "--data", str(tmp_path / "demo"))
    ended = await process.wait()
    scenario.count(
        procesos_vivos=len(running_in(tmp_path)),
        constancia_que_se_conserva=kept == radicado,
        segundos_de_la_demostración=round(scenario.seconds - began),
    )

    assert (kept, ended, running_in(tmp_path)) == (radicado, 0, [])
    assert scenario.counts["segundos_de_la_demostración"] < 120


async def insisted(door: httpx.AsyncClient, number: int) -> str:
    """File with a key, again and again until somebody answers: what was said to the one who died is lost."""
    async with asyncio.timeout(START_SECONDS):
        while (radicado := await post(door, number)) is None:
            await asyncio.sleep(0.1)
    return radicado


async def post(door: httpx.AsyncClient, number: int) -> str | None:
    """File with a key; the radicado, or nothing if nobody answered."""
    headers = {"Authorization": "Bearer dev-radicador", "Idempotency-Key": f"caos-{number}"}
    try:
        reply = await door.post("/api/v1/pqrsd", json=a_filing(asunto=f"Caso {number}"), headers=headers)
    except httpx.TransportError:
        return None
    filed: dict[str, Any] = reply.json()
    return str(filed["radicado"])


async def all_started(running: Fleet) -> bool:
    return await running.count("SELECT count(*) FROM outbox WHERE kind = 'caso' AND done_at IS NULL") == 0


async def started(*command: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from cli import app; app()", *command, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def killed(process: asyncio.subprocess.Process, folder: Path) -> None:
    """Kill outright and wait until nothing runs that names the folder."""
    process.send_signal(signal.SIGKILL)
    await process.wait()

    async def is_quiet() -> bool:
        return not running_in(folder)

    await until(is_quiet, seconds=15)


async def is_written(folder: Path) -> bool:
    """Whether a demonstration has sent mail: it is in the middle of its cases."""
    return (folder / "correo" / "new").exists() and len(os.listdir(folder / "correo" / "new")) > 3
