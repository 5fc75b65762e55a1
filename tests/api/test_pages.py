"""The citizen's pages, by what they say and how they are built."""

import re

import pytest

from tests.support import World, a_filing, until

FORM = {
    "clave": "formulario-1",
    "tipo": "queja",
    "asunto": "Demora en la línea",
    "descripcion": "Esperé una hora.",
    "clase": "natural",
    "nombres": "Iván Díaz",
    "correo": "ivan@correo.example",
    "medio_respuesta": "correo",
    "acepta": "si",
}


@pytest.mark.parametrize("path", ["/", "/radicar", "/consulta", "/calculadora?tipo=queja&recibido=2026-06-26"])
async def test_each_page_has_one_title_a_language_and_a_label_for_each_field(world: World, path: str) -> None:
    html = (await world.api.get(path)).text

    fields = re.findall(r'<(?:input|select|textarea) id="([^"]+)"', html)
    assert '<html lang="es">' in html
    assert len(re.findall(r"<h1", html)) == 1
    assert all(f'<label for="{name}"' in html for name in fields)


async def test_the_calculator_names_the_days_it_skips(world: World) -> None:
    html = (await world.api.get("/calculadora?tipo=peticion_interes_particular&recibido=2026-06-26")).text

    assert "miércoles 22 de julio de 2026" in html
    assert "Chiquinquirá" in html


async def test_the_form_files_a_case_once(world: World) -> None:
    first = await world.api.post("/radicar", data=FORM)
    again = await world.api.post("/radicar", data=FORM)

    found = re.findall(r"\d{4}-E-\d{6}", first.text)
    assert (first.status_code, again.status_code) == (201, 201)
    assert found
    assert found[0] in again.text


async def test_the_form_keeps_what_was_typed_and_points_at_the_error(world: World) -> None:
    reply = await world.api.post("/radicar", data={**FORM, "clave": "f2", "correo": "ivan"})

    assert reply.status_code == 422
    assert 'value="Demora en la línea"' in reply.text
    assert 'href="#correo"' in reply.text
    assert 'aria-describedby="correo-error' in reply.text


async def test_a_case_is_shown_only_with_its_code(world: World) -> None:
    filed = (await world.post("/api/v1/pqrsd", a_filing())).json()
    path = f"/consulta/{filed['radicado']}"

    wrong = await world.api.get(path, params={"codigo": "AAAAAAAAAA"})
    right = await world.api.get(path, params={"codigo": filed["codigo_consulta"]})

    assert wrong.status_code == 404
    assert right.status_code == 200
    assert "Cómo se cuenta el término" in right.text


async def test_a_survey_link_nobody_has_is_closed(world: World) -> None:
    reply = await world.api.get("/encuesta/no-existe-este-enlace")

    assert reply.status_code == 404


async def test_health_and_metrics_answer(world: World) -> None:
    async def all_answer() -> bool:
        return all((await world.api.get("/salud/listo")).json()["dependencias"].values())

    await until(all_answer)
    ready = (await world.api.get("/salud/listo")).json()
    metrics = (await world.api.get("/metricas")).text

    assert ready["listo"]
    assert set(ready["dependencias"]) == {
        "base_de_datos",
        "motor",
        "archivo",
        "registro_de_correo",
        "correo_saliente",
        "buzon",
        "buzon_de_rebotes",
    }
    assert not [x for x in (world.settings.smtp_url, world.settings.archive_url, "127.0.0.1") if x in str(ready)]
    assert 'pqrsd_casos{situacion="abiertos"}' in metrics
