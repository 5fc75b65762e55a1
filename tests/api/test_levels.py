"""Levels, assignment and inboxes through the door: named refusals, substitutes, each dependencia its own list."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from adapters.tables_catalogs import CaseLevelRow
from domain.colombia import LEY_2578
from domain.instants import bogota_date
from tests.support import World, now

OAU = {"dependencia": "OAU", "responsable": "agente-07"}


async def refused(world: World, radicado: str, act: str, body: dict[str, Any]) -> tuple[int, str, str]:
    problem = (await world.post(f"/api/v1/pqrsd/{radicado}/{act}", body, "coordinador")).json()
    return problem["status"], problem["regla"], problem["detail"]


@pytest.fixture
async def absent(world: World) -> str:
    """An agent who is away today, and whose substitute is another one."""
    headers = {"Authorization": "Bearer dev-supervisor"}
    last = (await world.api.get("/api/v1/catalogos/dependencias", headers=headers)).json()
    today = bogota_date(now())
    away = {"desde": str(today), "hasta": str(today + timedelta(days=30)), "motivo": "Licencia"}
    person = next(x for x in last["contenido"]["funcionarios"] if x["codigo"] == "agente-11")
    if not person["ausencias"]:
        person |= {"suplente": "agente-12", "ausencias": [away]}
        body = {"version_anterior": last["version"], "motivo": "Licencia", "contenido": last["contenido"]}
        reply = await world.post("/api/v1/catalogos/dependencias", body, "supervisor")
        assert reply.status_code == 201, reply.text
    return "agente-11"


@pytest.fixture
async def of_gau(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of an agent of the back office."""
    tokens = world.api._transport.app.state.tokens  # type: ignore[attr-defined]
    tokens[sha256(b"ficha-gau").hexdigest()] = ("agente-07", "agente", "GAU")
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "ficha-gau"})
        yield browser


async def test_a_case_shows_when_its_level_lapses_from_the_moment_it_is_filed(world: World) -> None:
    case = await world.filed("nivel")

    listed = (await world.api.get("/api/v1/pqrsd?limite=200", headers={"Authorization": "Bearer dev-auditor"})).json()

    line = next((x for x in listed["casos"] if x["radicado"] == case.radicado), None)
    assert case.case["vence_nivel"] == str(LEY_2578.business_days_after(bogota_date(now()), 3))
    assert line is None or line["vence_nivel"] == case.case["vence_nivel"]


@pytest.mark.parametrize(
    ("act", "body", "rule", "says"),
    [
        ("asignacion", {**OAU, "dependencia": "XYZ"}, "DependenciaUnknown", "«XYZ»"),
        ("asignacion", {**OAU, "responsable": "nadie"}, "ResponsibleUnknown", "Outsourcing de Atención"),
        ("escalamiento", {"nivel": 3, "dependencia": "XYZ", "motivo": "m"}, "DependenciaUnknown", "«XYZ»"),
        ("escalamiento", {"nivel": 3, "dependencia": "GAU", "motivo": "m"}, "DependenciaOfAnotherLevel", "nivel 2"),
        ("clasificacion", {"tipo": "queja", "dependencia": "XYZ"}, "DependenciaUnknown", "«XYZ»"),
    ],
)
async def test_whom_the_catalog_does_not_know_is_refused_by_name(
    world: World, act: str, body: dict[str, Any], rule: str, says: str
) -> None:
    case = await world.filed("desconocido")

    status, found, detail = await refused(world, case.radicado, act, body)

    assert (status, found) == (422, rule)
    assert says in detail


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("asignacion", {"dependencia": "VCC", "responsable": "enlace.vcc"}),
        ("clasificacion", {"tipo": "queja", "dependencia": "VCC"}),
    ],
)
async def test_a_case_reaches_another_level_only_by_escalating_it(world: World, act: str, body: dict[str, Any]) -> None:
    case = await world.filed("de otro nivel")

    status, rule, says = await refused(world, case.radicado, act, body)
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Cartera"})
    await case.act(act, body)

    assert (status, rule) == (409, "EscalationNeeded")
    assert "páselo con un escalamiento" in says
    assert (case.case["nivel"], case.case["dependencia"]) == (3, "VCC")


