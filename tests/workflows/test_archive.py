"""The archive through the real engine."""

import asyncio
import base64
from pathlib import Path

import httpx

from adapters.verification import verified_package
from local.journey import Journey
from local.situations import answer
from tests.support import World

RESERVED = {"clase": "identidad_reservada", "nombres": "Testigo Protegido", "correo": "testigo@correo.example"}
MARK = "contenido-del-anexo-que-no-debe-viajar"


async def closed(world: World, title: str, **changes: object) -> Journey:
    """A case answered, delivered and archived."""
    case = await world.filed(title, **changes)
    await case.act("respuesta", answer("Le enviamos el extracto."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    return case


async def get(world: World, path: str, role: str) -> httpx.Response:
    return await world.api.get(path, headers={"Authorization": f"Bearer dev-{role}"})


def attachment(text: str = MARK) -> dict[str, str]:
    content = base64.b64encode(text.encode()).decode()
    return {"nombre": "mi certificado.txt", "tipo_mime": "text/plain", "contenido_base64": content}


async def test_the_package_of_a_closed_case_proves_itself_and_who_read_it_is_known(world: World) -> None:
    case = await closed(world, "paquete", anexos=[attachment()])
    path = f"/api/v1/pqrsd/{case.radicado}/expediente"

    given, refused = await get(world, path, "auditor"), await get(world, path, "agente")

    found = verified_package(given.content)
    assert (given.status_code, given.headers["content-type"]) == (200, "application/zip")
    assert (found.radicado, found.cycle, found.documents) == (case.radicado, 1, 5)
    assert refused.status_code == 403


async def test_the_reserved_notebook_is_only_for_who_supervises_and_says_why(world: World) -> None:
    case = await closed(world, "cuaderno", peticionario=RESERVED)
    path = f"/api/v1/pqrsd/{case.radicado}/expediente"
    why = {"motivo": "Orden de la Fiscalía 123"}

    given, plain = await world.post(f"{path}/cuaderno-reservado", why, "supervisor"), await get(world, path, "auditor")
    refused = await world.post(f"{path}/cuaderno-reservado", why, "auditor")
    unreasoned = await world.post(f"{path}/cuaderno-reservado", {}, "supervisor")

    accesses = (await get(world, f"/api/v1/pqrsd/{case.radicado}/accesos", "auditor")).json()
    found, shown = verified_package(given.content), verified_package(plain.content)
    assert (given.status_code, refused.status_code, unreasoned.status_code) == (200, 403, 422)
    assert (found.documents, shown.documents) == (1, 4)
    assert [(x["quien"], x["motivo"]) for x in accesses if x["que"] == "cuaderno reservado"] == [
        ("dev-supervisor", "Orden de la Fiscalía 123")]  # fmt: skip


async def test_a_case_without_reserva_has_no_notebook(world: World) -> None:
    case = await closed(world, "sin cuaderno")

    reply = await world.post(
        f"/api/v1/pqrsd/{case.radicado}/expediente/cuaderno-reservado", {"motivo": "x"}, "supervisor"
    )

    assert (reply.status_code, reply.json()["regla"]) == (404, "NotebookAbsent")


async def test_an_open_case_has_no_package_yet(world: World) -> None:
    case = await world.filed("abierto")

    reply = await get(world, f"/api/v1/pqrsd/{case.radicado}/expediente", "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (404, "ExpedienteOpen")


async def test_an_attachment_is_never_in_history_only_its_hash_is_stored(world: World) -> None:
    case = await closed(world, "anexo", anexos=[attachment()])

    history = await world.temporal.get_workflow_handle(case.radicado).fetch_history()
    codec = world.temporal.data_converter.payload_codec
    assert codec is not None
    payloads = [
        payload
        for event in history.events
        for _, attributes in event.ListFields()
        if hasattr(attributes, "input")
        for payload in getattr(attributes.input, "payloads", [])
    ]
    said = b"".join(x.data for x in await codec.decode(payloads))

    assert case.radicado.encode() in said
    for secret in (MARK, base64.b64encode(MARK.encode()).decode(), "mi certificado.txt"):
        assert secret.encode() not in said


async def test_a_case_waits_for_an_archive_that_is_away_and_closes_when_it_is_back(world: World) -> None:
    case = await world.filed("archivo caído")
    archive = world.stack.folder / "archivo"
    away = archive.rename(world.stack.folder / "archivo-ausente")
    archive.write_text("aquí no hay una carpeta")
    try:
        await case.act("respuesta", answer("Le enviamos el extracto."))
        await asyncio.sleep(2)
        waiting = (await case.look())["estado"]
    finally:
        archive.unlink()
        Path(away).rename(archive)

    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")

    assert waiting == "respondida"
    assert [x["estado"] for x in case.case["cartas"]] == ["enviada", "enviada"]
