"""Workers, engine and database away across a reminder, a due date and a survey."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from domain import ladder
from domain.case import Case
from domain.catalog_seeds import SURVEY
from domain.colombia import LEY_2578
from domain.instants import BOGOTA
from domain.survey import contact_instant, remind_at
from local.journey import Journey
from local.situations import answer
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.scenario import Scenario
from tests.support import a_filing, until

EACH = 5
LEAD = timedelta(seconds=45)
"""How long before its instant a clock is left running."""

DOWN_SECONDS, SKIPPED = 75, "Omitido por tardío"
OWING = "SELECT count(*) FROM pqrsd_case WHERE jsonb_array_length(snapshot->'due_letters') > 0"
DIGESTED = "SELECT count(*) FROM digest_line WHERE radicado = :radicado"
OF_THE_CASE = "SELECT key, status, claimed_at FROM letter WHERE radicado = :radicado"


async def test_workers_then_everything_down(scenario: Scenario, tmp_path: Path) -> None:
    """R5.1 Trabajadores, motor y base caídos: todo se emite una vez, tarde, con ambas horas.

    {recordatorios_y_vencimientos} peldaños, {emitidos_una_vez} emitidos una sola vez, entre {retraso_mínimo_s} y
    {retraso_máximo_s} s tarde, con la hora debida y la verdadera; {encuestas} encuestas,
    {encuestas_con_una_invitación_y_un_recordatorio} con una invitación y un recordatorio.
    """
    async with fleet(tmp_path, workers=2, is_durable=True) as running:
        reminded = [await acknowledged(running, "mitad") for _ in range(EACH)]
        lapsing = [await acknowledged(running, "vencida") for _ in range(EACH)]
        surveyed = [await invited(running) for _ in range(EACH)]
        await asyncio.gather(
            *(running.forward_to(case.radicado, at - LEAD) for case, at, _ in (*reminded, *lapsing)),
            *(running.forward_to(f"{radicado}-encuesta-1", at - LEAD) for radicado, at in surveyed),
        )
        scenario.say(f"{EACH} recordatorios, {EACH} vencimientos y {EACH} encuestas, a menos de {LEAD.seconds} s")
        for part in running.workers.values():
            await part.kill()
        await running.stack.temporal.kill()
        await running.stack.postgres.kill()
        scenario.say("SIGKILL a los trabajadores, al motor y a la base")
        await asyncio.sleep(DOWN_SECONDS)
        await running.stack.postgres.start()
        await running.stack.temporal.start()
        await running.start_worker("trabajador-3")
        scenario.say("todo de vuelta")
        late = [await lateness(running, *each) for each in (*reminded, *lapsing)]
        asked = [await survey_letters(running, radicado) for radicado, _ in surveyed]
        scenario.count(
            recordatorios_y_vencimientos=len(late),
            emitidos_una_vez=sum(len(x) == 1 for x in late),
            retraso_mínimo_s=round(min(x[0] for x in late)),
            retraso_máximo_s=round(max(x[0] for x in late)),
            encuestas=len(asked),
            encuestas_con_una_invitación_y_un_recordatorio=sum(x == 2 for x in asked),
        )

    assert scenario.counts["emitidos_una_vez"] == len(late)
    assert min(x[0] for x in late) > 10
    assert asked == [2] * EACH


async def test_a_case_that_begins_after_days_of_outage(scenario: Scenario, tmp_path: Path) -> None:
    """R5.1 Caída de días que cubre término y recordatorios: los superados se omiten.

    {casos} casos que arrancan después de vencidos: {emitidos} avisos cada uno y {omitidos} superados, que quedan
    anotados como omitidos y no salen.
    """
    async with fleet(tmp_path) as running:
        await running.workers["trabajador-1"].kill()
        cases = [await filed_long_ago(running) for _ in range(EACH)]
        scenario.say("sin trabajador, casos cuyo término venció hace 36 horas o más")
        await running.start_worker("trabajador-2")
        for case in cases:
            await case.workflow_running(case.radicado)
            await case.skip_to(LEY_2578.business_days_after(case.now.date(), 1), hour=10)
            await case.until_letter("vencimiento")

        async def nothing_is_owed() -> bool:
            return await running.count(OWING) == 0

        await until(nothing_is_owed)
        logs = [await running.log(x.radicado) for x in cases]
        told = [[x.text for x in log if x.act == "escala" and SKIPPED not in x.text] for log in logs]
        passed = [[x.text for x in log if SKIPPED in x.text] for log in logs]
        letters = [await running.rows(OF_THE_CASE, radicado=x.radicado) for x in cases]
        lines = [await running.count(DIGESTED, radicado=x.radicado) for x in cases]
        scenario.count(casos=EACH, emitidos=told[0], omitidos=passed[0], cartas_por_caso=len(letters[0]))

    assert all(len(x) == len(set(x)) for x in told)
    assert all(passed)
    assert all(sum("@" in y.key for y in x) + n == len(z) - 1 for x, n, z in zip(letters, lines, told, strict=True))


async def acknowledged(running: Fleet, code: str) -> tuple[Journey, datetime, str]:
    """A case whose type is confirmed, so that nothing moves its term; when one of its rungs is due and what it says."""
    case, kind = running.journey(code), "congresista_informe" if code == "vencida" else "queja"
    await case.file(a_filing(tipo=kind))
    await case.workflow_running(case.radicado)
    await case.act("clasificacion", {"tipo": kind})
    await case.until_letter("acuse")
    known = await running.client.get_workflow_handle(case.radicado).query("case", result_type=Case)
    rung = next(x for x in ladder.pending(known, LEY_2578, ladder.BEFORE_CATALOGS) if x.rung.code == code)
    return case, rung.at, rung.rung.says


async def lateness(running: Fleet, case: Journey, at: datetime, says: str) -> list[float]:
    """Seconds late of each time a rung was fired."""
    found: list[float] = []

    async def is_fired() -> bool:
        log = await running.log(case.radicado)
        found[:] = [(x.at - at).total_seconds() for x in log if x.act == "escala" and says in x.text]
        return bool(found)

    await until(is_fired, seconds=240)
    return found


async def invited(running: Fleet) -> tuple[str, datetime]:
    """The radicado of a delivered answer whose survey is under way, and when its reminder is due."""
    case = running.journey("encuesta")
    await case.file(a_filing())
    await case.workflow_running(case.radicado)
    await case.act("respuesta", answer("Se accede."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    survey = case.survey_id()
    await case.workflow_running(survey)
    await running.forward_to(survey, contact_instant(case.now - timedelta(days=1.1), LEY_2578) + timedelta(seconds=1))
    await case.until_letter("encuesta")
    return case.radicado, remind_at(await invited_at(running, case.radicado), LEY_2578, SURVEY)


async def invited_at(running: Fleet, radicado: str) -> datetime:
    rows = await running.rows(OF_THE_CASE, radicado=radicado)
    found: datetime = next(x.claimed_at for x in rows if x.key.endswith("/encuesta"))
    return found


async def survey_letters(running: Fleet, radicado: str) -> int:
    """How many letters of its survey a case has sent, once its reminder has left."""
    sent: list[str] = []

    async def is_reminded() -> bool:
        rows = await running.rows(OF_THE_CASE, radicado=radicado)
        sent[:] = [x.key for x in rows if "encuesta" in x.key and x.status == "enviada"]
        return any("recordatorio" in key for key in sent)

    await until(is_reminded, seconds=240)
    return len(sent)


async def filed_long_ago(running: Fleet) -> Journey:
    """A case filed now that was received so long ago that its term ended 36 hours ago or more.

    It asks for nothing of a shorter term: no proposal that stands begins its ladder again.
    """
    case = running.journey("de hace días")
    today = datetime.now(BOGOTA).date()
    due_on = LEY_2578.business_days_before(today - timedelta(days=1), 1)
    received_on = LEY_2578.business_days_before(due_on, 15)
    told = {"asunto": "Cobro repetido", "descripcion": "Me cobraron dos veces."}
    await case.file(a_filing(tipo="queja", recibido_en=f"{received_on}T09:00:00-05:00", **told))
    return case
