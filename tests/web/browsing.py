"""Debian's chromium at the playground: one window per person, everything that goes wrong in them noted."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page, async_playwright

CHROMIUM = Path("/usr/bin/chromium")
HERE = CHROMIUM.exists()
MISSING = "chromium is missing: apt-get install chromium"
ARGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE, NARROW = (1280, 800), (400, 800)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RUN_AXE = """(part) => axe.run(part === 'body' ? document : part, {resultTypes: ['violations']})
    .then((found) => found.violations)"""


@dataclass(slots=True)
class Windows:
    """Windows of a browser on the playground at `base`. `faults` must stay empty.

    `ids` gives people by address, so that tests can call them by it.
    """

    browser: Browser
    base: str
    faults: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    async def open(
        self,
        person: str,
        size: tuple[int, int] = WIDE,
        scheme: Literal["light", "dark"] = "light",
        first_visit: bool = False,
    ) -> Page:
        """A new window, as this person."""
        viewport: Any = {"width": size[0], "height": size[1]}
        context = await self.browser.new_context(
            viewport=viewport, color_scheme=scheme, reduced_motion="reduce", accept_downloads=True
        )
        context.set_default_timeout(10_000)
        if not first_visit:
            await context.add_init_script("localStorage.setItem('govbot-guide-seen', 'yes')")
        page = await context.new_page()
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(self.base) else self._note(sent.url))
        await page.goto(f"{self.base}/#as={self.ids.get(person, person)}")
        await page.locator("#me .name").wait_for(state="attached")
        return page

    def _note(self, fault: str) -> None:
        self.faults.append(fault)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser; skipped where there is none, but never in CI."""
    if not HERE:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def windows(browser: Browser, base: str) -> AsyncIterator[Windows]:
    """The windows of one test: closed after it, and nothing went wrong in them."""
    opened = Windows(browser, base)
    yield opened
    faults = tuple(opened.faults)  # before the windows close: what they still fetch is broken off then
    for context in tuple(browser.contexts):
        await context.close()
    if faults:
        pytest.fail("\n".join(("What went wrong in the windows:", *faults)))


async def accessibility_faults(page: Page, within: str = "body") -> Sequence[str]:
    """What axe-core finds serious or critical on the page, or in a part of it, as it stands."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    violations: list[dict[str, Any]] = await page.evaluate(RUN_AXE, within)
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in violations
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


async def command(page: Page, text: str) -> None:
    """Type it, and send."""
    await page.locator("#words").fill(text)
    await page.locator("#send").click()
