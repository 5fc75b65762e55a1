"""A case with far more acts than any real one."""

from datetime import timedelta
from pathlib import Path

from local.situations import answer
from tests.chaos.fleet import fleet
from tests.chaos.scenario import Scenario
from tests.support import a_filing

ACTS = 500
EVENTS_AT_MOST = 10_000


async def test_five_hundred_acts(scenario: Scenario, tmp_path: Path) -> None:
    """R10.3 Un caso con 500 actos: ninguno se pierde y la historia cabe.

    {notas_en_el_registro} notas en el registro; {eventos} eventos ({eventos_por_acto} por acto), {kilobytes} kB:
    lejos de los 10.000 eventos, de modo que no hace falta continuar como nuevo.
    """
    async with fleet(tmp_path) as running:
        case = running.journey("quinientos actos")
        await case.file(a_filing())
        await case.workflow_running(case.radicado)
        for number in range(ACTS):
            await case.act("nota", {"texto": f"Nota {number}: se llamó al peticionario."})
            if number % 100 == 99:
                scenario.say(f"{number + 1} actos")
        await case.act("respuesta", answer("Se accede."))
        await case.until("en_notificacion")
        await running.forward(case.radicado, timedelta(days=1.1))
        await case.until("cerrada")
        described = await running.client.get_workflow_handle(case.radicado).describe()
        kept = await running.count("SELECT count(*) FROM case_log WHERE act = 'nota'")
        scenario.count(
            actos=ACTS,
            notas_en_el_registro=kept,
            eventos=described.history_length,
            eventos_por_acto=round(described.history_length / ACTS, 2),
            kilobytes=round(described.raw_description.workflow_execution_info.history_size_bytes / 1_000),
        )

    assert kept == ACTS
    assert described.history_length < EVENTS_AT_MOST
