"""A card and a form as Slack and as Teams draw them, with the JSON beside the picture: open to everybody."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.acting import card
from tests.browser.rehearsing import SECRETARY
from tests.web.browsing import NARROW, WIDE, Windows, accessibility_faults, command

DECISION = "ITP-3"
FROM_CLIPBOARD = "navigator.clipboard.readText()"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_a_card_is_seen_as_each_chat_draws_it(
    browser: Windows, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = await browser.open(SECRETARY, size, scheme)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    look = card(page, DECISION).get_by_role("button", name="In Slack and Teams")
    await look.press("Enter")
    await expect(page.locator("#drawn-title")).to_be_focused()
    await shows(page, "Slack", "of 50 blocks")
    await page.get_by_role("button", name="As Teams draws it").press("Enter")
    await shows(page, "Teams", "KB of 28 KB")
    await page.get_by_role("button", name="Copy").click()
    copied = json.loads(await page.evaluate(FROM_CLIPBOARD))
    assert copied["attachments"][0]["content"]["type"] == "AdaptiveCard"
    await page.keyboard.press("Escape")
    await expect(look).to_be_focused()


async def test_a_form_is_seen_as_each_chat_draws_it_and_stays_open(browser: Windows) -> None:
    page = await browser.open(SECRETARY)
    await command(page, f"/gov return {DECISION}")
    form = page.locator("#form-dialog")
    await form.locator("textarea").fill("Typed before.")
    await form.get_by_role("button", name="In Slack and Teams").click()
    await shows(page, "Slack", "of 100 blocks")
    await expect(page.locator(".as-slack")).to_contain_text("Reasons (optional)")
    await page.get_by_role("button", name="As Teams draws it").click()
    await shows(page, "Teams", "KB of 28 KB")
    await page.keyboard.press("Escape")
    await expect(form.locator("textarea")).to_have_value("Typed before.")


async def shows(page: Page, chat: str, size: str) -> None:
    """The picture and the JSON of this chat alone: readable, scrollable with the keyboard, nothing too wide."""
    drawing = page.get_by_role("region", name=f"As {chat} draws it", exact=True)
    await expect(page.locator("[data-drawing]:visible")).to_have_count(1)
    await expect(drawing).to_contain_text(size)
    await expect(drawing.get_by_role("region", name=f"JSON for {chat}")).to_have_attribute("tabindex", "0")
    assert await accessibility_faults(page, "#drawn-dialog") == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
