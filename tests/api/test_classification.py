"""What the rules propose, from the filing to the page: kept with its reasons, shown, confirmed or left standing."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from adapters.tables import AccessRow
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


def said_by_the_form(html: str) -> dict[str, str]:
    """What the form of classification says before anybody touches it."""
    form = html[html.index('/clasificacion">') : html.index("Clasificación</button>")]
    written = re.findall(r'<input id="[\w-]+" name="(\w+)" type="text" value="([^"]+)"', form)
    chosen = re.findall(
        r'<select id="[\w-]+" name="(\w+)">(?:<option value="\w*">[^<]*</option>)*<option value="(\w+)" sel', form
    )
    return dict([*written, *chosen])


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
    assert said_by_the_form(html) == {"tipo": "queja", "motivo": "atencion", "dependencia": "GAU"}


async def test_the_form_as_it_comes_confirms_the_proposal(world: World, agent: httpx.AsyncClient) -> None:
    case = await world.filed("confirmada", tipo="reclamo", asunto="Trato", descripcion=RUDE)
    html = (await agent.get(f"/casos/{case.radicado}")).text
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', html)[0]

    await agent.post(f"/casos/{case.radicado}/clasificacion", data={**said_by_the_form(html), "csrf": token})

    after = await read(world, case.radicado)
    assert (after["tipo"], after["motivo"], after["dependencia"]) == ("queja", "atencion", "GAU")
    assert after["propuesta"]["tipo"] == "queja"


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
