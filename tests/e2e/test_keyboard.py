"""The main journeys with the keyboard alone, on a small screen and without JavaScript."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.async_api import Browser, Page

from tests.e2e.browsing import assert_focus_is_on, barriers, is_wider_than_seen, keep, press, tab_to, write
from tests.support import World

SUBMIT = "main form button[type=submit]"


class Screen(NamedTuple):
    """Where somebody reads the pages."""

    name: str
    width: int
    is_scripted: bool


SCREENS = [
    Screen("desk", 1100, is_scripted=True),
    Screen("telephone", 320, is_scripted=True),
    Screen("without-javascript", 320, is_scripted=False),
]


@pytest.fixture(params=SCREENS, ids=lambda x: x.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    found: Screen = request.param
    return found


@pytest.fixture
async def visitor(screen: Screen, browser: Browser, site: str) -> AsyncIterator[Page]:
    """Somebody with a keyboard, at each screen."""
    context = await browser.new_context(
        base_url=site,
        locale="es-CO",
        viewport={"width": screen.width, "height": 700},
        java_script_enabled=screen.is_scripted,
    )
    yield await context.new_page()
    await context.close()


async def assert_at_ease(page: Page, screen: Screen) -> None:
    """No barrier (axe itself needs JavaScript) and nothing to scroll sideways."""
    assert not screen.is_scripted or await barriers(page) == []
    assert not await is_wider_than_seen(page)


async def test_a_petition_is_filed_with_its_attachment_and_its_errors_are_met_first(
    visitor: Page, screen: Screen, tmp_path: Path
) -> None:
    file = tmp_path / "certificado.txt"
    file.write_text("certificado de matrícula")
    await visitor.goto("/")
    await press(visitor, "main a[href='/radicar']")
    await write(visitor, "#asunto", "No llegó el desembolso")
    await press(visitor, SUBMIT)

    await assert_focus_is_on(visitor, ".resumen")
    await assert_at_ease(visitor, screen)
    await press_within(visitor, ".resumen a[href='#descripcion']")
    await assert_focus_is_on(visitor, "#descripcion")
    await visitor.keyboard.insert_text("La universidad dice que el giro no ha llegado.")
    assert await visitor.input_value("#asunto") == "No llegó el desembolso"

    await tab_to(visitor, "#anexos")
    await visitor.set_input_files("#anexos", file)
    await write(visitor, "#nombres", "Marta Quintero")
    await write(visitor, "#correo", "marta@correo.example")
    await tab_to(visitor, "#acepta")
    await visitor.keyboard.press("Space")
    await press(visitor, SUBMIT)

    assert re.search(r"\d{4}-E-\d{6}", await visitor.inner_text("main"))
    await assert_at_ease(visitor, screen)
    await keep(visitor, "recibida")


async def press_within(page: Page, selector: str) -> None:
    """Follow a link to a field of the same page."""
    await tab_to(page, selector)
    await page.keyboard.press("Enter")


async def test_a_case_is_looked_up_and_its_petitioner_writes(visitor: Page, screen: Screen, world: World) -> None:
    case = await world.filed("consultada")
    await visitor.goto("/consulta")
    await write(visitor, "#radicado", case.radicado)
    await write(visitor, "#codigo", case.code)
    await press(visitor, SUBMIT)
    await write(visitor, "#mensaje-texto", "¿Ya la están mirando?")
    await press(visitor, "form:has(#mensaje-texto) button")

    await assert_focus_is_on(visitor, ".hecho")
    assert "¿Ya la están mirando?" in await visitor.inner_text(".buzon")
    await assert_at_ease(visitor, screen)
    await keep(visitor, "caso-mensaje")


async def test_what_was_missing_is_sent_by_the_link_of_the_mail(
    visitor: Page, screen: Screen, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "recibo.txt"
    file.write_text("recibo")
    case = await world.filed("por completar")
    await case.act("requerimiento", {"falta": "El recibo de matrícula."})
    await visitor.goto(await path_in_mail(world, case.radicado, r"/completar/[A-Za-z0-9_-]{40,}"))
    await press(visitor, SUBMIT)

    await assert_focus_is_on(visitor, ".resumen")
    await assert_at_ease(visitor, screen)
    await keep(visitor, "completar-errores")
    await write(visitor, "#complemento-texto", "Adjunto el recibo.")
    await visitor.set_input_files("#complemento-anexos", file)
    await press(visitor, SUBMIT)

    assert "Recibimos lo que faltaba" in await visitor.inner_text("main")
    assert (await case.look())["suspendido"] is False


async def test_an_answer_is_rated_by_its_link(visitor: Page, screen: Screen, world: World) -> None:
    case = await world.filed("por calificar")
    await case.act("respuesta", {"texto": "Se accede.", "sentido": "favorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")
    await visitor.goto(f"/encuesta/{await case.survey_token()}")

    await assert_at_ease(visitor, screen)
    await tab_to(visitor, "input[name=puntaje]")
    await visitor.keyboard.press("Space")
    await press(visitor, SUBMIT)

    assert "Gracias" in await visitor.inner_text("h1")


async def test_an_official_logs_in_opens_the_inbox_and_answers(visitor: Page, screen: Screen, world: World) -> None:
    case = await world.filed("por responder", tipo="congresista_informe")
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "dev-agente"})
    await visitor.goto("/bandeja")
    await write(visitor, "#ficha", "dev-agente")
    await press(visitor, SUBMIT)
    await press(visitor, "a[href='/bandeja?mios=1']")
    await assert_at_ease(visitor, screen)
    await press(visitor, f"a[href='/casos/{case.radicado}']")
    await tab_to(visitor, "details:has(#respuesta-texto) > summary")
    await visitor.keyboard.press("Enter")
    await write(visitor, "#respuesta-texto", "Le respondemos de fondo.")
    await write(visitor, "#respuesta-firmante", "Carolina Mejía")
    await press(visitor, "form:has(#respuesta-texto) button")

    assert "Respondida" in await visitor.inner_text("main .datos")
    await assert_at_ease(visitor, screen)


async def path_in_mail(world: World, radicado: str, pattern: str) -> str:
    """The first path of that form in the mails of a case, waiting for it."""
    async with asyncio.timeout(30):
        while True:
            texts = [
                str(part.get_payload(decode=True))
                for mail in world.stack.smtp.messages
                for part in mail.walk()
                if part.get_content_type() == "text/plain"
            ]
            found = [m for text in texts if radicado in text for m in re.findall(pattern, text)]
            if found:
                return str(found[0])
            await asyncio.sleep(0.1)


async def test_no_page_has_a_script(page: Page) -> None:
    for path in ("/", "/radicar", "/consulta", "/calculadora?tipo=queja&recibido=2026-06-26", "/ingresar"):
        await page.goto(path)

        assert await page.locator("script, [onclick], [style]").count() == 0
