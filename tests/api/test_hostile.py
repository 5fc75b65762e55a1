"""Input nobody should send: each is refused by a name, never breaks the door and never poisons a case."""

import base64
import io
import json
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support import World, a_filing

PATH = "/api/v1/pqrsd"
JSON = {"Authorization": "Bearer dev-supervisor", "Content-Type": "application/json"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=")


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def attached(mime_type: str, content: bytes, name: str = "anexo.docx") -> dict[str, Any]:
    encoded = base64.b64encode(content).decode()
    return a_filing(anexos=[{"nombre": name, "tipo_mime": mime_type, "contenido_base64": encoded}])


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"\\ud800": 1}',
        b'{"asunto": "\\ud800"}',
        b'{"tipo": ' + b"9" * 5000 + b"}",
        b'{"asunto": NaN}',
        b"null",
        b"",
    ],
    ids=["binary", "deep", "surrogate-key", "surrogate", "huge-number", "nan", "null", "empty"],
)
async def test_a_broken_body_is_refused_as_a_problem(world: World, body: bytes) -> None:
    reply = await world.api.post(PATH, content=body, headers=JSON)

    assert reply.status_code in {400, 422}
    assert reply.headers["content-type"] == "application/problem+json"


async def test_a_body_that_never_ends_is_cut_off(world: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(41):
            yield b" " * 1024 * 1024

    reply = await world.api.post(PATH, content=endless(), headers=JSON)

    assert reply.status_code == 413
    assert reply.json()["status"] == 413
    assert [x["campo"] for x in reply.json()["campos"]] == ["cuerpo"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
async def test_a_receipt_at_the_ends_of_time_is_refused(world: World, at: str) -> None:
    reply = await world.post(PATH, a_filing(recibido_en=at))

    assert reply.status_code == 422
    assert reply.json()["campos"][0]["campo"] == "recibido_en"


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("suspension", {"desde": "0001-01-01", "hasta": "0001-01-02", "acto": "R", "norma": "N"}, "desde"),
        ("suspension", {"desde": "2026-12-01", "hasta": "9999-12-31", "acto": "R", "norma": "N"}, "hasta"),
        ("prorroga", {"nueva_fecha": "9999-12-31", "motivo": "M"}, "nueva_fecha"),
        ("suspension", {"desde": "2026-12-01", "hasta": "2029-12-31", "acto": "R", "norma": "N"}, "hasta"),
        ("entrega", {"evidencia": "entregado", "en": "9999-12-31T23:59:59-05:00"}, "en"),
        ("entrega", {"evidencia": "entregado", "en": "0001-01-01T00:00:00-05:00"}, "en"),
        ("encuesta", {"token": "x" * 12, "puntaje": 5, "subpuntajes": {"\0": 5}}, "subpuntajes"),
    ],
)
async def test_an_act_at_the_ends_of_time_is_refused_and_the_case_lives(
    world: World, act: str, body: dict[str, Any], field: str
) -> None:
    case = await world.filed("extremos")

    reply = await world.post(f"{PATH}/{case.radicado}/{act}", body, role="supervisor")
    note = await world.post(f"{PATH}/{case.radicado}/nota", {"texto": "Sigue vivo."}, role="supervisor")

    assert reply.status_code == 422
    assert reply.json()["campos"][0]["campo"].startswith(field)
    assert note.status_code == 200


@pytest.mark.parametrize(
    ("mime_type", "content", "rule"),
    [
        (DOCX, zipped(a__b=b"x"), "tipo_falso"),
        (DOCX, zipped(**{"[Content_Types].xml": b"x", "word__document.xml": bytes(60_000_000)}), "descomprimido"),
        (DOCX, zipped(**{"[Content_Types].xml": b"x", "word__document.xml": EICAR}), "malicioso"),
        (DOCX, b"PK\x03\x04 roto", "tipo_falso"),
        ("text/plain", b"antes " + EICAR, "malicioso"),
        ("application/pdf", b"%PDF-1.7 " + EICAR, "malicioso"),
    ],
    ids=["not-word", "bomb", "infected-word", "broken", "infected", "infected-pdf"],
)
async def test_a_dangerous_attachment_is_refused_by_name(
    world: World, mime_type: str, content: bytes, rule: str
) -> None:
    reply = await world.post(PATH, attached(mime_type, content))

    assert reply.status_code in {413, 422}
    assert reply.json()["campos"][0]["regla"] == rule


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\carta.txt", "a/b/c.txt"])
async def test_a_path_in_a_name_is_only_a_name(world: World, name: str) -> None:
    reply = await world.post(PATH, attached("text/plain", b"hola", name))

    assert reply.status_code == 201


@pytest.mark.parametrize("name", ["..", "/", "\\", "a\u202etxt.exe", "a\0b"])
async def test_a_name_that_names_nothing_or_hides_is_refused(world: World, name: str) -> None:
    reply = await world.post(PATH, attached("text/plain", b"hola", name))

    assert reply.status_code == 422
    assert reply.json()["campos"][0]["campo"] == "anexos.0.nombre"


@pytest.mark.parametrize(
    "path",
    [
        "/consulta/%00?codigo=x", "/consulta/%FF?codigo=%FF", "/encuesta/%00", "/encuesta/%FF%FE",
        "/calculadora?tipo=nada&recibido=2026-01-01", "/calculadora?recibido=0001-01-01",
        "/calculadora?recibido=9999-12-31", "/consulta?radicado=%00&codigo=%0d%0aSet-Cookie:x", "/no/existe",
        "/api/v1/plazos?tipo=queja&recibido=0001-01-01", "/api/v1/plazos?tipo=queja&recibido=9999-12-31T23:59:59Z",
        "/api/v1/pqrsd?q=%00%27%3B--&estado=%00&cursor=%00", "/api/v1/pqrsd?cursor=0001-01-01/x&limite=1",
        "/api/v1/pqrsd?q=%22((%26|!&vence_antes=0001-01-01",
    ],
)  # fmt: skip
async def test_a_strange_address_is_not_a_server_error(world: World, path: str) -> None:
    reply = await world.api.get(path, headers={"Authorization": "Bearer dev-auditor"})

    assert reply.status_code < 500


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b""),
        ("application/x-www-form-urlencoded", b"asunto=%FF%00&clase[]=1&tipo=%ED%A0%80"),
        ("application/json", b"{}"),
    ],
)
async def test_a_broken_form_is_answered_with_the_form(world: World, content_type: str, body: bytes) -> None:
    headers = {"Content-Type": content_type, "Accept": "text/html"}
    reply = await world.api.post("/radicar", content=body, headers=headers)

    assert reply.status_code in {400, 422}
    assert reply.headers["content-type"].startswith("text/html")


async def test_too_many_files_are_said_on_the_form(world: World) -> None:
    files = [("anexos", (f"{n}.txt", b"hola", "text/plain")) for n in range(12)]

    said = {"tipo": "queja", "asunto": "Muchos", "descripcion": "Doce.", "clase": "anonimo", "medio_respuesta": "aviso"}

    reply = await world.api.post("/radicar", data=said, files=files)

    assert reply.status_code == 413
    assert "10" in reply.text
    assert "<form" in reply.text


async def test_a_field_nobody_knows_is_named_even_when_it_cannot_be_written(world: World) -> None:
    body = json.dumps({**a_filing(), "peticionario": {"clase": "natural", "\udfff": 1}}).encode()

    reply = await world.api.post(PATH, content=body, headers=JSON)

    assert reply.status_code == 422
