"""A person at a browser: looks for barriers with axe, moves with the Tab key, keeps what is seen."""

import os
import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text()
WCAG_21_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
TABS = 250


def chromium() -> str:
    """The browser of this machine: the one PQRSD_CHROMIUM names, or the first on the PATH."""
    named = os.environ.get("PQRSD_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("falta un navegador: instale Chromium (apt-get install chromium) o nómbrelo en PQRSD_CHROMIUM")
    return found


async def barriers(page: Page) -> list[str]:
    """What WCAG 2.1 A and AA do not allow in the page as it is now, each with where it is."""
    await page.evaluate(AXE)
    found: dict[str, Any] = await page.evaluate("tags => axe.run({runOnly: tags})", WCAG_21_AA)
    return [f"{x['id']}: {node['target']} {node['failureSummary']}" for x in found["violations"] for node in x["nodes"]]


async def keep(page: Page, name: str) -> None:
    """Keep what is seen, where PQRSD_SCREENSHOTS says."""
    folder = os.environ.get("PQRSD_SCREENSHOTS")
    if folder:
        width = (page.viewport_size or {"width": 0})["width"]
        await page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


async def is_wider_than_seen(page: Page) -> bool:
    """Whether one must scroll sideways to read (WCAG 2.1, 1.4.10)."""
    wide: bool = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


async def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what *selector* names, and see that the focus shows."""
    for _ in range(TABS):
        await page.keyboard.press("Tab")
        if await page.evaluate("s => document.activeElement.matches(s)", selector):
            break
    else:
        raise AssertionError(f"the Tab key does not reach {selector}")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", f"the focus does not show on {selector}"


async def click_through(page: Page, selector: str) -> None:
    """Click a button or link and wait for the page it leads to: a click alone does not."""
    async with page.expect_navigation():
        await page.click(selector)


async def assert_focus_is_on(page: Page, selector: str) -> None:
    """The focus comes to what *selector* names: the browser moves it when it first paints, after the page loads."""
    await expect(page.locator(selector)).to_be_focused()


async def write(page: Page, selector: str, text: str) -> None:
    """Reach a field with the Tab key and write in it."""
    await tab_to(page, selector)
    await page.keyboard.insert_text(text)


async def press(page: Page, selector: str) -> None:
    """Reach a button or link with the Tab key, press Enter and wait for the page it leads to."""
    await tab_to(page, selector)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
