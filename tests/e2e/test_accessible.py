"""Every page in each of its states, on a desk and on a small telephone: nothing WCAG 2.1 AA does not allow."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page

from tests.e2e.browsing import assert_focus_is_on, barriers, click_through, is_wider_than_seen, keep
from tests.mail.door import Door
from tests.support import World, a_filing

PLAIN = ["/", "/radicar", "/radicar?clase=menor", "/consulta", "/consulta/2026-E-999999?codigo=AAAAAAAAAA",
         "/calculadora", "/calculadora?tipo=queja&recibido=2026-06-26", "/calculadora?tipo=queja&recibido=1900-01-01",
         "/avisos", "/verificar", "/verificar/NADA", "/estadisticas", "/ingresar", "/completar/no-existe",
         "/encuesta/no-existe-este-enlace", "/no-existe"]  # fmt: skip
WIDTHS = [1100, 320]
Opened = Callable[[Page, World], Awaitable[None]]


async def assert_open_to_all(page: Page, name: str) -> None:
    """No barrier, and nothing to scroll sideways, at each width."""
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 800})
        await keep(page, name)
        assert await barriers(page) == []
        assert not await is_wider_than_seen(page)


@pytest.mark.parametrize("path", PLAIN)
async def test_a_page_for_anybody_has_no_barrier(page: Page, path: str) -> None:
    await page.goto(path)

    await assert_open_to_all(page, path.strip("/").replace("/", "_").replace("?", "_") or "inicio")


async def test_a_refused_form_has_no_barrier_and_says_so_in_its_title(page: Page) -> None:
    await page.goto("/radicar")
    await click_through(page, "main button[type=submit]")

    await assert_open_to_all(page, "radicar-errores")
    assert (await page.title()).startswith("Error: ")
    await assert_focus_is_on(page, ".resumen")


async def test_the_page_of_a_case_has_no_barrier(page: Page, world: World) -> None:
    case = await world.filed("accesible")
    await case.act("requerimiento", {"falta": "El certificado de matrícula."})
    await case.until_letter("requerimiento")

    await page.goto(f"/consulta/{case.radicado}?codigo={case.code}")

    await assert_open_to_all(page, "caso")


async def test_the_staffs_pages_have_no_barrier(page: Page, world: World) -> None:
    case = await world.filed("para el funcionario")
    await case.act("borrador", {"texto": "Proponemos acceder.", "clase": "fondo"})
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-supervisor")
    await click_through(page, "main button")

    await assert_open_to_all(page, "bandeja")
    await page.goto(f"/casos/{case.radicado}")
    await assert_open_to_all(page, "casos")
    await page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    await assert_open_to_all(page, "casos-abierto")
    world.stack.imap.deliver(b"Message-ID: <nadie@x.example>\r\n\r\nSin remitente.")
    door = Door(world)
    await door.deliver()
    await door.folder.close()
    await page.goto("/correspondencia")
    await assert_open_to_all(page, "correspondencia")


async def test_the_rehearsal_of_a_version_has_no_barrier(page: Page, world: World) -> None:
    await world.filed("se movería", tipo="consulta")
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-supervisor")
    await click_through(page, "main button")
    await page.goto("/calendario")
    await page.click("text=Una versión del calendario")
    await page.fill("#v-version", "ensayada")
    await page.fill("#v-vigente", "2026-01-01")
    await page.fill("#v-norma", "Ley de prueba")
    await page.fill("#v-festivos", "2026-14-01 Mes que no hay")
    await page.click("text=Ensayar la versión")
    await page.wait_for_selector("[role=alert]")

    await assert_open_to_all(page, "calendario-rechazado")
    await page.fill("#v-festivos", "2027-12-29 Día de prueba")
    await page.click("text=Ensayar la versión")
    await page.wait_for_selector("text=miércoles 29 de diciembre de 2027")
    await assert_open_to_all(page, "calendario-ensayo")
    assert await page.is_visible("text=Publicar la versión")


async def test_the_page_of_an_act_and_the_rehearsal_of_its_revocation_have_no_barrier(page: Page, world: World) -> None:
    body = {"acto": "RES-ACCESIBLE", "desde": "2028-03-01", "hasta": "2028-03-02", "norma": "Ley 1437 de 2011, art. 39",
            "tipos": ["habeas_data_consulta"]}  # fmt: skip
    assert (await world.post("/api/v1/calendario/suspensiones", body, "supervisor")).status_code == 201
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-supervisor")
    await click_through(page, "main button")
    await page.goto("/calendario/suspensiones/RES-ACCESIBLE")
    await page.click("text=Revocar este acto")

    await assert_open_to_all(page, "acto")
    await page.fill("#r-acto", "RES-ACCESIBLE-2")
    await page.fill("#r-motivo", "Fecha equivocada")
    await page.click("text=Ensayar la revocatoria")
    await page.wait_for_selector("text=No se ha publicado nada")
    await assert_open_to_all(page, "acto-revocatoria")
    await page.click("text=Revocar el acto")
    await page.wait_for_selector("text=RES-ACCESIBLE-2")
    await assert_open_to_all(page, "acto-revocado")


async def test_a_refused_login_has_no_barrier(page: Page) -> None:
    await page.goto("/ingresar")
    await page.fill("#ficha", "nadie")
    await click_through(page, "main button")

    await assert_open_to_all(page, "ingresar-error")


async def test_a_filed_petition_has_no_barrier(page: Page) -> None:
    said = a_filing()
    await page.goto("/radicar")
    await page.fill("#asunto", said["asunto"])
    await page.fill("#descripcion", said["descripcion"])
    await page.fill("#nombres", "Lucía Ríos")
    await page.fill("#correo", "lucia@correo.example")
    await page.check("#acepta")
    async with page.expect_navigation():
        await click_through(page, "main button[type=submit]")

    assert "Solicitud radicada" in await page.title()
    await assert_open_to_all(page, "recibida")


async def test_a_petition_said_aloud_is_taken_down_without_barriers(page: Page) -> None:
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-agente")
    await click_through(page, "main button")
    await page.goto("/radicar-verbal")
    await assert_open_to_all(page, "verbal")
    await click_through(page, "main button[type=submit]")
    await assert_open_to_all(page, "verbal-errores")
    await page.fill("#asunto", "Un cobro")
    await page.fill("#descripcion", "Me cobraron dos veces.")
    await page.fill("#nombres", "Lucía Ríos")
    await page.select_option("#medio_respuesta", "presencial")
    await page.check("#acepta")
    await click_through(page, "main button[type=submit]")

    assert "Constancia" in await page.title()
    await assert_open_to_all(page, "constancia")


async def test_a_reserved_identity_is_shown_without_barriers(page: Page, world: World) -> None:
    who = {"clase": "identidad_reservada", "nombres": "Testigo", "correo": "t@correo.example"}
    case = await world.filed("reservada", peticionario=who)
    await case.act("mensaje", {"texto": "¿En qué sede?"})
    await page.goto("/ingresar")
    await page.fill("#ficha", "dev-supervisor")
    await click_through(page, "main button")
    await page.goto(f"/casos/{case.radicado}")
    await page.click("details:has(#identidad-motivo) > summary")
    await page.fill("#identidad-motivo", "Orden judicial")
    await click_through(page, "form:has(#identidad-motivo) button")

    assert "Testigo" in await page.inner_text("main")
    await assert_open_to_all(page, "identidad")


async def test_a_case_that_may_be_replied_to_has_no_barrier(page: Page, world: World) -> None:
    case = await world.filed("cerrada")
    await case.act("respuesta", {"texto": "No se accede.", "sentido": "desfavorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")
    await page.goto(f"/consulta/{case.radicado}?codigo={case.code}")

    await assert_open_to_all(page, "caso-cerrado")
    await click_through(page, "form:has(#replica-argumento) button")
    await assert_open_to_all(page, "replica-errores")
