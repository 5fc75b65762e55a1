"""An operator reads what the CRM refused and sends it again."""

import asyncio
import uuid

import pytest
from typer.testing import CliRunner

from adapters import crm_queue
from adapters.crm_queue import CrmTable
from adapters.tables import CrmDeliveryRow, CrmInteractionRow
from cli import app
from tests.support import World

DEAD = "/api/v1/crm/muertas"


async def died(world: World, *, reason: str = "422 campo x", at: str = "2026-11-24T09:00:00-05:00") -> tuple[str, str]:
    """The delivery and the radicado of an interaction the CRM refused."""
    case, delivery = await world.filed("muerta"), str(uuid.uuid4())
    row = CrmDeliveryRow(delivery_id=delivery, radicado=case.radicado, sequence=99, event="nota",
                         payload={"radicado": case.radicado, "en": at}, status="muerta", reason=reason)  # fmt: skip
    async with world.sessions.begin() as session:
        session.add(row)
    return delivery, case.radicado


async def taken(world: World, delivery: str) -> bool:
    """Whether the CRM took an interaction, in a while."""
    async with asyncio.timeout(30):
        while True:
            async with world.sessions() as session:
                if await session.get(CrmInteractionRow, delivery):
                    return True
            await asyncio.sleep(0.1)


async def test_a_dead_delivery_is_listed_counted_and_sent_again(world: World) -> None:
    delivery, radicado = await died(world)
    headers = {"Authorization": "Bearer dev-supervisor"}

    listed = (await world.api.get(DEAD, headers=headers)).json()
    counted = (await world.api.get("/metricas")).text
    sent = await world.post(f"{DEAD}/{delivery}/reintento", None, "supervisor")
    is_taken = await taken(world, delivery)
    again = await world.post(f"{DEAD}/{delivery}/reintento", None, "supervisor")

    [line] = [x for x in listed if x["entrega"] == delivery]
    assert line == {"entrega": delivery, "radicado": radicado, "secuencia": 99, "evento": "nota",
                    "motivo": "422 campo x"}  # fmt: skip
    assert 'pqrsd_casos{situacion="crm_muertas"}' in counted
    assert (sent.json(), is_taken) == ({"pendientes": 1}, True)
    assert (again.status_code, again.json()["regla"]) == (409, "DeliveryNotDead")


async def test_the_command_sends_it_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery, _ = await died(world)
    for name, value in world.stack.environment().items():
        monkeypatch.setenv(name, value)

    done = await asyncio.to_thread(CliRunner().invoke, app, ["crm", "reintentar", delivery])
    unknown = await asyncio.to_thread(CliRunner().invoke, app, ["crm", "reintentar", "ninguna"])

    assert (done.exit_code, done.output.strip()) == (0, "Entregas que se deben otra vez: 1")
    assert await taken(world, delivery)
    assert (unknown.exit_code, delivery in {x.delivery_id for x in await CrmTable(world.sessions).refused()}) == (
        2,
        False,
    )


async def test_the_command_sends_again_all_of_a_cause_and_never_everything_by_default(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = [await died(world, reason="416 sin campo y") for _ in range(2)]
    for name, value in world.stack.environment().items():
        monkeypatch.setenv(name, value)

    done = await asyncio.to_thread(CliRunner().invoke, app, ["crm", "reintentar", "--causa", "416"])
    vague = await asyncio.to_thread(CliRunner().invoke, app, ["crm", "reintentar"])

    assert (done.exit_code, done.output.strip()) == (0, "Entregas que se deben otra vez: 2")
    assert [await taken(world, delivery) for delivery, _ in mine] == [True] * 2
    assert vague.exit_code == 2


async def test_all_that_died_of_a_cause_in_some_days_is_sent_again_at_once(world: World) -> None:
    day = "2031-03-04"
    mine = [await died(world, reason="419 sin campo x", at=f"{day}T09:00:00-05:00") for _ in range(3)]
    other_day = await died(world, reason="419 sin campo x", at="2031-03-05T00:00:00-05:00")
    other_cause = await died(world, reason="418 tetera", at=f"{day}T09:00:00-05:00")

    done = await world.post(f"{DEAD}/reintento", {"causa": "419", "desde": day, "hasta": day}, "supervisor")

    left = {x.delivery_id for x in await CrmTable(world.sessions).refused()}
    assert done.json() == {"pendientes": 3}
    assert [await taken(world, delivery) for delivery, _ in mine] == [True] * 3
    assert {other_day[0], other_cause[0]} <= left
    nothing = await world.post(f"{DEAD}/reintento", {}, "supervisor")
    assert (nothing.status_code, (await world.post(f"{DEAD}/reintento", {}, "auditor")).status_code) == (422, 403)


async def test_the_list_of_the_dead_goes_on_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {(await died(world, reason="417 paginada"))[0] for _ in range(3)}
    monkeypatch.setattr(crm_queue, "PAGE", 2)
    headers, asked = {"Authorization": "Bearer dev-auditor"}, {"causa": "417"}

    first = (await world.api.get(DEAD, headers=headers, params=asked)).json()
    second = (await world.api.get(DEAD, headers=headers, params={**asked, "tras": first[-1]["entrega"]})).json()

    assert (len(first), len(second)) == (2, 1)
    assert {x["entrega"] for x in first + second} == ids


@pytest.mark.parametrize("role", ["radicador", "agente", "coordinador", "auditor"])
async def test_only_a_supervisor_sends_again(world: World, role: str) -> None:
    reply = await world.post(f"{DEAD}/x/reintento", None, role)

    assert reply.status_code == 403


async def test_a_delivery_nobody_owes_is_unknown(world: World) -> None:
    reply = await world.post(f"{DEAD}/no-existe/reintento", None, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (404, "DeliveryUnknown")
