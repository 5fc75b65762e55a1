"""Who asks is known to nobody who need not know; who looked is known to who must control."""

import json
import re
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.support import World, a_filing, filed_by

RESERVED = {"clase": "identidad_reservada", "nombres": "Testigo Protegido", "correo": "testigo@correo.example",
            "direccion": "Carrera Escondida 7", "municipio": "Cali"}  # fmt: skip
ANONYMOUS = {"peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso", "tipo": "denuncia"}
PATH = "/api/v1/pqrsd"


async def page_of(world: World, radicado: str, role: str) -> httpx.Response:
    """The case's page, as a role sees it."""
    reply = await world.api.post("/ingresar", data={"ficha": f"dev-{role}"}, follow_redirects=False)
    world.api.cookies.clear()
    cookie = {"Cookie": reply.headers["set-cookie"].partition(";")[0]}
    return await world.api.get(f"/casos/{radicado}", headers=cookie)


async def read(world: World, path: str, role: str) -> httpx.Response:
    return await world.api.get(f"{PATH}{path}", headers={"Authorization": f"Bearer dev-{role}"})


def letters(case: dict[str, Any]) -> list[str]:
    return [x["radicado_salida"] for x in case["cartas"] if x["radicado_salida"]]


async def test_a_reserved_identity_is_in_no_answer_of_the_interface(world: World) -> None:
    case = await world.filed("reservada", peticionario=RESERVED)

    seen = [
        (await read(world, path, "supervisor")).text
        for path in (f"/{case.radicado}", "?q=Testigo", f"/{case.radicado}/accesos")
    ]

    assert not any("Testigo" in x or "testigo@" in x for x in seen)


async def test_a_reserved_identity_is_on_no_letter_and_in_no_message_to_the_crm(world: World) -> None:
    case = await world.filed("reservada", peticionario=RESERVED)
    await case.act("respuesta", {"texto": "Se accede.", "sentido": "favorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")

    async with world.sessions() as session:
        rows = await session.execute(text("SELECT payload FROM crm_delivery WHERE radicado = :x"), {"x": case.radicado})
        told = json.dumps([dict(row[0]) for row in rows])
        letter = await session.scalar(
            text("SELECT sha256 FROM letter WHERE radicado = :x AND kind = 'respuesta'"), {"x": case.radicado}
        )

    archived = world.stack.folder / "archivo"
    pdf = next(path for path in archived.rglob("*") if letter in path.name or letter in str(path)).read_bytes()
    assert told
    assert "Testigo" not in told
    assert "Escondida" not in text_of(pdf)
    assert "Peticionario(a)" in text_of(pdf)


def text_of(pdf: bytes) -> str:
    import io

    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


async def test_only_who_supervises_sees_it_and_says_why(world: World) -> None:
    case = await world.filed("reservada", peticionario=RESERVED)
    path, body = f"{PATH}/{case.radicado}/identidad", {"motivo": "Orden de la Fiscalía 123"}

    refused = [(await world.post(path, body, role=role)).status_code for role in ("agente", "coordinador", "auditor")]
    without_reason = await world.post(path, {"motivo": " "}, role="supervisor")
    shown = await world.post(path, body, role="supervisor")

    assert refused == [403, 403, 403]
    assert without_reason.status_code == 422
    assert shown.json()["identidad"]["nombres"] == "Testigo Protegido"
    log = (await read(world, f"/{case.radicado}/accesos", "auditor")).json()
    assert ("dev-supervisor", "identidad", body["motivo"]) in [(x["quien"], x["que"], x["motivo"]) for x in log]


async def test_the_page_shows_it_once_the_reason_is_kept(world: World) -> None:
    case = await world.filed("reservada", peticionario=RESERVED)
    entered = await world.api.post("/ingresar", data={"ficha": "dev-supervisor"}, follow_redirects=False)
    cookie = {"Cookie": entered.headers["set-cookie"].partition(";")[0]}
    world.api.cookies.clear()
    html = (await world.api.get(f"/casos/{case.radicado}", headers=cookie)).text
    form = {"csrf": re.findall(r'name="csrf" value="([0-9a-f]+)"', html)[0], "motivo": "Orden judicial"}

    bare = await world.api.post(f"/casos/{case.radicado}/identidad", data={**form, "motivo": ""}, headers=cookie)
    shown = await world.api.post(f"/casos/{case.radicado}/identidad", data=form, headers=cookie)
    after = await world.api.get(f"/casos/{case.radicado}", headers=cookie)

    assert "Testigo" not in html
    assert "Testigo" not in bare.text
    assert "Testigo Protegido" in shown.text
    assert "Testigo" not in after.text
    assert "Orden judicial" in after.text


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("supervisor", 200), ("agente", 403)])
async def test_who_read_a_case_is_shown_to_who_controls(world: World, role: str, status: int) -> None:
    case = await world.filed("leída")
    await read(world, f"/{case.radicado}", "coordinador")

    reply = await read(world, f"/{case.radicado}/accesos", role)

    assert reply.status_code == status
    assert ("dev-coordinador" in reply.text) == (status == 200)


