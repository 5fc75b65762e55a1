"""Publishing a version of the calendar through the door: what it is made over, and from when it rules."""

import asyncio
from datetime import date, timedelta
from itertools import count
from typing import Any

from adapters.calendars import CalendarTable
from domain.calendar import Calendar
from domain.instants import bogota_date
from tests.support import World, now

VERSIONS = "/api/v1/calendario/versiones"
SUPERVISOR = {"Authorization": "Bearer dev-supervisor"}
_numbers = count(1)


async def in_force(world: World) -> str:
    return str((await world.api.get(VERSIONS, headers=SUPERVISOR)).json()[0]["version"])


def a_version(**changes: Any) -> dict[str, Any]:
    return {"version": f"puerta-{next(_numbers)}", "vigente_desde": "2026-01-01", "norma": "Ley de prueba", **changes}


async def kept(world: World, version: str) -> Calendar:
    return await CalendarTable(world.sessions).get(version)


async def test_of_two_supervisors_who_publish_at_once_the_second_is_told_and_no_holiday_is_lost(world: World) -> None:
    base = await in_force(world)
    days = [date(2028, 2, 1), date(2028, 2, 2)]
    bodies = [a_version(version_anterior=base, festivos={str(day): "Día de prueba"}) for day in days]

    replies = await asyncio.gather(*(world.post(VERSIONS, body, "supervisor") for body in bodies))
    late = bodies[0] if replies[0].status_code == 409 else bodies[1]
    again = await world.post(VERSIONS, {**late, "version_anterior": await in_force(world)}, "supervisor")

    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert {reply.json().get("regla") for reply in replies} == {None, "CalendarMoved"}
    assert again.status_code == 201
    assert set(days) <= set((await kept(world, late["version"])).holidays)


async def test_a_version_that_would_rule_later_is_refused_by_its_field(world: World) -> None:
    later = bogota_date(now()) + timedelta(days=2)

    reply = await world.post(VERSIONS, a_version(vigente_desde=str(later)), "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (422, "CalendarNotInForce")
    assert reply.json()["campos"][0]["campo"] == "vigente_desde"


async def test_a_version_published_again_is_told_by_its_name_whatever_it_was_made_over(world: World) -> None:
    body = a_version(version_anterior=await in_force(world))
    await world.post(VERSIONS, body, "supervisor")

    again = await world.post(VERSIONS, body, "supervisor")

    assert (again.status_code, again.json()["regla"]) == (409, "VersionTaken")
