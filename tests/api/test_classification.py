"""What the rules propose, from the filing to the page: kept with its reasons, shown, confirmed or left standing."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from adapters.tables import AccessRow
from domain.colombia import LEY_2578
from tests.support import World, a_filing

RUDE = "El asesor me gritó, me insultó y me colgó el teléfono. Me quejo de su conducta."
ASKS_COPIES = "Solicito copia de mi pagaré y que me expidan el certificado de la deuda."
OPINION = "Elevo consulta: solicito concepto jurídico sobre el alcance del artículo 12 del reglamento."


@pytest.fixture
async def agent(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser where an agent has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as browser:
        await browser.post("/ingresar", data={"ficha": "dev-agente"})
        yield browser


def unlabelled(text: str, **changes: Any) -> dict[str, Any]:
    body = a_filing(asunto="Solicitud", descripcion=text, **changes)
    del body["tipo"]
    return body


def said_by_the_form(html: str, act: str) -> dict[str, str]:
    """What the form of an act says before anybody touches it."""
    form = html[html.index(f'/{act}">') :]
    form = form[: form.index("<button")]
    return dict(
        re.findall(r'<select id="[\w-]+" name="(\w+)">(?:<option[^>]*>[^<]*</option>)*?<option value="(\w+)" sel', form)
    )


async def read(world: World, radicado: str) -> dict[str, Any]:
    headers = {"Authorization": "Bearer dev-agente"}
    found: dict[str, Any] = (await world.api.get(f"/api/v1/pqrsd/{radicado}", headers=headers)).json()
    return found


async def test_without_a_label_the_text_decides_the_type(world: World) -> None:
    filed = await world.post("/api/v1/pqrsd", unlabelled(ASKS_COPIES))

    assert filed.json()["tipo"] == "peticion_documentos"


async def test_an_opinion_without_a_label_does_not_start_with_its_longer_term(world: World) -> None:
    filed = await world.post("/api/v1/pqrsd", unlabelled(OPINION))

    proposed = (await read(world, filed.json()["radicado"]))["propuesta"]
    assert filed.json()["tipo"] == "peticion_interes_particular"
    assert proposed["tipo"] == "consulta"
    assert proposed["advertencia"].startswith("Confirmarla alargaría el término")


async def test_the_proposal_is_kept_with_its_reasons_and_the_label_stays(world: World) -> None:
    filed = await world.post("/api/v1/pqrsd", a_filing(tipo="reclamo", asunto="Trato", descripcion=RUDE))

    case = await read(world, filed.json()["radicado"])
    proposed = case["propuesta"]
    assert case["tipo"] == "reclamo"
    assert (proposed["tipo"], proposed["motivo"], proposed["dependencia"]) == ("queja", "atencion", "GAU")
    assert "Queja: describe maltrato de una persona que atiende" in proposed["razones"]
    assert (case["motivo"], proposed["advertencia"]) == ("atencion", None)


async def test_what_is_said_at_filing_stays_over_what_is_proposed(world: World) -> None:
    body = a_filing(descripcion=RUDE, motivo="pagos", producto="credito_posgrado")

    filed = await world.post("/api/v1/pqrsd", body)

    case = await read(world, filed.json()["radicado"])
    assert (case["motivo"], case["producto"]) == ("pagos", "credito_posgrado")


async def test_a_text_that_tells_of_danger_raises_the_priority_at_once(world: World) -> None:
    danger = a_filing(descripcion="Ya no quiero vivir así, me quiero quitar la vida por esta deuda.")

    filed = await world.post("/api/v1/pqrsd", danger)

    assert (await read(world, filed.json()["radicado"]))["prioridad"] == "riesgo_vida"


async def test_a_minor_keeps_their_priority_when_the_text_tells_nothing(world: World) -> None:
    minor = {**a_filing()["peticionario"], "clase": "menor"}

    filed = await world.post("/api/v1/pqrsd", a_filing(peticionario=minor))

    assert (await read(world, filed.json()["radicado"]))["prioridad"] == "menor"


async def test_the_page_shows_the_reasons_and_brings_the_form_filled_in(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("propuesta", tipo="reclamo", asunto="Trato", descripcion=RUDE)

    html = (await agent.get(f"/casos/{case.radicado}")).text

    assert "Las reglas proponen <strong>Queja</strong>" in html
    assert "Queja: describe maltrato de una persona que atiende" in html
    assert said_by_the_form(html, "clasificacion") == {"tipo": "queja", "motivo": "atencion"}
    assert said_by_the_form(html, "escalamiento") == {"nivel": "2", "dependencia": "GAU"}
    assert "<dd>Grupo de Atención al Usuario, de nivel 2: para pasárselo, use «Escalamiento»</dd>" in html
    assert "<dt>Motivo</dt><dd>Atención y trato</dd>" in html


async def test_the_form_as_it_comes_confirms_the_proposal(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("confirmada", tipo="reclamo", asunto="Trato", descripcion=RUDE)
    html = (await agent.get(f"/casos/{case.radicado}")).text
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', html)[0]

    await agent.post(
        f"/casos/{case.radicado}/clasificacion", data={**said_by_the_form(html, "clasificacion"), "csrf": token}
    )

    after = await read(world, case.radicado)
    assert (after["tipo"], after["motivo"], after["nivel"], after["dependencia"]) == ("queja", "atencion", 1, "")
    assert after["propuesta"]["tipo"] == "queja"


async def test_the_form_offers_what_the_catalogs_have_and_the_dependencias_of_the_level(
    world: World, agent: httpx.AsyncClient
) -> None:
    case = await world.filed("opciones", producto="subsidios", motivo="cartera_liquidacion_tasa")

    html = (await agent.get(f"/casos/{case.radicado}")).text

    form = html[html.index('/clasificacion">') : html.index("Clasificación</button>")]
    assert '<option value="cartera_liquidacion_tasa">– – Tasa de interés</option>' in form
    assert '<option value="credito_posgrado">Crédito de posgrado en el país</option>' in form
    assert '<option value="OAU">OAU, Outsourcing de Atención al Usuario (nivel 1)</option>' in form
    assert 'value="VCC"' not in form
    assert "<dt>Producto</dt><dd>Subsidios y condonaciones</dd>" in html
    assert (case.case["motivo_nombre"], case.case["sfc_macro_motivo_cod"], case.case["sfc_producto_cod"]) == (
        "Tasa de interés", 209, 298)  # fmt: skip


@pytest.mark.parametrize(("field", "rule"), [("producto", "ProductUnknown"), ("motivo", "MotiveUnknown")])
async def test_what_no_catalog_has_is_refused_by_its_field_at_filing_and_when_classifying(
    world: World, field: str, rule: str
) -> None:
    case = await world.filed("códigos")

    at_filing = await world.post("/api/v1/pqrsd", a_filing(**{field: "inventado"}))
    later = await world.post(
        f"/api/v1/pqrsd/{case.radicado}/clasificacion", {"tipo": "queja", field: "inventado"}, "agente"
    )

    for reply in (at_filing, later):
        said = reply.json()
        assert (reply.status_code, said["regla"], said["campos"][0]["campo"]) == (422, rule, field)
        assert "«inventado»" in said["detail"]


async def test_an_official_lowers_or_raises_a_priority_with_a_reason_that_is_kept(world: World) -> None:
    danger = await world.filed("alarma", descripcion="Me quiero quitar la vida por esta deuda.")
    path, body = f"/api/v1/pqrsd/{danger.radicado}/clasificacion", {"tipo": danger.case["tipo"], "prioridad": "ninguna"}

    bare = await world.post(path, body, "agente")
    await danger.act("clasificacion", {**body, "motivo_prioridad": "Se habló con la persona: no hay peligro"})
    lowered = danger.case
    await danger.act("clasificacion", {**body, "prioridad": "menor", "motivo_prioridad": "Tiene 15 años"})
    same = await world.post(path, {**body, "prioridad": "menor"}, "agente")

    assert (bare.status_code, bare.json()["regla"]) == (422, "PriorityWithoutReason")
    assert bare.json()["campos"][0]["campo"] == "motivo_prioridad"
    assert lowered["prioridad"] is None
    assert lowered["historial"][-1]["texto"].endswith("; prioridad: ninguna (Se habló con la persona: no hay peligro)")
    assert (danger.case["prioridad"], same.status_code) == ("menor", 200)


async def test_when_nobody_classifies_the_log_says_what_stands(world: World) -> None:
    case = await world.filed("sin clasificar", asunto="Copias", descripcion=ASKS_COPIES, tipo="reclamo")

    await case.skip_to(LEY_2578.business_days_after(case.now.date(), 2), hour=9)
    await case.until_letter("escalamiento")

    told = [x["texto"] for x in case.case["historial"] if x["acto"] == "clasificacion"]
    stands = (
        "Nadie confirmó la clasificación: queda como Petición de documentos, motivo «certificaciones»; "
        "la dependencia propuesta, «VOT», es de nivel 3: falta escalar el caso (vencía el "
    )
    assert [x.startswith(stands) for x in told] == [True]


async def test_a_priority_nobody_may_give_is_refused(world: World) -> None:
    case = await world.filed("prioridad")

    body = {"tipo": "queja", "prioridad": "discapacidad", "motivo_prioridad": "x"}
    reply = await world.post(f"/api/v1/pqrsd/{case.radicado}/clasificacion", body, "agente")

    assert (reply.status_code, reply.json()["campos"][0]["campo"]) == (422, "prioridad")


async def test_the_page_shows_similar_cases_and_notes_who_saw_them(world: World, agent: httpx.AsyncClient) -> None:
    words = "Anhelo matricularme en oceanografía abisal y el desembolso quedó trabado"
    like = await world.filed("parecido", asunto="Oceanografía abisal", descripcion=words)
    case = await world.filed("consultado", asunto="Oceanografía abisal", descripcion=words)

    html = (await agent.get(f"/casos/{case.radicado}")).text

    similar = html[html.index("Casos parecidos") : html.index("Qué puede hacer")]
    async with world.sessions() as session:
        what = (await session.scalars(select(AccessRow.what).where(AccessRow.radicado == like.radicado))).all()
    assert f'href="/casos/{like.radicado}"' in similar
    assert f"similar a {case.radicado}" in what
