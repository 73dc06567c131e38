"""With the real bot's cards, too, the page shuts nobody out: wide and narrow, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.acting import ASKED, button, card
from tests.browser.rehearsing import LEAD, SECRETARY
from tests.web.browsing import NARROW, WIDE, Windows, accessibility_faults, command

TABS = {
    "Home": ".headline", "The process": ".station.busy", "The record": ".entry",
    "Library": ".empty, .shelf li",
}  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")])
async def test_no_view_has_a_serious_fault(
    browser: Windows, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = await browser.open(SECRETARY, size, scheme, first_visit=True)
    await expect(card(page, "ITP-3")).to_be_visible()
    await check(page)
    page = await browser.open(LEAD, size, scheme)
    await expect(page.locator("#messages .headline").last).to_be_attached()
    await check(page)
    await command(page, "/gov need")
    await expect(page.locator("#form-title")).to_be_focused()
    await check(page, "#form-dialog")
    await page.keyboard.press("Escape")
    if size == NARROW:
        await page.get_by_role("button", name="Side panel").click()
    for tab, sign in TABS.items():
        await page.get_by_role("tab", name=tab).click()
        await page.locator(f"#panel {sign}").first.wait_for()
        await check(page, "#panel")


# Besides what stands in the test above: the desk, tables, bars, what is behind “More”, lists with buttons.
LOOKS = (
    "help", "status ITP-1", "show ITP-1", "more ITP-1", "read ITP-3", "outreach ITP-1", "due ITP-1", "waiting ITP-1",
    "comments ITP-1", "overview", "weekly", "who", "list", "decisions",
)  # fmt: skip


@pytest.mark.thorough
async def test_what_can_be_looked_at_has_no_serious_fault(browser: Windows) -> None:
    page = await browser.open(LEAD)
    for words in LOOKS:
        before = await page.locator("#messages .message").count()
        await command(page, f"/gov {words}")
        await expect(page.locator("#messages .message")).not_to_have_count(before)
        await check(page, "#messages")
    await command(page, "/gov comment ITP-1")
    await check(page, "#messages")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_card_is_read_from_its_headline_on(browser: Windows, size: tuple[int, int]) -> None:
    page = await browser.open("customers.dtl@agencies.example", size)
    await expect(button(card(page, ASKED), "Comment")).to_be_attached()
    await expect(page.locator("#messages .headline").last).to_be_in_viewport(ratio=1)
    await command(page, "/gov help")
    await expect(page.locator("#messages .headline").last).not_to_contain_text(ASKED)
    await expect(page.locator("#messages .headline").last).to_be_in_viewport(ratio=1)


async def check(page: Page, within: str = "body") -> None:
    """No serious fault, and nothing wider than the window."""
    assert await accessibility_faults(page, within) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