async def test_a_case_sent_to_the_wrong_level_comes_back_down_with_the_reason(world: World) -> None:
    case = await world.filed("mal enviado")
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Cartera"})
    path = f"/api/v1/pqrsd/{case.radicado}/escalamiento"

    silent = await world.post(path, {"nivel": 2, "dependencia": "GAU"}, "coordinador")
    await case.act("escalamiento", {"nivel": 2, "dependencia": "GAU", "motivo": "No es de cartera"})

    assert silent.status_code == 422
    assert (case.case["nivel"], case.case["dependencia"]) == (2, "GAU")
    assert case.case["historial"][-1]["texto"] == "Pasa al nivel 2, GAU: No es de cartera"


async def test_a_second_assignment_needs_a_reason(world: World) -> None:
    case = await world.filed("reasignada")
    await case.act("asignacion", OAU)

    status, rule, _ = await refused(world, case.radicado, "asignacion", {**OAU, "responsable": "agente-08"})
    await case.act("asignacion", {**OAU, "responsable": "agente-08", "motivo": "Carga de trabajo"})

    assert (status, rule) == (409, "ReassignmentWithoutReason")
    assert case.case["responsable"] == "agente-08"
    assert case.case["historial"][-1]["texto"] == "Asignada a OAU: Carga de trabajo"


async def test_an_assignment_to_who_is_absent_goes_to_the_substitute_and_says_so(world: World, absent: str) -> None:
    case = await world.filed("ausente")

    await case.act("asignacion", {**OAU, "responsable": absent})

    assert case.case["responsable"] == "agente-12"
    assert case.case["suplencia"].startswith("agente-11 está ausente hasta el ")
    assert case.case["suplencia"].endswith("el caso queda a cargo de agente-12.")


async def test_a_case_tells_its_levels_when_the_second_escalates_to_the_third(world: World) -> None:
    case = await world.filed("tercer nivel")

    await case.act("escalamiento", {"nivel": 2, "dependencia": "GAU", "motivo": "Estudio"})
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Cartera"})
    async with world.sessions() as session:
        found = select(CaseLevelRow).where(CaseLevelRow.radicado == case.radicado).order_by(CaseLevelRow.level)
        rows = list(await session.scalars(found))

    assert [(x.level, x.from_level, x.dependencia) for x in rows] == [(1, None, ""), (2, 1, "GAU"), (3, 2, "VCC")]
    assert [x.left_at is None for x in rows] == [False, False, True]
    assert all(isinstance(x.due_on, date) for x in rows)
    assert case.case["vence_nivel"] == str(rows[-1].due_on)


async def test_an_agent_sees_first_the_inbox_of_their_own_dependencia(world: World, of_gau: httpx.AsyncClient) -> None:
    ours = await world.filed("de GAU", tipo="congresista_informe")
    theirs = await world.filed("de VCC", tipo="congresista_informe")
    await ours.act("escalamiento", {"nivel": 2, "dependencia": "GAU", "motivo": "Estudio"})
    await theirs.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Cartera"})

    asked = ("", "?dependencia=VCC", "?nivel=3&dependencia=todas", "?nivel=1")
    pages = [(await of_gau.get(f"/bandeja{query}")).text for query in asked]

    assert [ours.radicado in html for html in pages] == [True, False, False, False]
    assert [theirs.radicado in html for html in pages] == [False, True, True, False]


async def test_what_nobody_has_yet_is_in_the_inbox_of_its_level(world: World) -> None:
    case = await world.filed("de nadie", tipo="congresista_informe")
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-agente"})

        html = [(await browser.get(f"/bandeja?dependencia={code}")).text for code in ("OAU", "GAU")]

    assert [case.radicado in text for text in html] == [True, False]


async def test_a_level_there_is_not_is_refused(of_gau: httpx.AsyncClient) -> None:
    assert (await of_gau.get("/bandeja?nivel=7")).status_code == 422


async def test_the_catalogs_are_read_by_staff_with_what_changed(
    world: World, of_gau: httpx.AsyncClient, absent: str
) -> None:
    pages = [(await of_gau.get(path)).text for path in ("/catalogos", "/catalogos/dependencias", "/catalogos/escalas")]

    assert "Dependencias y responsables" in pages[0]
    assert f"funcionarios.{absent}.suplente" in pages[1]
    assert "Es la primera versión." in pages[2]
