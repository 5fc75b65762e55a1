"""The pages of answering, on a desk and on a small telephone: nothing WCAG 2.1 AA does not allow."""

import pytest
from playwright.async_api import Page

from tests.e2e.browsing import click_through
from tests.e2e.test_accessible import assert_open_to_all
from tests.support import World, a_filing

PATHS = ["/conocimiento", "/conocimiento?q=giro", "/grupos", "/correspondencia/papel",
         "/correspondencia/papel/planilla", "/encuestas", "/bandeja", "/calendario", "/catalogos",
         "/catalogos/escalas", "/catalogos/dependencias"]  # fmt: skip


async def entered(page: Page) -> None:
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-supervisor")
    await click_through(page, "main button")


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_of_answering_has_no_barrier(page: Page, path: str) -> None:
    await entered(page)

    await page.goto(path)
    for summary in await page.query_selector_all("main summary"):
        await summary.click()

    await assert_open_to_all(page, path.strip("/").replace("/", "_").replace("?", "_"))


async def test_the_pages_of_a_group_and_of_a_comparison_have_no_barrier(page: Page, world: World) -> None:
    cases = [await world.filed(f"accesible {n}") for n in range(2)]
    body = {"radicados": [x.radicado for x in cases], "motivo": "La misma pregunta."}
    group = (await world.post("/api/v1/grupos", body, "coordinador")).json()["id"]
    await world.post(f"/api/v1/grupos/{group}/borrador", {"texto": "Una respuesta."}, "agente")
    auth = {"Authorization": "Bearer dev-supervisor"}
    for text in ("Se niega.", "Se concede."):
        await world.api.put(f"/api/v1/pqrsd/{cases[0].radicado}/borradores", json={"texto": text}, headers=auth)
    await entered(page)

    for path in (f"/grupos/{group}", f"/casos/{cases[0].radicado}/comparacion?autor=dev-supervisor&version=2"):
        await page.goto(path)
        await assert_open_to_all(page, path.partition("?")[0].strip("/").replace("/", "_"))


async def test_the_survey_has_no_barrier(page: Page, world: World) -> None:
    case = world.journey("encuesta accesible")
    await case.file(a_filing())
    await case.workflow_running(case.radicado)
    await case.act("respuesta", {"texto": "Se accede.", "sentido": "favorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")

    await page.goto(f"/encuesta/{await case.survey_token()}")

    await assert_open_to_all(page, "encuesta")
