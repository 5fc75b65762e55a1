"""Letters on paper: printed, handed over under a guide, proven; and what is published by aviso."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from pypdf import PdfReader
from sqlalchemy import select, update

from adapters.publications import Publications
from adapters.tables import CaseRow, LetterRowTable
from local.journey import Journey
from local.situations import answer
from tests.api.browsing import browser
from tests.support import World, now, until

BY_POST = {
    "medio_respuesta": "direccion",
    "peticionario": {"clase": "natural", "nombres": "=Nubia Gómez", "direccion": "Calle 8 # 3-21",
                     "municipio": "Cali", "numero_documento": "52998877", "tipo_documento": "CC"},
}  # fmt: skip


async def printed(world: World, **changes: Any) -> tuple[Journey, str]:
    """A case answered on paper, and the outgoing radicado of its letter."""
    case = await world.filed("en papel", **{**BY_POST, **changes})
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")
    return case, next(x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "respuesta")


async def post(world: World, letter: str, what: str, body: dict[str, Any], role: str = "agente") -> httpx.Response:
    return await world.post(f"/api/v1/correspondencia/{letter}/{what}", body, role)


async def get(world: World, path: str = "", role: str = "agente") -> httpx.Response:
    return await world.api.get(f"/api/v1/correspondencia{path}", headers={"Authorization": f"Bearer dev-{role}"})


async def state(world: World, letter: str) -> str:
    return next(str(x["estado"]) for x in (await get(world)).json() if x["radicado_salida"] == letter)


async def test_a_letter_by_post_is_handed_over_travels_and_its_proof_satisfies_the_term(world: World) -> None:
    case, letter = await printed(world)
    before = await state(world, letter)

    await post(world, letter, "guia", {"operador": "Correo", "guia": "ra123456789co"})
    travelling = await state(world, letter)
    waiting = (await case.look())["estado"]
    done = await post(world, letter, "prueba", {"evidencia": "entregado", "recibe": "Portería"})
    await case.until("cerrada")

    assert (before, travelling, waiting) == ("por_despachar", "en_camino", "en_notificacion")
    assert (done.json()["estado"], done.json()["guia"], done.json()["recibe"]) == (
        "entregada", "RA123456789CO", "Portería",
    )  # fmt: skip


async def test_a_letter_that_came_back_goes_on_by_aviso_without_personal_data(world: World) -> None:
    case = await world.filed("devuelta", **BY_POST, asunto="Crédito de Nubia Gómez")
    await case.act("respuesta", answer("Señora Gómez, c.c. 52.998.877, de la Calle 8 # 3-21: se accede."))
    await case.until("en_notificacion")
    letter = next(x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "respuesta")
    await post(world, letter, "guia", {"operador": "Correo", "guia": "DEV-1"})

    await post(world, letter, "prueba", {"evidencia": "devuelto"})
    await case.until("en_notificacion")
    notice = next(x["radicado_salida"] for x in case.case["cartas"] if x["medio"] == "aviso")
    pdf = PdfReader(io.BytesIO((await world.api.get(f"/avisos/{notice}")).content))
    said = "\n".join(sheet.extract_text() for sheet in pdf.pages)

    assert "se accede." in said
    assert said.count("[dato reservado]") >= 4
    for secret in ("Gómez", "Nubia", "52.998.877", "Calle 8", "Cali"):
        assert secret not in said
    assert "Constancia de fijación: aviso" in {x["texto"][:29] for x in case.case["historial"]}


async def test_a_notice_that_comes_down_leaves_its_constancia(world: World) -> None:
    who = {"peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso", "tipo": "denuncia"}
    case = await world.filed("aviso retirado", **who)
    await case.act("respuesta", answer("Los hechos se remitieron a control interno."))
    await case.until("en_notificacion")

    await case.pass_days(16)
    await case.until("cerrada")

    assert [x["norma"] for x in case.case["historial"] if x["texto"].startswith("Constancia de desfijación")] == [
        "Ley 1437 de 2011, art. 69"
    ]


async def test_a_letter_at_the_counter_has_no_guide_and_is_proven_when_claimed(world: World) -> None:
    case, letter = await printed(world, medio_respuesta="presencial")

    refused = await post(world, letter, "guia", {"operador": "Correo", "guia": "X-100"})
    at_counter = await state(world, letter)
    await post(world, letter, "prueba", {"evidencia": "entregado", "recibe": "La peticionaria"})
    await case.until("cerrada")

    assert (refused.status_code, refused.json()["regla"]) == (409, "CounterLetter")
    assert at_counter == "en_ventanilla"


async def test_a_guide_is_of_one_letter_and_may_be_corrected_until_there_is_a_proof(world: World) -> None:
    (_, first), (_, second) = await printed(world), await printed(world)
    await post(world, first, "guia", {"operador": "Correo", "guia": "UNICA-1"})

    taken = await post(world, second, "guia", {"operador": "Correo", "guia": "UNICA-1"})
    corrected = await post(world, first, "guia", {"operador": "Correo", "guia": "UNICA-2"})
    await post(world, first, "prueba", {"evidencia": "entregado"})
    late = await post(world, first, "guia", {"operador": "Correo", "guia": "UNICA-3"})
    twice = await post(world, first, "prueba", {"evidencia": "devuelto"})

    assert taken.json()["regla"] == "GuideTaken"
    assert corrected.json()["guia"] == "UNICA-2"
    assert (late.json()["regla"], twice.json()["regla"]) == ("AlreadyProven", "AlreadyProven")


async def test_the_planilla_lists_what_left_that_day_and_no_cell_runs(world: World) -> None:
    _, letter = await printed(world)
    await post(world, letter, "guia", {"operador": "Correo", "guia": "PLA-1", "fecha": "2026-10-01"})

    reply = await get(world, "/planilla?dia=2026-10-01", "auditor")

    assert reply.headers["content-type"].startswith("text/csv")
    assert f"{letter},{(await get(world)).json()[0]['radicado'][:5]}" in reply.text
    assert "'=Nubia Gómez" in reply.text
    assert "PLA-1" in reply.text


async def test_what_waits_is_printed_in_one_file_a_sheet_each(world: World) -> None:
    letters = {(await printed(world))[1] for _ in range(2)}

    async with browser(world, "agente") as agent:
        pdf = (await agent._client.get("/correspondencia/papel/lote")).content

    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert len(sheets) % 2 == 0
    assert all(any(letter in said for said in sheets[::2]) for letter in letters)


async def test_the_office_notes_guides_and_proofs_from_its_page(world: World) -> None:
    case, letter = await printed(world)
    path = "/correspondencia/papel"

    async with browser(world, "agente") as agent:
        wrong = await agent.send(path, f"{path}/{letter}/guia", operador="Correo", guia="!")
        await agent.send(path, f"{path}/{letter}/guia", operador="Correo", guia="PAG-1")
        html = await agent.send(path, f"{path}/{letter}/prueba", evidencia="entregado")
        planilla = await agent.see(f"{path}/planilla")
    await case.until("cerrada")

    assert "guia:" in wrong
    assert f'<th scope="row">{letter}</th>' in html
    assert "PAG-1" in planilla


async def test_who_only_reads_notes_nothing_and_what_is_unknown_is_said(world: World) -> None:
    replies = [
        await post(world, "2026-S-999999", "guia", {"operador": "Correo", "guia": "NADA-1"}),
        await post(world, "2026-S-999999", "prueba", {"evidencia": "entregado"}),
        await post(world, "2026-S-999999", "prueba", {"evidencia": "entregado"}, "auditor"),
        await post(world, "2026-S-999999", "prueba", {"evidencia": "rebotado"}),
    ]

    assert [x.status_code for x in replies] == [404, 404, 403, 422]


async def test_a_notice_is_up_for_the_five_days_that_its_case_counts(world: World) -> None:
    """An archive that was away delays the publication: the case counts from when it was published."""
    who = {"peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso", "tipo": "denuncia"}
    case = await world.filed("aviso demorado", **who)
    await case.act("respuesta", answer("Los hechos se remitieron a control interno."))
    await case.until("en_notificacion")
    async with world.sessions.begin() as session:
        early = update(LetterRowTable).where(LetterRowTable.radicado == case.radicado)
        await session.execute(early.values(sent_at=now() - timedelta(days=30)))

    shown = await Publications(world.sessions).avisos(now() - timedelta(days=21))

    async with world.sessions() as session:
        row = await session.get_one(CaseRow, case.radicado)
    [notice] = [x for x in shown if x.radicado == case.radicado]
    assert notice.at == datetime.fromisoformat(row.snapshot["letters"][-1]["at"])
    assert notice.outgoing_radicado in (await world.api.get("/avisos")).text


async def is_tried_again(world: World, case: Journey) -> bool:
    """Whether something the case does failed and is tried a third time: after one second and two more."""
    described = await world.temporal.get_workflow_handle(case.radicado).describe()
    return any(x.attempt > 2 for x in described.raw_description.pending_activities)


async def test_a_letter_is_printed_when_it_could_be_and_not_when_it_was_first_tried(world: World) -> None:
    case = await world.filed("archivo ausente", **BY_POST)
    archive = world.stack.folder / "archivo"
    away = archive.rename(world.stack.folder / "archivo-ausente")
    archive.write_text("aquí no hay una carpeta")
    try:
        await case.act("respuesta", answer("Se accede a lo pedido."))
        await until(lambda: is_tried_again(world, case))
    finally:
        archive.unlink()
        Path(away).rename(archive)

    await case.until("en_notificacion")

    async with world.sessions() as session:
        mine = select(LetterRowTable).filter_by(radicado=case.radicado, kind="respuesta")
        letter = (await session.scalars(mine)).one()
    assert letter.sent_at is not None
    assert letter.sent_at - letter.claimed_at > timedelta(seconds=1)
