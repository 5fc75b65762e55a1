"""What cannot wait for the morning, through the real engine."""

from datetime import date, timedelta

from local.journey import Journey, plain_of, subject_of
from tests.api.browsing import browser
from tests.support import World


def next_saturday(today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7 or 7)


async def told(world: World, case: Journey, to: str, says: str) -> None:
    """Wait until an official has read something of a case."""

    async def is_told() -> bool:
        mine = [x for x in world.stack.smtp.messages if case.radicado in subject_of(x) and to in str(x["To"])]
        return any(says in plain_of(x) for x in mine)

    await case.until_met(is_told, f"«{says}» a {to}")


async def test_a_tutela_reaches_the_head_of_the_legal_office_and_names_its_petition(world: World) -> None:
    petition = await world.filed("la petición")

    case = await world.filed("la tutela", tipo="tutela", relacionado_con=petition.radicado)
    await told(world, case, "jefatura.oaj", f"trata de la petición {petition.radicado}")
    async with browser(world, "agente") as agent:
        html = await agent.see(f"/casos/{case.radicado}")

    assert (case.case["dependencia"], case.case["nivel"]) == ("OAJ", 3)
    assert case.case["relacionado_con"] == petition.radicado
    assert f'href="/casos/{petition.radicado}"' in html


async def test_a_tutela_does_not_wait_for_monday_and_a_recurso_does(world: World) -> None:
    tutela, recurso = await world.filed("tutela en sábado"), await world.filed("recurso en sábado")
    for case in (tutela, recurso):
        await case.skip_to(next_saturday(case.now.date()), hour=15)

    await recurso.act("clasificacion", {"tipo": "recurso_reposicion", "aprobado_por": "x"}, role="coordinador")
    await tutela.act("clasificacion", {"tipo": "tutela"})
    await told(world, tutela, "jefatura.oaj", "«Acción de tutela»")
    running = await world.temporal.get_workflow_handle(recurso.radicado).query("case")

    assert "juridica" in {x["recipient"] for x in running["due_letters"]}
    await recurso.skip_to(next_saturday(recurso.now.date()) - timedelta(days=3), hour=9)
    await told(world, recurso, "jefatura.oaj", "«Recurso de reposición»")


async def test_a_life_in_danger_reaches_the_coordinator_on_a_saturday_night(world: World) -> None:
    case = await world.filed("en peligro")
    await case.skip_to(next_saturday(case.now.date()), hour=23)

    raised = {"tipo": "reclamo", "prioridad": "riesgo_vida", "motivo_prioridad": "Dice que lo amenazaron."}
    await case.act("clasificacion", raised)

    await told(world, case, "coordinacion.gau", "riesgo para la vida")


async def test_a_life_in_danger_is_told_when_the_case_opens_and_its_log_says_so(world: World) -> None:
    case = await world.filed("en peligro al llegar", descripcion="Me amenazaron de muerte por el embargo.")

    await case.until_log("alerta", "riesgo para la vida")
    await case.until_letter("escalamiento")

    assert case.case["prioridad"] == "riesgo_vida"