async def test_the_log_of_accesses_is_on_the_auditors_page_and_not_on_the_agents(world: World) -> None:
    case = await world.filed("leída")

    seen = {x: "Quién ha leído" in (await page_of(world, case.radicado, x)).text for x in ("auditor", "agente")}

    assert seen == {"auditor": True, "agente": False}


async def test_an_anonymous_petitioner_and_the_entity_talk_without_an_identity(world: World) -> None:
    case = await world.filed("anónima", **ANONYMOUS)
    path, form = f"/consulta/{case.radicado}", {"codigo": case.code, "clave": "m1", "accion": "mensaje"}
    await case.act("mensaje", {"texto": "¿En qué sede ocurrió?"})

    asked = (await world.api.get(path, params={"codigo": case.code})).text
    said = await world.api.post(path, data={**form, "texto": "En la sede de Cali."}, follow_redirects=True)
    staff = (await page_of(world, case.radicado, "agente")).text

    assert "¿En qué sede ocurrió?" in asked
    assert "Recibimos su mensaje" in said.text
    assert "En la sede de Cali." in staff
    assert "mensaje" in {line["acto"] for line in (await case.look())["historial"]}


async def test_the_same_words_twice_are_two_messages_but_one_form_is_one(world: World) -> None:
    case = await world.filed("insistente", **ANONYMOUS)
    path = f"/consulta/{case.radicado}"
    form = {"codigo": case.code, "accion": "mensaje", "texto": "¿Ya hay respuesta?"}

    for key in ("a", "a", "b"):
        await world.api.post(path, data={**form, "clave": key})

    html = (await world.api.get(path, params={"codigo": case.code})).text
    assert html.count("¿Ya hay respuesta?") == 2


async def test_an_unread_message_is_marked_in_the_inbox_until_somebody_reads_it(world: World) -> None:
    case = await world.filed("por leer", tipo="congresista_informe")
    await case.act("mensaje", {"texto": "Falta un dato."}, role="radicador")

    before = await world.api.get("/bandeja", headers=await session(world))
    await page_of(world, case.radicado, "agente")
    after = await world.api.get("/bandeja", headers=await session(world))

    row = rf"{case.radicado}</a>[^\n]*mensaje sin leer"
    assert re.search(row, before.text)
    assert not re.search(row, after.text)


async def session(world: World) -> dict[str, str]:
    reply = await world.api.post("/ingresar", data={"ficha": "dev-agente"}, follow_redirects=False)
    world.api.cookies.clear()
    return {"Cookie": reply.headers["set-cookie"].partition(";")[0]}


async def test_a_message_to_a_case_that_ended_is_refused_and_not_kept(world: World) -> None:
    case = await world.filed("terminada")
    await case.act("desistimiento", {"clase": "expreso"}, role="radicador")
    await case.until_letter("desistimiento_expreso")
    await case.pass_days(1.1)
    await world.temporal.get_workflow_handle(case.radicado).result()
    path, form = f"/consulta/{case.radicado}", {"codigo": case.code, "accion": "mensaje", "texto": "Tarde."}

    refused = await world.api.post(path, data=form)

    assert refused.status_code == 422
    assert "ya no admite este acto" in refused.text
    assert "Tarde." not in (await world.api.get(path, params={"codigo": case.code})).text


async def test_sensitive_data_is_apart_and_only_those_who_lead_read_it(world: World) -> None:
    who = {"clase": "natural", "nombres": "Ana", "correo": "ana@correo.example", "condicion_especial": "discapacidad"}
    told = {"aviso": "2026-1", "datos_sensibles": True}
    case = await world.filed("sensible", peticionario=who, autorizacion=told)

    seen = {
        role: "Discapacidad" in (await page_of(world, case.radicado, role)).text
        for role in ("agente", "auditor", "coordinador", "supervisor")
    }
    async with world.sessions() as session:
        told_to_crm = await session.scalar(
            text("SELECT string_agg(payload::text, '') FROM crm_delivery WHERE radicado = :x"), {"x": case.radicado}
        )

    petitioner = (await filed_by(world.sessions, case.radicado)).petitioner
    assert seen == {"agente": False, "auditor": False, "coordinador": True, "supervisor": True}
    assert case.case["prioridad"] == "preferente"
    assert "discapacidad" not in f"{petitioner}{told_to_crm}{case.case}"


async def test_without_authorisation_a_condition_gives_priority_and_is_not_kept(world: World) -> None:
    who = {"clase": "natural", "nombres": "Ana", "correo": "ana@correo.example", "condicion_especial": "gestante"}

    radicado = (await world.post(PATH, a_filing(peticionario=who))).json()["radicado"]

    case = (await read(world, f"/{radicado}", "auditor")).json()
    async with world.sessions() as session:
        kept = await session.scalar(text("SELECT count(*) FROM sensitive WHERE radicado = :x"), {"x": radicado})
    assert case["prioridad"] == "preferente"
    assert kept == 0
