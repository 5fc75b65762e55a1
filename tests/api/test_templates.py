"""A supervisor rewrites a letter: the next one says so, and nothing that could not be filled in is published."""

from typing import Any

import pytest

from local.journey import plain_of
from tests.support import World
from worker import install_templates

PATH, ACUSE = "/api/v1/catalogos/plantillas", "correo/acuse.txt.j2"
NEWS = "Ya tenemos su solicitud {{ radicado }}, señor(a) {{ nombre }}. Respondemos el {{ vence_el | fecha }}."


async def in_force(world: World) -> dict[str, Any]:
    reply = await world.api.get(PATH, headers={"Authorization": "Bearer dev-supervisor"})
    found: dict[str, Any] = reply.json()
    return found


async def publish(world: World, name: str, words: str, role: str = "supervisor") -> Any:
    """Publish other words for a file, the rest as it is."""
    found = await in_force(world)
    files = [{**x, "texto": words} if x["codigo"] == name else x for x in found["contenido"]["archivos"]]
    body = {"version_anterior": found["version"], "motivo": "Más claro",
            "contenido": {**found["contenido"], "archivos": files}}  # fmt: skip
    return await world.post(PATH, body, role)


async def text_of(world: World, name: str) -> str:
    return next(str(x["texto"]) for x in (await in_force(world))["contenido"]["archivos"] if x["codigo"] == name)


async def test_the_next_letter_says_it_in_the_words_published_and_an_installation_keeps_them(world: World) -> None:
    before = await text_of(world, ACUSE)
    old_print = {x["carta"]: x["huella"] for x in (await in_force(world))["contenido"]["plantillas"]}

    published = await publish(world, ACUSE, NEWS)
    await install_templates(world.sessions)
    case = await world.filed("con otras palabras")
    told = await case.mailed("Recibimos su solicitud")

    new_print = {x["carta"]: x["huella"] for x in (await in_force(world))["contenido"]["plantillas"]}
    assert published.status_code == 201, published.text
    assert f"Ya tenemos su solicitud {case.radicado}" in plain_of(told)
    assert [kind for kind, mark in old_print.items() if new_print[kind] != mark] == ["acuse"]
    await publish(world, ACUSE, before)
    assert await text_of(world, ACUSE) == before


@pytest.mark.parametrize(
    ("name", "words", "rule", "says"),
    [
        (ACUSE, "Hola {{ cedula }}", "TemplateFactUnknown", "«cedula»"),
        (ACUSE, "Hola {{ radicado", "TemplateBroken", "acuse.txt.j2"),
        (ACUSE, "{{ radicado | nada }}", "TemplateBroken", "nada"),
        (ACUSE, "{{ ''.__class__.__mro__ }}", "TemplateBroken", "unsafe"),
        (ACUSE, "{{ range(9) }}", "TemplateFactUnknown", "«range»"),
        (ACUSE, "{% include 'correo/respuesta.txt.j2' %}", "TemplateBroken", "otras plantillas"),
        (ACUSE, "{{ 1 // 0 }}", "TemplateBroken", "zero"),
        ("correo/_marco.html.j2", "<p>Otra</p>", "TemplateFixed", "_marco"),
        ("oficio/oficio.typ", '#read("/etc/passwd")', "TemplateFixed", "oficio.typ"),
    ],
)
async def test_what_could_not_be_filled_in_is_refused_by_its_name(
    world: World, name: str, words: str, rule: str, says: str
) -> None:
    before = (await in_force(world))["version"]

    reply = await publish(world, name, words)

    assert (reply.status_code, reply.json()["regla"]) == (422, rule), reply.text
    assert says in reply.json()["detail"]
    assert (await in_force(world))["version"] == before


@pytest.mark.parametrize("role", ["agente", "coordinador", "auditor", "radicador"])
async def test_only_a_supervisor_rewrites_letters(world: World, role: str) -> None:
    assert (await publish(world, ACUSE, NEWS, role)).status_code == 403


async def test_a_letter_is_neither_added_nor_left_out(world: World) -> None:
    found = await in_force(world)
    content = {**found["contenido"], "archivos": found["contenido"]["archivos"][1:]}
    body = {"version_anterior": found["version"], "motivo": "x", "contenido": content}

    reply = await world.post(PATH, body, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (422, "TemplateFixed")
