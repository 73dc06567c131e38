"""The tour's first five steps by keyboard alone: answer, respond, approve, publish, assemble a group."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.acting import ANSWERED, ASKED, button, card, field, tab_to, taken
from tests.browser.rehearsing import copied
from tests.web.browsing import windows

pytestmark = pytest.mark.thorough
LEAD, SECRETARY, PUBLISHER = "Chief Information Security", "OPM Secretary", "OPM Publications"
SUBMIT = "#form-dialog button[type=submit]"


async def test_the_tours_first_five_steps_go_by_keyboard_alone(
    beginnings: Path, one_browser: Browser, tmp_path: Path
) -> None:
    async with copied(beginnings, tmp_path) as own, windows(one_browser, own.base) as opened:
        opened.ids = own.ids
        page = await opened.open("data.dhc@agencies.example")
        await answers(page)
        await becomes(page, LEAD)
        await responds(page)
        await becomes(page, SECRETARY)
        await approves(page)
        await becomes(page, PUBLISHER)
        await publishes(page)
        await becomes(page, LEAD)
        await assembles(page)
        assert (await own.entries("ITP-1"))[-1] == "Comments answered: C1, accepted"
        assert (await own.entries("ITP-2"))[-1] == "Group assembled"
        assert (await own.entries("ITP-3"))[-2:] == ["Adopted: D1, 1.0", "Came into force: 1.0"]


async def becomes(page: Page, name: str) -> None:
    await page.keyboard.press("Control+k")
    await expect(page.locator("#people-dialog")).to_be_visible()
    await page.keyboard.type(name)
    await expect(page.locator("#people-list").get_by_role("option", name=name).first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.locator("#me .name")).to_contain_text(name)


async def sends(page: Page, words: str) -> None:
    await tab_to(page, page.locator("#words"))
    await page.keyboard.type(words)
    await page.keyboard.press("Enter")
    await expect(page.locator("#form-title")).to_be_focused()


async def presses(page: Page, headline: str, label: str) -> None:
    await expect(button(card(page, headline), label)).to_be_visible()
    await tab_to(page, button(card(page, headline), label))
    await page.keyboard.press("Enter")


async def types(page: Page, name: str, words: str) -> None:
    await tab_to(page, field(page, name).locator("textarea, input").first)
    await page.keyboard.press("Control+a")
    await page.keyboard.type(words)


async def finds(page: Page, name: str, typed: str) -> None:
    await tab_to(page, field(page, name).get_by_role("combobox"))
    await page.keyboard.type(typed)
    await expect(field(page, name).get_by_role("option").first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")


async def submits(page: Page) -> None:
    await tab_to(page, page.locator(SUBMIT))
    await page.keyboard.press("Enter")


async def answers(page: Page) -> None:
    await presses(page, ASKED, "Comment")
    await expect(page.locator("#form-title")).to_be_focused()
    await types(page, "text", "Our inventory cannot export this before spring.")
    await submits(page)
    await taken(page)
    await expect(card(page, ASKED)).to_contain_text(ANSWERED)


async def responds(page: Page) -> None:
    await sends(page, "/gov respond ITP-1")
    choices = field(page, "comments").get_by_role("checkbox")
    if await choices.count():
        await tab_to(page, choices.first)
        await page.keyboard.press("Space")
    else:
        await finds(page, "comments", "inventory")
    await tab_to(page, field(page, "response").get_by_role("radio").first)
    await page.keyboard.press("Space")
    await types(page, "reasons", "The date moves to summer.")
    await submits(page)
    await taken(page)


async def approves(page: Page) -> None:
    await presses(page, "ITP-3", "Approve draft D1")
    asked = page.get_by_role("alertdialog")
    await expect(asked).to_be_visible()
    await tab_to(page, asked.get_by_role("button", name="Approve draft D1"))
    await page.keyboard.press("Enter")
    await expect(button(card(page, "ITP-3"), "Approve draft D1")).to_have_count(0)


async def publishes(page: Page) -> None:
    await presses(page, "release candidate", "Adopt and publish")
    await expect(page.locator("#form-title")).to_be_focused()
    await types(page, "laws", "C.G.S. § 4d-8a")
    await submits(page)
    await expect(page.locator("#form-dialog")).to_contain_text("becomes version 1.0")
    await submits(page)
    await taken(page)


async def assembles(page: Page) -> None:
    await sends(page, "/gov group ITP-2")
    await finds(page, "members", "data.dhc")
    await types(page, "charge", "Advise on the need and its context.")
    await submits(page)
    await expect(page.locator("#form-dialog .intro")).to_contain_text("a room of their own")
    await submits(page)
    await taken(page)
