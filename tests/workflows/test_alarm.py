"""An answer that does not leave while its term ends is seen where mail is not needed, once, until it leaves."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx

from domain.colombia import LEY_2578
from domain.instants import start_of
from local.journey import Journey
from local.situations import answer
from tests.support import World, filed_by, now, rewritten, until

HEARD, DEAF = "rosa@correo.example", "espera4xx@correo.example"


async def write_to(world: World, case: Journey, address: str) -> None:
    """Change where a case's petitioner reads mail."""
    who = (await filed_by(world.sessions, case.radicado)).petitioner
    await rewritten(world.sessions, case.radicado, {**who, "correo": address})


async def unsent(world: World, title: str, *, days_left: int) -> Journey:
    """A case whose answer its mail server does not take for now, with so many business days left."""
    case = await world.filed(title)
    await case.until_letter("acuse")
    await write_to(world, case, DEAF)
    day_after = LEY_2578.business_days_after(case.due_on, 1)
    await case.skip_to(LEY_2578.business_days_before(day_after, days_left + 1))
    await case.act("respuesta", answer("Se accede."))
    return case


async def attempts(world: World, case: Journey) -> int:
    described = await world.temporal.get_workflow_handle(case.radicado).describe()
    return max((x.attempt for x in described.raw_description.pending_activities), default=0)


async def alarms(world: World, case: Journey) -> list[str]:
    """The lines of the inbox that sound for a case."""
    async with httpx.AsyncClient(transport=world.api._transport, base_url="http://prueba") as browser:
        await browser.post("/ingresar", data={"ficha": "dev-coordinador"})
        page = (await browser.get("/bandeja")).text
    return [line for line in page.split("<li>") if case.radicado in line and "Entréguela" in line]


async def test_an_answer_unsent_on_its_last_day_is_an_alarm_until_it_leaves(world: World) -> None:
    case = await unsent(world, "último día", days_left=0)

    async def tried_thrice() -> bool:
        return await attempts(world, case) > 3

    await until(tried_thrice)
    shown = await alarms(world, case)
    ready = (await world.api.get("/salud/listo")).json()
    measured = (await world.api.get("/metricas")).text
    await write_to(world, case, HEARD)
    await case.until("en_notificacion")

    assert len(shown) == 1
    assert f"vence el {case.due_on} y el servidor de correo no la recibe" in shown[0]
    assert ready["listo"]
    assert ready["alarmas"] >= 1
    assert float(re.findall(r"^pqrsd_alarmas (\S+)$", measured, re.MULTILINE)[0]) >= 1
    assert await alarms(world, case) == []


async def test_an_answer_that_waits_behind_a_letter_that_fails_is_an_alarm_too(world: World) -> None:
    deaf = {"clase": "natural", "nombres": "Rosa Peña", "correo": DEAF}
    received_at = f"{LEY_2578.business_days_before(now().date(), 8)}T09:00:00-05:00"
    case = await world.filed("otra", tipo="congresista_informe", recibido_en=received_at, peticionario=deaf)
    await case.act("respuesta", answer("Se accede."))

    async def is_alarmed() -> bool:
        return bool(await alarms(world, case))

    await until(is_alarmed)
    waiting = {x["clase"]: x["estado"] for x in (await case.look())["cartas"]}
    await write_to(world, case, HEARD)
    await case.until("en_notificacion")

    assert waiting["acuse"] == "sending"
    assert "respuesta" not in waiting
    assert await alarms(world, case) == []


async def test_an_answer_unsent_with_days_to_spare_is_only_tried_again(world: World) -> None:
    case = await unsent(world, "con tiempo", days_left=4)

    async def tried_again() -> bool:
        return await attempts(world, case) > 2

    await until(tried_again)
    shown = await alarms(world, case)
    await write_to(world, case, HEARD)
    await case.until("en_notificacion")

    assert shown == []


async def test_a_term_that_lapses_while_its_answer_does_not_leave_is_flagged_at_once(world: World) -> None:
    case = await world.filed("vence sin salir")
    await case.until_letter("acuse")
    await write_to(world, case, DEAF)
    await case.skip_to(case.due_on, hour=23)
    to_midnight = start_of(case.due_on + timedelta(days=1)) - case.now
    await case.pass_days((to_midnight - timedelta(seconds=6)) / timedelta(days=1))
    await case.act("respuesta", answer("Se accede."))

    async def is_flagged() -> bool:
        return bool((await case.look())["vencida"])

    await until(is_flagged)
    state = case.case["estado"]
    await write_to(world, case, HEARD)
    await case.until("en_notificacion")

    assert state == "respondida"
    assert case.case["vencida"]


def reading_at(address: str) -> Callable[[Any], None]:
    """The organization with the mission area's liaison reading mail somewhere else."""

    def change(content: Any) -> None:
        next(x for x in content["funcionarios"] if x["codigo"] == "enlace.vcc")["correo"] = address

    return change


async def test_the_mailbox_of_an_official_never_holds_up_an_answer(world: World) -> None:
    case = await world.filed("buzón interno caído")
    await case.publish("dependencias", reading_at(DEAF), reason="Buzón en mantenimiento")
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Es de cartera."}, role="coordinador")
    await case.act("asignacion", {"dependencia": "VCC", "responsable": "enlace.vcc"})
    await case.pass_days(12)

    async def is_stuck() -> bool:
        return await attempts(world, case) > 1

    await until(is_stuck)
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")
    stuck = {x["clase"]: x["estado"] for x in case.case["cartas"]}
    await case.publish("dependencias", reading_at("enlace.vcc@icetex.example"), reason="Buzón de vuelta")
    await case.pass_days(5)
    await case.until_letter_is("escalamiento", "enviada")

    assert (stuck["respuesta"], stuck["escalamiento"]) == ("enviada", "sending")
