"""The lapse of a term whose silence accepts, through the real engine: told, and never taken back."""

from datetime import timedelta

from domain.colombia import LEY_2578
from local.situations import answer
from tests.support import World


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
