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


async def move(page: Page, to: datetime) -> None:
    """Move the clock, as a person does."""
    await page.locator("#clock").click()
    await expect(page.locator("#clock-next")).to_contain_text("The next deadline")
    await page.locator("#clock-to").fill(f"{to:%Y-%m-%dT%H:%M}")
    await page.get_by_role("button", name="Move", exact=True).click()
    await expect(page.locator("#clock-dialog")).to_be_hidden(timeout=60_000)
