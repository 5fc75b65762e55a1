"""A calendar version published while cases run: who moves, once, and to where the last version says."""

import asyncio
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import update

from adapters.batches import Batches
from adapters.tables import CaseRow
from domain.calendar import Calendar
from domain.case import Case
from domain.colombia import LEY_2578
from local.journey import Journey
from tests.support import World, until

SUPERVISOR = {"Authorization": "Bearer dev-supervisor"}
_numbers = count(1)


async def opened(world: World, title: str, kind: str) -> Journey:
    """A case that already runs under the version in force."""
    case = await world.filed(title, tipo=kind)
    await case.until_letter("acuse")
    return case


async def publish(world: World, *days: date, removed: tuple[date, ...] = ()) -> str:
    """Publish a version with some holidays more and less; its name."""
    version = f"repro-{next(_numbers)}"
    body = {"version": version, "vigente_desde": "2026-01-01", "norma": f"Ley {version}",
            "festivos": {str(day): "Día de prueba" for day in days},
            "retirados": [str(day) for day in removed]}  # fmt: skip
    assert (await world.post("/api/v1/calendario/versiones", body, "supervisor")).status_code == 201
    return version


async def reprojected(world: World) -> dict[str, Any]:
    return await world.batch("/api/v1/calendario/reproyeccion")


async def rehearsed(world: World) -> dict[str, tuple[str, str]]:
    reply = await world.api.get("/api/v1/calendario/diferencias", headers=SUPERVISOR)
    return {x["radicado"]: (x["de"], x["a"]) for x in reply.json()}


async def calendar_of(world: World, radicado: str) -> str:
    async with world.sessions() as session:
        return (await session.get_one(CaseRow, radicado)).calendar_version


async def inside(world: World, case: Journey, *, before: int = 2) -> date:
    """A business day some days before a case is due, under the calendar that rules it."""
    async with world.sessions() as session:
        version = (await session.get_one(CaseRow, case.radicado)).calendar_version
    return (await _calendar(world, version)).business_days_before(case.due_on, before)


async def _calendar(world: World, version: str) -> Calendar:
    from adapters.calendars import CalendarTable

    return await CalendarTable(world.sessions).get(version)


async def test_a_published_holiday_moves_exactly_the_cases_it_falls_in_and_says_so(world: World) -> None:
    short, long = await opened(world, "corta", "congresista_informe"), await opened(world, "larga", "consulta")
    was, holiday = long.due_on, await inside(world, long)

    version = await publish(world, holiday)
    dry = await rehearsed(world)
    done = await reprojected(world)
    await long.look()
    await short.look()

    moves = {x["radicado"]: (x["de"], x["a"]) for x in done["movidos"]}
    assert moves[long.radicado] == dry[long.radicado]
    assert moves[long.radicado] == (str(was), str(long.due_on))
    assert long.due_on > was
    assert short.radicado not in {*moves, *dry}
    assert not {long.radicado, short.radicado} & set(done["fallidos"])
    assert (done["estado"], done["revisados"]) == ("terminada", done["total"])
    line = next(x for x in long.case["historial"] if x["acto"] == "reproyeccion")
    assert line["quien"] == "dev-supervisor"
    assert f"Ley {version}" in line["texto"]
    assert f"vencía el {was:%d/%m/%Y}; vence el {long.due_on:%d/%m/%Y}" in line["texto"]
    await long.until_letter("plazo_modificado")


async def test_a_case_that_does_not_move_takes_the_version_without_a_line_or_a_letter(world: World) -> None:
    short, long = await opened(world, "corta", "congresista_informe"), await opened(world, "larga", "consulta")

    version = await publish(world, await inside(world, long))
    await reprojected(world)

    assert await calendar_of(world, short.radicado) == version
    assert "reproyeccion" not in {x["acto"] for x in (await short.look())["historial"]}
    assert "plazo_modificado" not in {x["clase"] for x in short.case["cartas"]}


