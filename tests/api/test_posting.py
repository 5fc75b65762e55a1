"""An aviso is published on the page and in a place of public access: its printed copy goes up and comes down."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import httpx
from pypdf import PdfReader
from sqlalchemy import update

from adapters.calendars import CalendarTable
from adapters.publications import Publications
from adapters.tables import CaseRow, LetterRowTable
from adapters.tables_answers import DispatchRow
from domain.instants import bogota_date, end_of
from domain.petitions_told import PostAviso
from local.journey import Journey
from local.situations import answer
from tests.api.browsing import browser
from tests.support import World, now

ANONYMOUS: dict[str, Any] = {"peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso", "tipo": "denuncia"}
BY_POST: dict[str, Any] = {
    "medio_respuesta": "direccion",
    "peticionario": {"clase": "natural", "nombres": "Ana Gil", "direccion": "Calle 1 # 2-3", "municipio": "Cali"},
}
HALL = "la cartelera de la sede principal"


async def published(world: World) -> tuple[Journey, str]:
    """A case answered by aviso, and the outgoing radicado of its notice."""
    case = await world.filed("aviso en cartelera", **ANONYMOUS)
    await case.act("respuesta", answer("Los hechos se remitieron a control interno."))
    await case.until("en_notificacion")
    return case, next(x["radicado_salida"] for x in case.case["cartas"] if x["medio"] == "aviso")


async def post(world: World, letter: str, what: str, body: dict[str, Any], role: str = "agente") -> httpx.Response:
    return await world.post(f"/api/v1/correspondencia/{letter}/{what}", body, role)


async def stored(world: World, radicado: str) -> CaseRow:
    async with world.sessions() as session:
        return await session.get_one(CaseRow, radicado)


async def listed(world: World, state: str) -> list[str]:
    path = f"/api/v1/correspondencia?estado={state}"
    found = await world.api.get(path, headers={"Authorization": "Bearer dev-auditor"})
    return [x["radicado_salida"] for x in found.json()]


async def test_the_copy_of_a_notice_waits_to_go_up_and_its_posting_is_kept(world: World) -> None:
    case, letter = await published(world)
    before = letter in await listed(world, "por_fijar")

    up = (await post(world, letter, "fijacion", {"lugar": HALL})).json()
    early = await post(world, letter, "desfijacion", {})
    twice = await post(world, letter, "fijacion", {"lugar": HALL})
    proven = await post(world, letter, "prueba", {"evidencia": "entregado"})
    reader = await post(world, letter, "fijacion", {"lugar": HALL}, "auditor")
    unknown = await post(world, "2026-S-999999", "fijacion", {"lugar": HALL})
    await case.look()

    assert before
    assert (up["estado"], up["lugar"], up["despachada_el"]) == ("fijado", HALL, str(bogota_date(now())))
    assert [x.json().get("regla") for x in (early, twice, proven)] == [
        "TakenDownOutOfTime", "AlreadyPosted", "NoticeLetter",
    ]  # fmt: skip
    assert (reader.status_code, unknown.status_code) == (403, 404)
    assert any(f"copia impresa del aviso {letter} fijada en {HALL}" in x["texto"] for x in case.case["historial"])


async def test_an_answer_by_post_that_is_ordered_by_aviso_takes_effect_when_the_law_says(world: World) -> None:
    case = await world.filed("del correo postal al aviso", **BY_POST)
    await case.refused("aviso", {}, rule="AvisoNotNeeded")
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")

    await case.act("aviso", {})
    await case.until_log("aviso", "Constancia de fijación")
    await case.refused("aviso", {}, rule="AvisoNotNeeded")
    row = await stored(world, case.radicado)
    calendar = await CalendarTable(world.sessions).in_force()
    effective_on = calendar.business_days_after(date.fromisoformat(row.snapshot["aviso_from"][:10]), 6)
    await case.skip_to(effective_on, hour=22)
    before = (await case.look())["estado"]
    await case.skip_to(effective_on + timedelta(days=1), hour=1)
    await case.until("cerrada")
    row = await stored(world, case.radicado)

    assert before == "en_notificacion"
    assert datetime.fromisoformat(row.snapshot["notified_at"]) == end_of(effective_on)
    assert any(f"al finalizar el {effective_on:%d/%m/%Y}" in x["texto"] for x in case.case["historial"])


async def test_a_notice_that_goes_up_later_in_the_hall_is_notified_by_that_day(world: World) -> None:
    case, letter = await published(world)
    await case.pass_days(4)
    up = PostAviso(by="agente", letter=letter, place=HALL, on=bogota_date(case.now))
    await world.temporal.get_workflow_handle(case.radicado).execute_update("post_aviso", up)
    row = await stored(world, case.radicado)

    await case.pass_days(16)
    await case.until("cerrada")

    assert row.snapshot["aviso_from"][:10] == str(up.on)
    [down] = [x["texto"] for x in case.case["historial"] if x["texto"].startswith("Constancia de desfijación")]
    assert f"publicado en la página web y fijado en {HALL} el {up.on:%d/%m/%Y}, del {up.on:%d/%m/%Y}" in down


async def test_a_notice_stays_on_the_page_for_the_days_of_its_copy(world: World) -> None:
    case, letter = await published(world)
    await post(world, letter, "fijacion", {"lugar": HALL})
    async with world.sessions.begin() as session:
        row = await session.get_one(CaseRow, case.radicado)
        early = (now() - timedelta(days=12)).isoformat()
        row.snapshot = {**row.snapshot, "letters": [{**x, "at": early} for x in row.snapshot["letters"]]}

    shown = await Publications(world.sessions).avisos(now() - timedelta(days=2))

    assert letter in {x.outgoing_radicado for x in shown}


async def test_notices_are_printed_posted_and_taken_down_from_the_page_of_the_office(world: World) -> None:
    _, letter = await published(world)
    path = "/correspondencia/papel"

    async with browser(world, "agente") as agent:
        pdf = (await agent._client.get(f"{path}/lote?estado=por_fijar")).content
        html = await agent.send(path, f"{path}/{letter}/fijacion", lugar=HALL)
        early = await agent.send(path, f"{path}/{letter}/desfijacion")
        async with world.sessions.begin() as session:
            ago = bogota_date(now()) - timedelta(days=12)
            mine = update(DispatchRow).where(DispatchRow.outgoing_radicado == letter)
            await session.execute(mine.values(handed_on=ago))
            old = update(LetterRowTable).where(LetterRowTable.outgoing_radicado == letter)
            await session.execute(old.values(sent_at=now() - timedelta(days=12)))
        await agent.send(path, f"{path}/{letter}/desfijacion")

    said = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    assert letter in said
    assert f"{letter} · {HALL}" in html
    assert "cinco días hábiles" in early
    assert letter in await listed(world, "desfijado")
