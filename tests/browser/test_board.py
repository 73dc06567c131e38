"""The comment board, the matrix and the roll-up in a browser: by keyboard, for everybody, for two people at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.acting import tab_to
from tests.pages.given import Place, link_on, place_at
from tests.web.browsing import accessibility_faults


async def opened(browser: Browser, place: Place, user: str, word: str, label: str) -> Page:
    """A page that this person opens from chat, in a window of their own."""
    person = place.town.person(user)
    await person.command(f"{word} ITP-1")
    await person.press(label)
    page = await (await browser.new_context()).new_page()
    await page.goto(link_on(person.card))
    await page.get_by_role("button", name="Open as").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


async def sorts(page: Page, number: str, theme: str) -> None:
    """By keyboard alone: tick a comment, open the form for its theme, write one, and hand it in."""
    await tab_to(page, page.get_by_role("checkbox", name=number, exact=True))
    await page.keyboard.press("Space")
    button = page.get_by_role("button", name="Give a theme or a drafter")
    await tab_to(page, button, "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await tab_to(page, page.get_by_label("A new theme"))
    await page.keyboard.type(theme)
    await page.keyboard.press("Enter")


async def commented(place: Place) -> None:
    town = place.town
    await town.cio.does("feedback ITP-1", questions="Can you do it?\nBy when?", closes_on="")
    await town.settle()
    for text in ("Too wide.", "Too wide!", "Name the owner."):
        await town.dss.does("comment ITP-1", kind="concern", text=text)
    await town.dss.does("give-answers ITP-1", answer_1="Yes.")


async def test_two_people_work_on_the_board_at_once_and_the_second_is_told(
    one_browser: Browser, tmp_path: Path
) -> None:
    async with place_at("reviewed", tmp_path) as place:
        await commented(place)
        first = await opened(one_browser, place, "cio", "board", "The board on a page")
        second = await opened(one_browser, place, "advisor", "board", "The board on a page")
        assert await accessibility_faults(first) == []
        await sorts(first, "C1", "Scope")
        await expect(first.get_by_role("main")).to_contain_text("ITP-1")
        await sorts(second, "C1", "Owners")
        await expect(second.get_by_role("main")).to_contain_text("Since you opened this, ")
        assert await accessibility_faults(second) == []
        for page in (first, second):
            await page.context.close()


@pytest.mark.thorough
async def test_the_matrix_and_the_roll_up_are_open_to_everybody(one_browser: Browser, tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        await commented(place)
        matrix = await opened(one_browser, place, "cio", "coverage", "As a picture, on a page")
        roll_up = await opened(one_browser, place, "cio", "answers", "On a page, to download")
        for page in (matrix, roll_up):
            for colours in ("light", "dark"):
                await page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
                assert await accessibility_faults(page) == []
            await page.set_viewport_size({"width": 390, "height": 844})
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await tab_to(matrix, matrix.locator("summary").first)
        await matrix.keyboard.press("Enter")
        await expect(matrix.locator("#overview")).to_be_visible()
        await tab_to(roll_up, roll_up.get_by_label("Show only"))
        await roll_up.keyboard.type("by when")
        await expect(roll_up.locator("#overview tbody tr:visible")).to_have_count(1)
        await tab_to(roll_up, roll_up.get_by_role("link", name="Download as CSV"))
        async with roll_up.expect_download() as download:
            await roll_up.keyboard.press("Enter")
        assert (await download.value).suggested_filename == "ITP-1-answers.csv"
        for page in (matrix, roll_up):
            await page.context.close()
