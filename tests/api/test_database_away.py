"""The database away: nothing is promised, everybody is told to come back, and all goes on when it is back."""

import asyncio

from tests.support import World, a_filing

PATH = "/api/v1/pqrsd"


async def test_while_the_database_is_away_every_door_says_come_back_and_nothing_is_filed(world: World) -> None:
    case = await world.filed("antes de la caída")
    auth = {"Authorization": "Bearer dev-agente"}
    await world.stack.postgres.stop()

    try:
        filed = await world.post(PATH, a_filing(), **{"Idempotency-Key": "base-caida"})
        acted = await world.post(f"{PATH}/{case.radicado}/nota", {"texto": "x"}, "agente")
        read = await world.api.get(f"{PATH}/{case.radicado}", headers=auth)
        page = await world.api.get(f"/consulta/{case.radicado}?codigo={case.code}")
        ready = await world.api.get("/salud/listo")
    finally:
        await world.stack.postgres.start()
    again = await world.post(PATH, a_filing(), **{"Idempotency-Key": "base-caida"})

    assert [x.status_code for x in (filed, acted, read, page, ready)] == [503] * 5
    assert filed.headers["content-type"] == "application/problem+json"
    assert filed.headers["retry-after"]
    assert "no está disponible; intente de nuevo" in filed.json()["detail"]
    assert again.status_code == 201


async def test_a_connection_that_dies_under_requests_is_never_a_bare_failure(world: World) -> None:
    case = await world.filed("cortada")
    auth = {"Authorization": "Bearer dev-agente"}

    asked = [asyncio.create_task(world.api.get(f"{PATH}/{case.radicado}", headers=auth)) for _ in range(40)]
    await asyncio.sleep(0.02)
    await world.stack.postgres.kill()
    try:
        replies = await asyncio.gather(*asked)
    finally:
        await world.stack.postgres.start()

    assert {x.status_code for x in replies} <= {200, 503}
    assert (await world.api.get(f"{PATH}/{case.radicado}", headers=auth)).status_code == 200