async def test_repeating_it_after_its_end_finds_nothing(world: World) -> None:
    case = await opened(world, "repetida", "consulta")
    await publish(world, await inside(world, case))
    await reprojected(world)

    again = await reprojected(world)

    assert (case.radicado in {x["radicado"] for x in again["movidos"]}, again["estado"]) == (False, "terminada")
    assert [x["acto"] for x in (await case.look())["historial"]].count("reproyeccion") == 1


async def test_a_moved_case_is_counted_down_by_the_strictest_date_and_lapses_by_its_new_one(world: World) -> None:
    case = await opened(world, "recordada", "consulta")
    await case.act("clasificacion", {"tipo": "consulta"})
    was = case.due_on
    await publish(world, await inside(world, case))
    await reprojected(world)
    await case.look()

    await case.skip_to(case.due_on + timedelta(days=1))
    await until(lambda: _is_overdue(case))
    fired = (await world.temporal.get_workflow_handle(case.radicado).query("case", result_type=Case)).fired

    generations = {key.partition("@")[2] for key in fired}
    assert str(case.due_on) in generations
    assert {"mitad", "vencida"}.isdisjoint(key.partition("@")[0] for key in fired if key.endswith(str(was)))


async def _is_overdue(case: Journey) -> bool:
    return bool((await case.look())["vencida"])


async def test_two_publications_in_a_row_end_at_the_last(world: World) -> None:
    cases = [await opened(world, f"dos publicaciones {n}", "consulta") for n in range(3)]
    first, second = await inside(world, cases[0], before=3), await inside(world, cases[0], before=5)
    original = cases[0].due_on

    await publish(world, first)
    one = asyncio.create_task(world.post("/api/v1/calendario/reproyeccion", None, "supervisor"))
    last = await publish(world, second, removed=(first,))
    two = await reprojected(world)
    await one
    third = await reprojected(world)

    expected = (await _calendar(world, last)).business_days_after(second, 6)
    assert expected == (await _calendar(world, LEY_2578.version)).business_days_after(original, 1)
    for case in cases:
        assert str((await case.look())["vence_el"]) == str(expected)
        assert await calendar_of(world, case.radicado) == last
    mine = {case.radicado for case in cases}
    assert not mine & {*two["fallidos"], *(x["radicado"] for x in third["movidos"])}


async def test_a_version_that_no_longer_rules_moves_nobody(world: World) -> None:
    earlier = await publish(world)
    await publish(world)

    reply = await world.post(f"/api/v1/calendario/reproyeccion?version={earlier}", None, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (409, "VersionSuperseded")


async def test_a_case_decided_meanwhile_no_longer_applies_and_is_no_failure(world: World) -> None:
    case = await opened(world, "decidida", "consulta")
    await case.act("desistimiento", {"clase": "expreso", "motivo": "Ya no."}, role="radicador")
    await case.until_letter("desistimiento_expreso")
    await case.pass_days(1.1)
    await world.temporal.get_workflow_handle(case.radicado).result()
    async with world.sessions.begin() as session:
        await session.execute(update(CaseRow).where(CaseRow.radicado == case.radicado).values(calendar_version="vieja"))
    version = await publish(world)

    done = await reprojected(world)

    assert case.radicado not in done["fallidos"]
    assert version == done["version"]


async def test_its_progress_can_be_asked_for(world: World) -> None:
    version = await publish(world)
    path = "/api/v1/calendario/reproyeccion"

    before = await world.api.get(path, headers=SUPERVISOR)
    done = await reprojected(world)
    after = await world.api.get(path, headers=SUPERVISOR, params={"version": version})

    assert (before.status_code, before.json()["regla"]) == (404, "NotReprojected")
    assert after.json() == done


async def test_a_batch_that_was_stopped_is_told_and_can_be_begun_again(world: World) -> None:
    version = await publish(world)
    await reprojected(world)
    await world.temporal.start_workflow(
        "ReprojectionWorkflow", {"batch": None}, id=f"reproyeccion-{version}", task_queue="nadie"
    )
    await world.temporal.get_workflow_handle(f"reproyeccion-{version}").terminate()
    assert await Batches(world.temporal).ended(f"reproyeccion-{version}", within_seconds=5) is None

    again = await reprojected(world)

    assert again["estado"] == "terminada"
