"""Filing: what is accepted, what is refused and by which name; once each, numbered without gaps."""

import asyncio
import base64
from typing import Any

import pytest

from tests.support import World, a_filing

PATH = "/api/v1/pqrsd"


def changed(path: str, value: Any) -> dict[str, Any]:
    body = a_filing(anexos=file("a.txt", "text/plain", b"x"))
    *parents, last = [int(x) if x.isdigit() else x for x in path.split(".")]
    place: Any = body
    for name in parents:
        place = place[name]
    place[last] = value
    return body


def file(name: str, mime_type: str, content: bytes) -> list[dict[str, str]]:
    return [{"nombre": name, "tipo_mime": mime_type, "contenido_base64": base64.b64encode(content).decode()}]


NOTHING: dict[str, Any] = {}
LONG, HOSTILE = "x" * 301, "uno\r\nBcc: x@y.co"
LINES = ("nombres", "direccion", "barrio", "municipio", "departamento", "pais")
CODES = ("producto", "motivo", "peticionario.condicion_especial")
BAD: list[tuple[str, Any]] = [
    *((f"peticionario.{name}", value) for name in LINES for value in ("", "  ", "x" * 201, 7, HOSTILE, "al \u202e")),
    *((name, value) for name in CODES for value in ("", "x" * 41, 7, "'; DROP TABLE filing; --", "../etc", "a\0")),
    *(("origen", value) for value in ("", LONG, 7, HOSTILE, "nulo \0")),
    *(("canal", value) for value in (None, "x" * 41, 7, "web\n")),
    *(("tipo", value) for value in ("x" * 61, 7, "queja\0")),
    *(("medio_respuesta", value) for value in ("", None, 7, "correo\0")),
    *(("peticionario", value) for value in ("nadie", None)),
    *(("peticionario.clase", value) for value in ("", None, 7)),
    *(("peticionario.correo", value) for value in ("", 7, f"{'x' * 250}@y.co", "a@b.co\0")),
    *(("peticionario.telefono", value) for value in ("", 7, "1" * 26, "601\0 417 3535")),
    *(("peticionario.tipo_documento", value) for value in ("", 7, "CC; --")),
    *(("peticionario.numero_documento", value) for value in ("", 7, "1" * 21, "52\0998877")),
    *(("peticionario.apoderado", value) for value in ("", "Ana", 7)),
    *(("peticionario.apoderado", value) for value in (NOTHING, {"nombres": ""}, {"nombres": HOSTILE})),
    ("peticionario.apoderado", {"nombres": "Ana", "tipo_documento": "XX"}),
    ("peticionario.apoderado", {"nombres": "Ana", "numero_documento": "1; --"}),
    ("peticionario.apoderado", {"nombres": "Ana", "poder": "x"}),
    *(("autorizacion", value) for value in ("si", 7)),
    *(("autorizacion", value) for value in (NOTHING, {"aviso": ""}, {"aviso": LONG}, {"aviso": HOSTILE})),
    ("autorizacion", {"aviso": "2026-1", "datos_sensibles": "tal vez"}),
    ("autorizacion", {"aviso": "2026-1", "inventado": 1}),
    *(("relacionado_con", value) for value in ("", 7, "2026-E-1", "2026-E-000123\n")),
    *(("recibido_en", value) for value in ("", NOTHING, "2026-13-40T00:00:00-05:00")),
    *(("anexos.0.tipo_mime", value) for value in ("", None, 7, "x" * 121, "text/plain\r\nX: 1", "text/html")),
    *(("anexos.0.nombre", value) for value in ("", None, 7, "x" * 201, "..", "a/..", HOSTILE, "nulo\0.txt")),
    *(("anexos.0.contenido_base64", value) for value in ("", None, 7, "ñ", "QQ")),
    ("anexos.0", "archivo"),
    ("anexos", {}),
    ("asunto", ""),
    ("asunto", "   "),
    ("asunto", "x" * 301),
    ("asunto", 7),
    ("asunto", "uno\ndos"),
    ("asunto", "al \u202everes"),
    ("asunto", "nulo \0"),
    ("descripcion", ""),
    ("descripcion", "x" * 100_000),
    ("descripcion", None),
    ("descripcion", "campana \x07"),
    ("canal", "../etc/passwd"),
    ("canal", ""),
    ("tipo", "reclamazo"),
    ("tipo", ""),
    ("medio_respuesta", "paloma"),
    ("recibido_en", "ayer"),
    ("recibido_en", "2026-11-24T10:00:00"),
    ("recibido_en", "2099-01-01T00:00:00-05:00"),
    ("recibido_en", "1999-01-01T00:00:00-05:00"),
    ("peticionario.correo", "no-es-correo"),
    ("peticionario.correo", "a@b.co\nBcc: x@y.co"),
    ("peticionario.nombres", ""),
    ("peticionario.nombres", None),
    ("peticionario.clase", "alien"),
    ("peticionario.telefono", "abc"),
    ("peticionario.numero_documento", "1; DROP TABLE"),
    ("peticionario.tipo_documento", "XX"),
    ("producto", "{{7*7}}"),
    ("anexos", "no"),
    ("inventado", 1),
]


