"""A published act that suspends terms: the cases it reaches, those filed later too, each once."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from domain.colombia import LEY_2578
from local.journey import Journey
from tests.support import World, a_filing
from tests.workflows.test_reprojection import SUPERVISOR, calendar_of, inside, opened, publish

_numbers = count(1)
PATH = "/api/v1/calendario/suspensiones"


def an_act(case: Journey, *, after: int = 5, **changes: Any) -> dict[str, Any]:
    """An act of three days from the fifth business day after a case's present, or from another one."""
    from_on = LEY_2578.business_days_after(case.now.date(), after)
    return {"acto": f"RES-PRUEBA-{next(_numbers)}", "desde": str(from_on), "hasta": str(from_on + timedelta(days=2)),
            "norma": "Ley 1437 de 2011, art. 39", **changes}  # fmt: skip


async def published(world: World, body: dict[str, Any]) -> str:
    reply = await world.post(PATH, body, "supervisor")
    assert reply.status_code == 201, reply.text
    return str(reply.json()["acto"])


async def rehearsed(world: World, act: str) -> dict[str, tuple[str, str]]:
    reply = await world.api.get(f"{PATH}/{act}/diferencias", headers=SUPERVISOR)
    return {x["radicado"]: (x["de"], x["a"]) for x in reply.json()}


async def applied(world: World, act: str) -> dict[str, Any]:
    return await world.batch(f"{PATH}/{act}/aplicacion")


async def test_an_act_moves_the_open_cases_in_its_scope_as_rehearsed_and_no_others(world: World) -> None:
    inside_scope, outside = await opened(world, "dentro", "queja"), await opened(world, "fuera", "consulta")
    was = inside_scope.due_on
    act = await published(world, an_act(inside_scope, tipos=["queja"]))

    dry = await rehearsed(world, act)
    done = await applied(world, act)
    again = await applied(world, act)
    await inside_scope.look()

    assert {x["radicado"]: (x["de"], x["a"]) for x in done["movidos"]} == dry
    assert dry[inside_scope.radicado] == (str(was), str(inside_scope.due_on))
    assert inside_scope.due_on > was
    assert outside.radicado not in dry
    assert (await outside.look())["vence_el"] == str(outside.due_on)
    assert (again["total"], again["movidos"]) == (0, [])
    assert [x["acto"] for x in inside_scope.case["historial"]].count("suspension") == 1
    line = next(x for x in inside_scope.case["historial"] if x["acto"] == "suspension")
    assert act in line["texto"]
    assert f"vencía el {was:%d/%m/%Y}; vence el {inside_scope.due_on:%d/%m/%Y}" in line["texto"]
    await inside_scope.until_letter("plazo_modificado")


async def test_a_case_filed_while_an_act_is_in_force_counts_it_from_its_first_day(world: World) -> None:
    before = await opened(world, "antes", "sugerencia")
    act = await published(world, an_act(before, tipos=["sugerencia"]))

    after = await world.filed("después", tipo="sugerencia")
    told = after.case["vence_el"]
    await after.until_letter("acuse")
    dry = await rehearsed(world, act)

    assert date.fromisoformat(told) > before.due_on
    assert after.case["vence_el"] == told
    assert after.radicado not in dry
    assert before.radicado in dry
    assert "plazo_modificado" not in {x["clase"] for x in after.case["cartas"]}


async def test_a_new_cycle_counts_the_act_in_force(world: World) -> None:
    case = await opened(world, "segundo ciclo", "felicitacion")
    await case.act("respuesta", {"texto": "Gracias.", "sentido": "favorable", "firmante": "C. Mejía"})
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    act = await published(world, an_act(case, tipos=["felicitacion"]))

    await case.act("replica", {"argumento": "Falta algo."}, role="radicador")
    await case.until_log("suspension")

    line = next(x for x in case.case["historial"] if x["acto"] == "suspension")
    assert act in line["texto"]


