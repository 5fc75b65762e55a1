"""A real server on a free port and a real browser in front of it."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, async_playwright

from local.ports import free_port
from tests.e2e.browsing import FLAGS, chromium
from tests.support import World


@pytest.fixture(scope="session")
async def site(world: World) -> AsyncIterator[str]:
    """The address of the pages, served by uvicorn over the same parts as the tests' own API."""
    stack = replace(world.stack, api_port=free_port())
    server = stack.api()
    await server.start(stack.is_api_up)
    yield stack.api_url
    await server.stop()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, without a screen; its profile is a new empty folder."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    async with async_playwright() as driver:
        opened = await driver.chromium.launch(executable_path=chromium(), headless=True, args=flags)
        yield opened
        await opened.close()


@pytest.fixture
async def page(browser: Browser, site: str) -> AsyncIterator[Page]:
    """A page of a visitor nobody knows."""
    context = await browser.new_context(base_url=site, locale="es-CO", viewport={"width": 1100, "height": 800})
    yield await context.new_page()
    await context.close()
