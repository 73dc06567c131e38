"""The process dies between a click and its redraw, and is started again: nothing is lost."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Route, expect

from tests.browser.acting import ANSWERED, ASKED, PROGRESS, answered, button, card
from tests.browser.rehearsing import LEAD, Rehearsal, copied
from tests.web.browsing import Windows, windows

DYING = (
    "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_FAILED", "ERR_SOCKET_NOT_CONNECTED", "status of 403",
)  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def mortal(beginnings: Path, tmp_path: Path) -> AsyncIterator[Rehearsal]:
    """A rehearsal of this test's own, so that nobody else's dies with it."""
    async with copied(beginnings, tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def browser(mortal: Rehearsal, one_browser: Browser) -> AsyncIterator[Windows]:
    """People at the rehearsal that will die."""
    async with windows(one_browser, mortal.base) as opened:
        opened.ids = mortal.ids
        yield opened


async def test_killed_between_a_click_and_its_redraw_nothing_is_lost(
    browser: Windows, mortal: Rehearsal
) -> None:
    lead, page = await browser.open(LEAD), await browser.open("data.dpr@agencies.example")
    another = await browser.open("customers.dpr@agencies.example")
    before, entries = await answered(lead), len(await mortal.entries("ITP-1"))
    button_of_another = button(card(another, ASKED), "No comment")
    await expect(button_of_another).to_be_visible()
    drawn = await button_of_another.get_attribute("data-value")

    async def kill_once_recorded(route: Route) -> None:
        """The click is recorded; the process dies before the person hears of it, or any card is redrawn."""
        await route.fetch()
        assert entries + 1 == len(await mortal.entries("ITP-1"))
        await mortal.end(signal.SIGKILL)
        await route.abort("connectionreset")

    await page.route("**/press", kill_once_recorded)
    await button(card(page, ASKED), "No comment").click()
    await expect(card(page, ASKED).get_by_role("alert")).to_contain_text("does not answer")
    await mortal.start()
    await expect(card(page, ASKED)).to_contain_text(ANSWERED, timeout=30_000)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 1} of ", timeout=30_000)
    assert await button_of_another.get_attribute("data-value") == drawn
    await button_of_another.click()
    await expect(card(another, ASKED)).to_contain_text(ANSWERED)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 2} of ")
    assert len(await mortal.entries("ITP-1")) == entries + 2
    await lead.get_by_role("tab", name="The record").click()
    await lead.get_by_role("button", name="Verify the record").click()
    await expect(lead.locator(".verdict")).to_contain_text("The record is whole")
    browser.faults[:] = [fault for fault in browser.faults if not any(why in fault for why in DYING)]
