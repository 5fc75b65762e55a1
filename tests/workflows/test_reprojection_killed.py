"""The worker dies in the middle of a batch: another finishes it, and every case moved once."""

import asyncio
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from domain.colombia import LEY_2578
from tests.chaos.fleet import Fleet, fleet
from tests.support import a_filing, until

CASES = 50
TAKEN = "SELECT count(*) FROM pqrsd_case WHERE calendar_version = 'con-festivo'"
ONE = "SELECT radicado FROM pqrsd_case ORDER BY radicado DESC LIMIT 1 FOR UPDATE"
AUTH = {"Authorization": "Bearer dev-supervisor"}


async def test_a_worker_killed_in_the_middle_of_a_batch_leaves_every_case_moved_once(tmp_path: Path) -> None:
    async with fleet(tmp_path) as running:
        before = [await filed(running, number) for number in range(CASES)]
        await until(lambda: all_acknowledged(running), seconds=120)
        holiday = LEY_2578.business_days_before(before[0], 2)
        await published(running, str(holiday))
        async with running.sessions.begin() as holding:  # so that one case has not moved, however late we look
            await holding.execute(text(ONE))
            asked = asyncio.create_task(running.doors[0].post("/api/v1/calendario/reproyeccion", headers=AUTH))
            await until(lambda: some_took_it(running), seconds=60)

            await running.workers["trabajador-1"].kill()
            taken_by_the_first = await running.count(TAKEN)
        await running.start_worker("trabajador-2")
        await asked
        await until(lambda: is_over(running), seconds=120)
        done = await progress(running)

        lines = Counter(row.radicado for row in await running.rows(f"{LINES} WHERE act = 'reproyeccion'"))
        letters = Counter(row.radicado for row in await running.rows(f"{LETTERS} WHERE kind = 'plazo_modificado'"))
        assert 0 < taken_by_the_first < CASES
        assert (done["estado"], done["total_movidos"], done["fallidos"]) == ("terminada", CASES, [])
        assert (len(lines), set(lines.values()), set(letters.values())) == (CASES, {1}, {1})


LINES = "SELECT radicado FROM case_log"
LETTERS = "SELECT radicado FROM letter"


async def filed(running: Fleet, number: int) -> date:
    case = running.journey(f"en lote {number}")
    await case.file(a_filing(asunto=f"Caso {number}"))
    return case.due_on


async def published(running: Fleet, holiday: str) -> None:
    body = {"version": "con-festivo", "vigente_desde": "2026-01-01", "norma": "Ley 9999 de 2026",
            "festivos": {holiday: "Día de prueba"}}  # fmt: skip
    reply = await running.doors[0].post("/api/v1/calendario/versiones", json=body, headers=AUTH)
    assert reply.status_code == 201


async def all_acknowledged(running: Fleet) -> bool:
    return await running.count("SELECT count(*) FROM case_log WHERE act = 'carta'") == CASES


async def some_took_it(running: Fleet) -> bool:
    return await running.count(TAKEN) > 0


async def progress(running: Fleet) -> dict[str, Any]:
    reply = await running.doors[0].get("/api/v1/calendario/reproyeccion", headers=AUTH)
    found: dict[str, Any] = reply.json()
    return found


async def is_over(running: Fleet) -> bool:
    return bool((await progress(running))["estado"] == "terminada")
