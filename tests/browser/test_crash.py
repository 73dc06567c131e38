"""The process dies between a click and its redraw, and is started again: nothing is lost."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.async_api import Route, expect

from tests.browser.acting import ANSWERED, ASKED, PROGRESS, answered, button, card
from tests.browser.rehearsing import LEAD, Rehearsal
from tests.web.browsing import Windows

DYING = (
    "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_FAILED", "ERR_SOCKET_NOT_CONNECTED",
)  # fmt: skip


async def test_killed_between_a_click_and_its_redraw_nothing_is_lost(
    browser: Windows, rehearsal: Rehearsal
) -> None:
    lead, page = await browser.open(LEAD), await browser.open("data.dpr@agencies.example")
    another = await browser.open("customers.dpr@agencies.example")
    before, entries = await answered(lead), len(await rehearsal.entries("ITP-1"))
    button_of_another = button(card(another, ASKED), "No comment")
    await expect(button_of_another).to_be_visible()
    drawn = await button_of_another.get_attribute("data-value")

    async def kill_once_recorded(route: Route) -> None:
        await asyncio.gather(kill_after(rehearsal, entries), route.continue_())

    await page.route("**/press", kill_once_recorded)
    await button(card(page, ASKED), "No comment").click()
    await expect(card(page, ASKED).get_by_role("alert")).to_contain_text("does not answer")
    await rehearsal.start()
    await expect(card(page, ASKED)).to_contain_text(ANSWERED, timeout=30_000)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 1} of ", timeout=30_000)
    assert await button_of_another.get_attribute("data-value") == drawn
    await button_of_another.click()
    await expect(card(another, ASKED)).to_contain_text(ANSWERED)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 2} of ")
    assert len(await rehearsal.entries("ITP-1")) == entries + 2
    await lead.get_by_role("tab", name="The record").click()
    await lead.get_by_role("button", name="Verify the record").click()
    await expect(lead.locator(".verdict")).to_contain_text("The record is whole")
    browser.faults[:] = [fault for fault in browser.faults if not any(why in fault for why in DYING)]


async def kill_after(rehearsal: Rehearsal, entries: int) -> None:
    """Kill the process at the moment at which the answer stands in the record."""
    async with asyncio.timeout(30):
        while recorded(rehearsal.folder) <= entries:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.001)
    await rehearsal.end(signal.SIGKILL)


def recorded(folder: Path) -> int:
    """How many entries ITP-1 has, read in the file itself."""
    with closing(sqlite3.connect(f"file:{folder / 'rehearsal.db'}?mode=ro", uri=True)) as database:
        counted = database.execute("SELECT count(*) FROM entries WHERE stream = 'policy:ITP-1'")
        count: int = counted.fetchone()[0]
    return count
