"""Through the real engine: the lapse that accepts is told and never taken back; what comes before is told in time."""

from datetime import date, timedelta

from domain.colombia import LEY_2578
from local.situations import answer
from tests.support import World, now


async def test_what_silence_accepted_is_told_and_nothing_done_later_takes_it_back(world: World) -> None:
    case = await world.filed("silencio positivo", tipo="peticion_documentos")
    await case.until_letter("acuse")
    due_on = case.due_on
    await case.skip_to(LEY_2578.business_days_after(due_on, 1) + timedelta(days=1), hour=10)
    await case.until_log("silencio", "se entiende aceptado por silencio")
    await case.until_letter("vencimiento")

    await case.refused("respuesta", answer("No se accede.", "desfavorable"), rule="AcceptedBySilence")
    await case.refused("respuesta", answer("Solo una parte.", "parcial"), rule="AcceptedBySilence")
    await case.refused(
        "clasificacion",
        {"tipo": "peticion_interes_particular"},
        rule="ReclassificationAfterLapse",
        role="coordinador",
    )
    suspension = {"desde": str(due_on - timedelta(days=6)), "hasta": str(due_on), "acto": "R-TARDE", "norma": "Ley X"}
    await case.act("suspension", suspension, role="supervisor")
    await case.look()

    assert (case.due_on, case.case["vencida"]) == (due_on, True)
    assert len([x for x in case.case["historial"] if x["acto"] == "silencio"]) == 1
    assert "plazo_modificado" not in {x["clase"] for x in case.case["cartas"]}


async def test_a_petition_nobody_looked_at_is_told_a_day_before_its_traslado(world: World) -> None:
    case = await world.filed("de quién es", tipo="reclamo")
    await case.until_letter("acuse")

    await case.skip_to(LEY_2578.business_days_after(case.now.date(), 4), hour=10)

    await case.until_log("escala", "coordinador: falta un día hábil para trasladarla")
    await case.until_letter("recordatorio")


async def test_the_last_warning_comes_before_the_strictest_date(world: World) -> None:
    received_on = LEY_2578.business_days_before(now().date(), 1)
    case = await world.filed("informe", tipo="congresista_informe", recibido_en=f"{received_on}T09:00:00-05:00")
    strict_on = date.fromisoformat((await case.look())["vence_el_mas_temprano"])
    assert strict_on < case.due_on

    await case.skip_to(LEY_2578.business_days_before(strict_on, 1), hour=10)

    says = f"falta un día hábil para la fecha más temprana que puede discutirse, el {strict_on:%d/%m/%Y}"
    await case.until_log("escala", says)
    assert not case.case["vencida"]