@pytest.mark.parametrize(("field", "value"), BAD, ids=lambda x: repr(x)[:30])
async def test_bad_input_is_refused_by_the_name_of_its_field(world: World, field: str, value: Any) -> None:
    reply = await world.post(PATH, changed(field, value))

    problem = reply.json()
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert any(field in item["campo"] for item in problem["campos"]), problem


@pytest.mark.parametrize(
    ("files", "status", "field"),
    [
        (file("a.pdf", "application/pdf", b"MZ not a pdf"), 422, "anexos.0.tipo_mime"),
        (file("a.exe", "application/x-msdownload", b"MZ"), 422, "anexos.0.tipo_mime"),
        (file("a.txt", "text/plain", b""), 422, "anexos.0.contenido_base64"),
        (file("a.txt", "text/plain", b"\xff\xfe\x00"), 422, "anexos.0.tipo_mime"),
        (file("a.pdf", "application/pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024)), 413, "anexos.0.contenido_base64"),
        (file("a.txt", "text/plain", b"x") * 11, 413, "anexos"),
        ([{"nombre": "a", "tipo_mime": "text/plain", "contenido_base64": "%%%"}], 422, "anexos.0.contenido_base64"),
    ],
    ids=["lies", "program", "empty", "binary", "large", "many", "not-base64"],
)
async def test_a_bad_attachment_is_refused_and_nothing_is_stored(
    world: World, files: list[dict[str, str]], status: int, field: str
) -> None:
    before = (await world.post(PATH, a_filing())).json()["radicado"]

    reply = await world.post(PATH, a_filing(anexos=files))
    after = (await world.post(PATH, a_filing())).json()["radicado"]

    assert reply.status_code == status
    assert reply.json()["campos"][0]["campo"] == field
    assert int(after[-6:]) == int(before[-6:]) + 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }} {% raw %}", "#let x = 1 $x$ *y*", "'; DROP TABLE filing; --"]
)
async def test_hostile_text_is_just_text(world: World, text: str) -> None:
    case = await world.filed("hostil", asunto=text, descripcion=text)

    await case.until_letter("acuse")
    filed = await world.api.get(f"/consulta/{case.radicado}?codigo={case.code}")

    assert filed.status_code == 200
    assert "<script>alert" not in filed.text


async def test_twenty_equal_filings_in_parallel_are_one_case(world: World) -> None:
    key = {"Idempotency-Key": "veinte-iguales"}

    replies = await asyncio.gather(*(world.post(PATH, a_filing(), **key) for _ in range(20)))

    assert sorted(r.status_code for r in replies) == [200] * 19 + [201]
    assert len({r.json()["radicado"] for r in replies}) == 1
    assert len({r.json()["codigo_consulta"] for r in replies}) == 1


async def test_the_same_key_with_another_body_is_a_conflict(world: World) -> None:
    key = {"Idempotency-Key": "otra-cosa"}
    await world.post(PATH, a_filing(), **key)

    reply = await world.post(PATH, a_filing(asunto="Otro asunto"), **key)

    assert reply.status_code == 409
    assert reply.json()["regla"] == "IdempotencyConflict"


async def test_two_hundred_filings_in_parallel_are_numbered_without_gaps(world: World) -> None:
    replies = await asyncio.gather(*(world.post(PATH, a_filing(asunto=f"Caso {n}")) for n in range(200)))

    numbers = sorted(int(r.json()["radicado"][-6:]) for r in replies)
    assert {r.status_code for r in replies} == {201}
    assert numbers == list(range(numbers[0], numbers[0] + 200))


async def test_an_anonymous_filing_needs_no_identity(world: World) -> None:
    body = a_filing(peticionario={"clase": "anonimo"}, medio_respuesta="aviso", tipo="denuncia")

    reply = await world.post(PATH, body)

    assert reply.status_code == 201
    assert reply.json()["vence_el"]


@pytest.mark.parametrize("token", [None, "Bearer nadie", "Basic eDp5"])
async def test_without_a_known_token_nothing_is_filed(world: World, token: str | None) -> None:
    headers = {"Authorization": token} if token else {}

    reply = await world.api.post(PATH, json=a_filing(), headers=headers)

    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == "Bearer"


async def test_a_body_that_is_not_json_is_named(world: World) -> None:
    headers = {"Authorization": "Bearer dev-radicador", "Content-Type": "application/json"}

    reply = await world.api.post(PATH, content=b"{", headers=headers)

    assert reply.status_code == 422


async def test_what_it_is_about_must_be_a_case_and_only_a_radicado_names_one(world: World) -> None:
    unknown = await world.post(PATH, a_filing(tipo="tutela", relacionado_con="2026-E-999999"))
    no_radicado = await world.post(PATH, a_filing(tipo="tutela", relacionado_con="la de mayo"))

    assert (unknown.status_code, unknown.json()["regla"]) == (422, "RelatedUnknown")
    assert "2026-E-999999" in unknown.json()["detail"]
    assert no_radicado.status_code == 422


async def test_what_is_not_in_the_catalogs_is_refused_by_the_name_of_its_field(world: World) -> None:
    unknown = [("canal", "paloma"), ("producto", "no_existe"), ("motivo", "no_existe")]

    replies = [await world.post(PATH, a_filing(**{field: value})) for field, value in unknown]

    assert [x.status_code for x in replies] == [422] * 3
    assert [[y["campo"] for y in x.json()["campos"]] for x in replies] == [[field] for field, _ in unknown]
