"""What people read is called as in the catalogs, never by its code."""

from tests.api.browsing import browser
from tests.support import World


async def test_a_case_is_shown_by_the_names_of_the_catalogs(world: World) -> None:
    case = await world.filed("con nombres", canal="linea_agil_exterior", producto="credito_pregrado")
    await case.act("clasificacion", {"tipo": "queja", "motivo": "certificaciones", "dependencia": "OAU"})

    async with browser(world, "agente") as agent:
        html = await agent.see(f"/casos/{case.radicado}")

    assert "<dd>Línea ágil exterior</dd>" in html
    assert "<dd>Outsourcing de Atención al Usuario, nivel 1" in html
    assert "<dd>Certificaciones, extractos y paz y salvo</dd>" in html


async def test_an_approved_answer_says_what_it_is_about_by_name(world: World) -> None:
    body = {"codigo": "con-nombres", "titulo": "Con nombres",
            "texto": "Sobre {{producto}} y {{motivo}}: {{dependencia}}.",
            "productos": ["credito_pregrado"], "motivos": ["garantias"], "tipos": ["peticion_documentos"]}  # fmt: skip
    await world.post("/api/v1/conocimiento", body, "agente")
    await world.post("/api/v1/conocimiento/con-nombres/aprobacion", None, "coordinador")
    case = await world.filed("usada")
    said = {"tipo": "queja", "producto": "credito_pregrado", "motivo": "garantias"}
    await case.act("clasificacion", said)
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Es de cartera."})

    async with browser(world, "agente") as agent:
        html = await agent.see("/conocimiento?q=nombres")
    draft = await world.post(f"/api/v1/pqrsd/{case.radicado}/sugerencias/con-nombres", None, "agente")

    assert "<dd>Crédito de pregrado</dd>" in html
    assert "<dd>Garantías y deudor solidario</dd>" in html
    assert draft.json()["texto"].startswith("Sobre Crédito de pregrado y Garantías y deudor solidario: Vice")