async def test_what_was_published_between_filing_and_opening_reaches_the_case(world: World) -> None:
    model = await opened(world, "modelo", "denuncia")
    holiday = await inside(world, model)
    case = world.journey("por abrir")
    await world.stack.temporal.stop()
    try:
        await case.file(a_filing(tipo="denuncia"))
        filed_due_on = case.due_on
        version = await publish(world, holiday)
        act = await published(world, an_act(case, tipos=["denuncia"]))
    finally:
        await world.stack.temporal.start()
    await case.workflow_running(case.radicado)
    await case.until_log("suspension")

    assert await calendar_of(world, case.radicado) == version
    assert {"reproyeccion", "suspension"} <= {x["acto"] for x in case.case["historial"]}
    assert any(act in x["texto"] for x in case.case["historial"])
    assert date.fromisoformat(case.case["vence_el"]) > filed_due_on
    await case.until_letter("plazo_modificado")


async def test_the_same_number_with_other_dates_is_refused_and_as_it_was_is_the_same(world: World) -> None:
    case = await world.filed("número repetido")
    body = an_act(case, tipos=["habeas_data_reclamo"])
    await published(world, body)

    same = await world.post(PATH, body, "supervisor")
    other = await world.post(PATH, {**body, "hasta": str(case.now.date() + timedelta(days=30))}, "supervisor")

    assert same.status_code == 201
    assert (other.status_code, other.json()["regla"]) == (409, "ActNumberTaken")


async def test_an_act_with_its_dates_reversed_or_unknown_is_refused(world: World) -> None:
    case = await world.filed("al revés")
    body = an_act(case)

    reversed_ = await world.post(PATH, {**body, "desde": body["hasta"], "hasta": body["desde"]}, "supervisor")
    unknown = await world.post(f"{PATH}/NO-HAY/aplicacion", None, "supervisor")
    nobody = await world.api.get(f"{PATH}/NO-HAY/aplicacion", headers=SUPERVISOR)
    act = await published(world, {**body, "tipos": ["habeas_data_consulta"]})
    not_begun = await world.api.get(f"{PATH}/{act}/aplicacion", headers=SUPERVISOR)

    assert (reversed_.status_code, reversed_.json()["regla"]) == (409, "DatesReversed")
    assert (unknown.status_code, unknown.json()["regla"]) == (404, "SuspensionUnknown")
    assert nobody.status_code == 404
    assert (not_begun.status_code, not_begun.json()["regla"]) == (404, "NotApplied")


async def test_who_published_what_is_listed_for_whoever_works_here(world: World) -> None:
    case = await world.filed("lista")
    act = await published(world, an_act(case, tipos=["habeas_data_consulta"]))
    headers = {"Authorization": "Bearer dev-auditor"}

    acts = (await world.api.get(PATH, headers=headers)).json()
    versions = (await world.api.get("/api/v1/calendario/versiones", headers=headers)).json()

    assert next(x for x in acts if x["acto"] == act)["publicado_por"] == "dev-supervisor"
    assert {"version", "norma", "publicada_por", "publicada_en"} <= set(versions[0])


async def test_a_term_that_nothing_stops_is_left_out_and_the_rehearsal_says_why(world: World) -> None:
    congress = await opened(world, "congreso", "congreso_documentos")
    was = congress.due_on
    act = await published(world, an_act(congress, tipos=["congreso_documentos"]))

    reply = await world.api.get(f"{PATH}/{act}/diferencias", headers=SUPERVISOR)
    done = await applied(world, act)
    await congress.look()

    told = next(x for x in reply.json() if x["radicado"] == congress.radicado)
    assert (told["de"], told["a"]) == (str(was), str(was))
    assert "no lo detiene la entidad: lo fija Ley 5 de 1992, art. 260" in told["omitido"]
    assert (done["total"], congress.due_on) == (0, was)
