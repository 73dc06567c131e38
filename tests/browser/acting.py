"""What the people of these tests do with a page, and how they find what they look for."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

ASKED = "Your agency's feedback is asked for: ITP-1"
ANSWERED = "Your answer is on record"
PROGRESS = "Agency feedback on ITP-1"
MOST_TABS = 120


def card(page: Page, headline: str) -> Locator:
    """The newest message whose card has this headline."""
    return page.locator("#messages .message").filter(has=page.locator(".headline", has_text=headline)).last


def button(card: Locator, label: str) -> Locator:
    """A card's button."""
    return card.locator(".card").get_by_role("button", name=label, exact=True)


def field(page: Page, name: str) -> Locator:
    """What an open form asks under this name."""
    return page.locator(f'#form-dialog .field[data-name="{name}"]')


async def hand_in(page: Page) -> None:
    """Press the form's own button."""
    await page.locator("#form-dialog button[type=submit]").click()


async def taken(page: Page) -> None:
    """The form was taken."""
    await expect(page.locator("#form-dialog")).to_be_hidden()


async def answered(lead: Page) -> int:
    """How many people have answered, as the lead's card says."""
    words = await card(lead, PROGRESS).inner_text()
    tally = re.search(r"(\d+) of \d+(?!.*agencies)", words.partition("People who answered")[2])
    assert tally, words
    return int(tally[1])


async def choose(page: Page, name: str, typed: str, label: str) -> None:
    """Search a list by typing, and take what it finds."""
    search = field(page, name).get_by_role("combobox")
    await search.click()
    await search.fill(typed)
    await field(page, name).get_by_role("option", name=label).first.click()


async def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Go there with the Tab key alone; backward with “Shift+Tab”."""
    for _ in range(MOST_TABS):
        if await wanted.evaluate("(one) => one === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"The Tab key does not lead to {wanted}.")
