"""The rehearsal's clock is moved past the feedback deadline."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.acting import ASKED, PROGRESS, button, card, field, hand_in, taken
from tests.browser.rehearsing import LEAD, Rehearsal, copied
from tests.web.browsing import Windows


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def rehearsal(beginnings: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rehearsal]:
    """A rehearsal of its own: its time moves."""
    async with copied(beginnings, tmp_path_factory.mktemp("clock")) as running:
        yield running


async def test_reminders_come_the_period_closes_and_a_late_answer_is_marked(browser: Windows) -> None:
    lead, page = await browser.open(LEAD), await browser.open("customers.dtl@agencies.example")
    words = await card(page, ASKED).inner_text()
    shown = re.search(r"(\w{3} \d+, \d{4}), 5:00 PM ET", words)
    assert shown, words
    closes = datetime.strptime(f"{shown[1]} 17:00", "%b %d, %Y %H:%M").replace(tzinfo=UTC)
    await move(lead, closes - timedelta(days=1))
    await expect(page.locator("#messages .message").last).to_contain_text("You get one such message a day")
    await move(lead, closes + timedelta(minutes=2))
    await expect(card(lead, PROGRESS)).to_contain_text("Closed")
    await expect(card(page, ASKED)).to_contain_text("marked late")
    await button(card(page, ASKED), "Comment").click()
    await field(page, "text").locator("textarea").fill("Sorry to be late: we agree.")
    await hand_in(page)
    await taken(page)
    await expect(card(page, ASKED)).to_contain_text("(late)")
    await expect(card(lead, PROGRESS)).to_contain_text("Late")


async def test_a_skip_link_moves_the_focus_and_nobody_else_is_acted_as(browser: Windows) -> None:
    page = await browser.open(LEAD)
    before = page.url
    name = await page.locator("#me").inner_text()
    for link, target in (("Skip to writing", "words"), ("Skip to the conversation", "messages")):
        await page.get_by_role("link", name=link).press("Enter")
        assert await page.evaluate("document.activeElement.id") == target
    await page.evaluate("location.hash = 'messages'")
    await page.wait_for_timeout(100)
    assert await page.locator("#me").inner_text() == name
    await page.evaluate(f"location.href = '{before}'")


async def move(page: Page, to: datetime) -> None:
    """Move the clock, as a person does."""
    await page.locator("#clock").click()
    await expect(page.locator("#clock-next")).to_contain_text("The next deadline")
    await page.locator("#clock-to").fill(f"{to:%Y-%m-%dT%H:%M}")
    await page.get_by_role("button", name="Move", exact=True).click()
    # What happened meanwhile is told, and each on its day; where nothing did, the dialog closes.
    await expect(page.locator("#clock-dialog .slot")).to_contain_text("Meanwhile", timeout=60_000)
    await page.locator("#clock-dialog").get_by_role("button", name="Close").click()
    await expect(page.locator("#clock-dialog")).to_be_hidden()
