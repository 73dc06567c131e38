"""One person's afternoon at a real Teams client, played in headless chromium; prints what they saw, as JSON.

Run in a network of its own: unshare --net python -m tests.client.drive FOLDER
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright

from govbot_teams.dialogs import ACTION
from tests.bot.town import Town
from tests.client.stage import ADDRESS, CHANNEL, GROUP, TEAM, alone, staged
from tests.government import DATA
from tests.web.browsing import ARGS, CHROMIUM

OWN_LIST, REQUEST, REMINDER = (
    "Awaiting your action",
    "Your agency's feedback",
    "You get one such message a day",
)
THANKS, STATUS = "Thank you", "Where ITP-1"
SAID = "Part III is too strict, and too late for us."
WORDS = "Please name the data officer & <us> in Part II."
Seen = dict[str, object]


async def main(folder: Path) -> None:
    """Play it; the pictures are left in the folder."""
    alone()
    async with staged(folder) as (town, _), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = await browser.new_page(viewport={"width": 1400, "height": 1100})
        page.set_default_timeout(20_000)
        seen: Seen = {}
        try:
            await page.goto(ADDRESS)
            await _asks_for_their_list(page, seen)
            await _is_asked_and_reminded(page, town, seen)
            await _answers(page, town, seen)
            await _mentions(page, seen)
            await _records_a_message(page, town, seen)
        finally:
            await page.screenshot(path=folder / "last.png")
            await browser.close()
        print(json.dumps(seen))


async def _asks_for_their_list(page: Page, seen: Seen) -> None:
    await _cards(page, OWN_LIST).first.wait_for()
    seen["at first"] = await _texts(_cards(page, OWN_LIST))
    await _type(page, "gov")
    await _cards(page, OWN_LIST).nth(1).wait_for()
    seen["own list"] = (await _texts(_cards(page, OWN_LIST)))[-1]


async def _is_asked_and_reminded(page: Page, town: Town, seen: Seen) -> None:
    """Two cards that arrive though this person has done nothing."""
    await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
    await town.settle()
    await _cards(page, REQUEST).wait_for()
    seen["request"] = await _cards(page, REQUEST).inner_text()
    town.clock.at = datetime(2026, 10, 20, 22, tzinfo=UTC)
    await town.settle()
    reminder = _cards(page, OWN_LIST).filter(has_text=REMINDER)
    await reminder.wait_for()
    seen["reminder"] = await reminder.inner_text()


async def _answers(page: Page, town: Town, seen: Seen) -> None:
    """The request becomes its form, the form is handed in twice, and the card shows the answer."""
    await _cards(page, REQUEST).get_by_role("button", name="Comment", exact=True).click()
    form = _cards(page, "Comment")
    submit = form.get_by_role("button", name="Submit", exact=True)
    await submit.click()
    await form.get_by_text("Write a sentence").first.wait_for()
    seen["problem"] = await form.inner_text()
    await form.get_by_role("textbox", name="In your words").fill(WORDS)
    await form.get_by_role("combobox", name="On which section").click()
    seen["sections"] = await page.get_by_role("option").all_inner_texts()
    await page.get_by_role("option").nth(1).click()
    await page.screenshot(path=Path(sys.argv[1]) / "form.png")
    await submit.click()
    await _cards(page, THANKS).wait_for()
    seen["answered"] = await _cards(page, THANKS).inner_text()
    await town.settle()
    await _cards(page, REQUEST).get_by_text(WORDS).first.wait_for()
    seen["drawn again"] = await _cards(page, REQUEST).inner_text()
    seen["entries"] = await town.entries()


async def _mentions(page: Page, seen: Seen) -> None:
    """A group chat and a channel: the answer comes in the personal chat, and a note says so."""
    for where, tree, send in ((GROUP, GROUP, "Send Message"), (CHANNEL, f"{TEAM} - {CHANNEL}", "Post")):
        await page.get_by_role("treeitem", name=tree).click()
        await page.locator("[role=textbox][contenteditable=true]").first.click()
        await page.keyboard.type("@gov")
        await page.get_by_text("govbot", exact=True).last.click()
        await page.keyboard.type("status ITP-1")
        await page.get_by_role("button", name=send).click()
        note = page.locator("span", has_text="I have answered in our personal chat").last
        await note.wait_for()
        seen[f"note in {where}"] = await note.inner_text()
        await page.screenshot(path=Path(sys.argv[1]) / f"{where}.png")
    await page.get_by_role("treeitem", name="Personal Chat").click()
    await _cards(page, STATUS).nth(1).wait_for()
    seen["status"] = await _texts(_cards(page, STATUS))


async def _records_a_message(page: Page, town: Town, seen: Seen) -> None:
    """A message that was not to the bot becomes feedback, in the dialog of the message action."""
    before = len(await town.entries())
    await page.get_by_role("treeitem", name=GROUP).click()
    await _type(page, SAID)
    await page.get_by_text(SAID).last.wait_for()
    seen["heard"] = len(await town.entries()) - before
    await page.get_by_role("button", name="Show more information").last.click()
    await page.get_by_role("menuitem", name="Action Command").click()
    await page.get_by_placeholder("Input command id").fill(ACTION)
    await page.get_by_role("button", name="Create").click()
    dialog = page.get_by_role("dialog")
    words = dialog.get_by_role("textbox", name="In your words")
    seen["words in the dialog"] = await words.input_value()
    await page.screenshot(path=Path(sys.argv[1]) / "dialog.png")
    await dialog.get_by_role("button", name="Submit", exact=True).click()
    await dialog.get_by_text(THANKS).wait_for()
    seen["dialog"] = await dialog.inner_text()
    seen["recorded"] = (await town.entries())[before:]
    seen["accounts"] = await town.rows("SELECT COUNT(*) FROM accounts WHERE platform = 'teams'")


def _cards(page: Page, speak: str) -> Locator:
    """The cards whose spoken headline begins so."""
    return page.locator(f'[aria-label^="{speak}"][tabindex="0"]:not(button)')


async def _texts(cards: Locator) -> list[str]:
    return await cards.all_inner_texts()


async def _type(page: Page, words: str) -> None:
    await page.locator("[role=textbox][contenteditable=true]").first.click()
    await page.keyboard.type(words)
    await page.get_by_role("button", name="Send Message").click()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
