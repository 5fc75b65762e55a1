"""Situations of the process itself: who stands in for whom, and what happens when a level lets its term pass."""

from datetime import date, timedelta

from local.journey import Journey, Unexpected
from local.situations import Situation, answer, filing, person


async def handed_to_the_substitute(case: Journey) -> None:
    """The agent named is on leave: the case, and the letters of whoever is away, go to the substitute."""
    today = case.now.date()
    away = {"desde": str(today), "hasta": str(today + timedelta(days=365)), "motivo": "Licencia"}

    def on_leave(content: dict[str, list[dict[str, object]]]) -> None:
        person = next(x for x in content["funcionarios"] if x["codigo"] == "agente-09")
        person.update(suplente="agente-10", ausencias=[away])

    await case.publish("dependencias", on_leave, reason="Licencia de agente-09")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-09"}, role="coordinador")
    if case.case["responsable"] != "agente-10" or "agente-09 está ausente" not in str(case.case["suplencia"]):
        raise Unexpected(f"{case.title}: quedó a cargo de {case.case['responsable']}: {case.case['suplencia']}")
    await case.refused("asignacion", {"dependencia": "OAU", "responsable": "agente-08"},
                       rule="ReassignmentWithoutReason", role="coordinador")  # fmt: skip
    await _answered(case, "Actualizamos la cuenta de giro.")


async def level_lapsed(case: Journey) -> None:
    """Nobody takes a priority case out of the first level in time: its coordinator is told; it climbs to the third."""
    lapsed_on = date.fromisoformat(str(case.case["vence_nivel"]))
    await case.skip_to(lapsed_on + timedelta(days=6))
    await case.until_letter("escalamiento")
    await case.act("escalamiento", {"nivel": 2, "dependencia": "GAU", "motivo": "Pasó el término del primer nivel."})
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VOT", "motivo": "El giro lo ordena Operaciones."})
    await _answered(case, "El giro se hizo efectivo a la institución.")


async def _answered(case: Journey, text: str) -> None:
    await case.act("respuesta", answer(text))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")


SITUATIONS_OF_THE_PROCESS = (
    Situation("Responsable ausente: actúa su suplente", filing(
        "peticion_interes_particular", "linea_agil_exterior", "Cuenta de giro", "Cambié de banco y pido actualizarla.",
        person("Sandra Milena Chocué", "sandra.chocue@correo.example")), handed_to_the_substitute),
    Situation("Pasa el término interno del nivel y escala hasta el área misional", filing(
        "reclamo", "contact_center", "Sostenimiento sin girar", "No me giran el sostenimiento y debo la pensión.",
        person("Brayan Stiven Mina", "brayan.mina@correo.example", condicion_especial="perjuicio_irremediable")),
        level_lapsed),
)  # fmt: skip
