"""What the role of who acts decides: whose approval counts, and who may decree or give proof."""

import pytest

from domain.errors import ReclassificationLengthens
from tests.api.browsing import browser
from tests.support import World
from web.authority import ApprovalOfAnother, TacitDesistimientoReserved

LONGER = {"tipo": "consulta"}


@pytest.mark.parametrize("body", [LONGER, {"tipo": "queja"}])
async def test_an_agent_does_not_approve_by_writing_a_name(world: World, body: dict[str, str]) -> None:
    case = await world.filed("aprobación escrita")
    before = case.case["vence_el"]

    reply = await world.post(
        f"/api/v1/pqrsd/{case.radicado}/clasificacion", {**body, "aprobado_por": "El jefe"}, "agente"
    )

    assert (reply.status_code, reply.json()["regla"]) == (403, "ApprovalOfAnother")
    assert reply.json()["norma"] == ApprovalOfAnother.norm
    assert (await case.look())["vence_el"] == before


async def test_a_longer_term_is_decided_by_who_leads_and_nobody_else(world: World) -> None:
    case = await world.filed("reclasificada")
    path = f"/api/v1/pqrsd/{case.radicado}/clasificacion"

    alone = await world.post(path, LONGER, "agente")
    led = await world.post(path, {**LONGER, "aprobado_por": "Quien sea"}, "coordinador")
    running = await world.temporal.get_workflow_handle(case.radicado).query("case")

    assert (alone.status_code, alone.json()["regla"]) == (409, ReclassificationLengthens.__name__)
    assert (led.status_code, led.json()["tipo"]) == (200, "consulta")
    assert [event["approved_by"] for event in running["ledger"]] == ["dev-coordinador"]


async def test_the_last_day_only_who_leads_grants_a_prorroga(world: World) -> None:
    case = await world.filed("último día")
    await case.skip_to(case.due_on)
    body = {"nueva_fecha": case.case["maximo_con_prorroga"], "motivo": "Falta el concepto del fondo."}
    path = f"/api/v1/pqrsd/{case.radicado}/prorroga"

    alone = await world.post(path, body, "agente")
    named = await world.post(path, {**body, "aprobado_por": "El jefe"}, "agente")
    led = await world.post(path, body, "supervisor")

    assert (alone.status_code, alone.json()["regla"]) == (409, "ProrrogaOnLastDay")
    assert (named.status_code, named.json()["regla"]) == (403, "ApprovalOfAnother")
    assert (led.status_code, led.json()["prorroga"]) == (200, body["nueva_fecha"])


@pytest.mark.parametrize("role", ["agente", "coordinador"])
async def test_no_page_asks_who_approves(world: World, role: str) -> None:
    case = await world.filed("sin nombre que escribir")

    async with browser(world, role) as official:
        html = await official.see(f"/casos/{case.radicado}")

    assert "/prorroga" in html
    assert "aprobado_por" not in html


@pytest.mark.parametrize("role", ["radicador", "agente"])
async def test_a_tacit_desistimiento_is_decreed_by_who_leads(world: World, role: str) -> None:
    case = await world.filed("tácito")
    body = {"clase": "tacito", "acto_numero": "RES-1", "motivo": "No completó."}
    path = f"/api/v1/pqrsd/{case.radicado}/desistimiento"

    refused = await world.post(path, body, role)
    led = await world.post(path, body, "coordinador")

    assert (refused.status_code, refused.json()["regla"]) == (403, TacitDesistimientoReserved.__name__)
    assert led.json()["regla"] == "NothingRequired"


async def test_a_filing_system_gives_no_proof_of_delivery(world: World) -> None:
    case = await world.filed("sin prueba")

    reply = await world.post(f"/api/v1/pqrsd/{case.radicado}/entrega", {"evidencia": "entregado"}, "radicador")

    assert reply.status_code == 403
