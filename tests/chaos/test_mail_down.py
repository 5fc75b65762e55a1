"""The mail server away while cases owe letters."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from local.journey import Journey
from local.situations import answer
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario
from tests.support import a_filing, until

CASES, URGENT = 45, 5
DOWN_SECONDS = 30
ORDER = ["acuse", "requerimiento", "complemento_recibido", "respuesta"]
SENT = """SELECT radicado, array_agg(kind ORDER BY sent_at) AS kinds, min(sent_at) AS first_at, max(sent_at) AS last_at
FROM letter WHERE status = 'enviada' AND kind = ANY(:kinds) GROUP BY radicado"""


async def test_letters_owed_while_mail_is_down(scenario: Scenario, tmp_path: Path) -> None:
    """R2.1 El correo caído: todo sale después, en orden, con su hora verdadera.

    {casos} casos, {cartas} cartas: {enviadas_durante_la_caída} salieron durante la caída, {en_desorden} en
    desorden, {con_hora_anterior_a_su_salida} con hora anterior a su salida; {alarmas} respuestas en su último día
    con su alarma, {alarmas_en_pie_al_final} en pie al final; la última carta, {segundos_hasta_la_última} s
    después de volver el correo.
    """
    async with fleet(tmp_path) as running:
        urgent = [await on_its_last_day(running, n) for n in range(URGENT)]
        await running.stack.smtp.stop()
        scenario.say(f"correo caído; {CASES} casos deben cuatro cartas cada uno")
        down_at = asyncio.get_running_loop().time()
        owing = [await owing_four(running, n) for n in range(CASES)]
        for case in urgent:
            await case.act("respuesta", answer("Se accede."))

        async def all_alarmed() -> bool:
            return await running.count("SELECT count(*) FROM alarm WHERE settled_at IS NULL") == URGENT

        await until(all_alarmed)
        await asyncio.sleep(max(down_at + DOWN_SECONDS - asyncio.get_running_loop().time(), 0))
        alarms = await running.count("SELECT count(*) FROM alarm")
        sent = await running.count(
            "SELECT count(*) FROM letter WHERE status = 'enviada' AND sent_at > now() - interval '20 s'"
        )
        back_at = datetime.now(UTC)
        await running.stack.smtp.start()
        scenario.say(f"correo de vuelta tras {asyncio.get_running_loop().time() - down_at:.0f} s")
        await asyncio.gather(*(x.until("en_notificacion") for x in urgent))

        async def all_left() -> bool:
            return await running.count(
                "SELECT count(*) FROM letter WHERE kind = 'respuesta' AND status = 'enviada'"
            ) == (CASES + URGENT)

        await until(all_left, seconds=180)
        mine = [x for x in await running.rows(SENT, kinds=ORDER) if x.radicado in {y.radicado for y in owing}]
        drained = max(x.last_at for x in mine) - back_at
        scenario.count(
            casos=len(mine),
            cartas=sum(len(x.kinds) for x in mine),
            enviadas_durante_la_caída=sent,
            en_desorden=sum(x.kinds != ORDER for x in mine),
            con_hora_anterior_a_su_salida=sum(x.first_at < back_at for x in mine),
            alarmas=alarms,
            alarmas_en_pie_al_final=await running.count("SELECT count(*) FROM alarm WHERE settled_at IS NULL"),
            segundos_hasta_la_última=round(drained.total_seconds(), 1),
            llegadas=len(running.stack.smtp.messages),
        )

    found = scenario.counts
    assert (found["casos"], found["cartas"]) == (CASES, 4 * CASES)
    assert (found["enviadas_durante_la_caída"], found["en_desorden"], found["con_hora_anterior_a_su_salida"]) == (
        0,
        0,
        0,
    )
    assert (found["alarmas"], found["alarmas_en_pie_al_final"]) == (URGENT, 0)


async def on_its_last_day(running: Fleet, number: int) -> Journey:
    """A case whose term ends today, its earlier letters gone."""
    case = running.journey(f"urgente {number}")
    await case.file(a_filing(tipo="congresista_informe"))
    await case.workflow_running(case.radicado)
    await case.skip_to(case.due_on)
    return case


async def owing_four(running: Fleet, number: int) -> Journey:
    case = running.journey(f"caso {number}")
    await case.file(a_filing())
    await case.workflow_running(case.radicado)
    await case.act("requerimiento", {"falta": "Adjunte el certificado."})
    await case.act("complemento", {"texto": "Aquí está."}, role="radicador")
    await case.act("respuesta", answer("Se accede."))
    return case
