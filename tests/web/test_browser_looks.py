"""The page is open to everybody: no serious accessibility fault, usable at 400 pixels, calm at a restart."""

from __future__ import annotations

from typing import Literal

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, expect

from govbot_web import build
from govbot_web.adapter import serve
from govbot_web.chat import account_of
from tests.web.browsing import NARROW, WIDE, Windows, accessibility_faults, windows
from tests.web.conftest import Served
from tests.web.scripted_bot import ScriptedBot
from tests.web.scripted_cards import APPROVAL, FEEDBACK
from tests.web.scripted_controls import ScriptedBackstage

pytestmark = pytest.mark.browser
TABS = {"Home": ".headline", "The process": ".station", "The record": ".entries", "Library": ".shelf"}
RESTARTING = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def talked(served: Served) -> None:
    """Something has been said."""
    for card in (FEEDBACK, APPROVAL):
        await served.adapter.chat.send(account_of("p1"), "", card, card.headline)
    await served.person("p1").say("Thanks.")


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_nothing_on_the_page_shuts_people_out(
    browser: Windows, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = await browser.open("p1", size, scheme, first_visit=True)
    await check(page)
    await page.get_by_role("button", name="Show", exact=True).click()
    await check(page, "#guide")
    await page.get_by_role("button", name="Hide this guide").click()
    if size == NARROW:
        await page.get_by_role("button", name="People and conversations").click()
        await check(page, "#rail")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Side panel").click()
    for tab, sign in TABS.items():
        await page.get_by_role("tab", name=tab).click()
        await page.locator(f"#panel {sign}").first.wait_for()
        await check(page, "#panel")
    if size == NARROW:
        await page.get_by_role("button", name="Close the side panel").click()
    await page.locator("#words").fill("/gov ")
    await check(page, "#composer")
    await page.locator("#words").fill("/gov need")
    await page.locator("#words").press("Enter")
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".summary")).to_be_visible()
    await page.get_by_role("combobox", name="Who should be asked?").fill("dss")
    await page.get_by_role("option", name="DSS security liaison").click()
    await page.get_by_role("combobox", name="Policy lead").fill("dss")
    await page.get_by_role("option", name="DSS security liaison").wait_for()
    await check(page, "#form-dialog")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await check(page, "#ask-dialog")
    await page.get_by_role("button", name="Close the form").click()
    await expect(page.locator("#form-dialog")).to_be_hidden()
    await page.keyboard.press("Control+k")
    await page.get_by_role("option", name="OPM Secretary").first.wait_for()
    await check(page, "#people-dialog")
    await page.keyboard.press("Escape")
    await page.locator("#clock").click()
    await check(page, "#clock-dialog")


async def check(page: Page, within: str = "body") -> None:
    """No serious fault in what has changed, and nothing wider than the window."""
    assert await accessibility_faults(page, within) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_somebody_is_found_and_played_with_the_keyboard_alone(browser: Windows) -> None:
    page = await browser.open("p1")
    await page.keyboard.press("Control+k")
    await page.keyboard.type("secretary opm staff")
    await expect(page.locator("#people-none")).to_be_visible()
    await page.locator("#people-search").fill("office of the opm")
    await page.keyboard.press("Enter")
    await expect(page.locator("#me .name")).to_have_text("Office of the OPM Secretary")
    assert page.url.endswith("#as=p7")
    await expect(page.locator("#idle")).to_contain_text("To raise a need, type /gov need.")


async def test_the_guide_makes_one_the_person_and_stays_away_once_hidden(browser: Windows) -> None:
    page = await browser.open("p1", first_visit=True)
    await page.get_by_role("button", name="Show", exact=True).click()
    await page.get_by_role("button", name="As OPM security liaison").click()
    await expect(page.locator("#me .name")).to_have_text("OPM security liaison")
    await expect(page.locator("#words")).to_have_value("/gov need")
    await page.get_by_role("button", name="Hide this guide").click()
    await page.reload()
    await page.locator("#me .name").wait_for()
    await expect(page.locator("#guide")).to_be_hidden()
    await page.get_by_role("button", name="Start here").click()
    await expect(page.locator("#guide-steps")).to_be_visible()


async def test_a_step_of_the_guide_is_marked_once_its_person_has_something_recorded(browser: Windows) -> None:
    page = await browser.open("p6", first_visit=True)
    await page.get_by_role("button", name="Start here").click()
    await page.get_by_role("button", name="Start here").click()
    step = page.locator("#guide li").filter(has_text="Approve the draft")
    await step.get_by_role("button").click()
    await page.locator("#words").fill("/gov decide")
    await page.locator("#send").click()
    await expect(step).not_to_have_class("done")
    await page.locator("#messages").get_by_role("button", name="Approve draft D4").last.click()
    await expect(step).to_have_class("done")
    await expect(step).to_contain_text("Done")


async def test_the_guide_leaves_the_room_to_what_has_been_said(browser: Windows) -> None:
    page = await browser.open("p1", first_visit=True)
    await expect(page.locator("#messages .headline").first).to_be_attached()
    await expect(page.locator("#guide")).to_be_visible()
    await expect(page.locator("#guide-steps")).to_be_hidden()
    quiet = await browser.open("p3", first_visit=True)
    await expect(quiet.locator("#guide-steps")).to_be_visible()
    assert await quiet.get_by_role("link", name="policy.docx").get_attribute("href") == "/sample/policy.docx"


@pytest.mark.parametrize("size", [WIDE, (400, 500)])
async def test_the_newest_card_is_read_from_its_headline_on(
    served: Served, browser: Windows, size: tuple[int, int]
) -> None:
    page = await browser.open("p1", size)
    newest = page.locator("#messages > .message").last
    await expect(newest).to_contain_text("Shall I record this as your answer?")
    await served.adapter.chat.send(account_of("p1"), "", APPROVAL, "another")
    await expect(newest.locator(".headline")).to_be_in_viewport(ratio=1)
    await page.reload()
    await expect(newest.locator(".headline")).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_a_long_name_is_cut_and_told_in_full_by_its_tooltip(served: Served, browser: Windows) -> None:
    name = "ITP-1 Acceptable Use of Generative Artificial Intelligence in the Services of the State group"
    await served.adapter.chat.open_room(name, "A topic", [account_of("p1")])
    page = await browser.open("p1")
    room = page.get_by_role("button", name=name)
    assert await room.get_attribute("title") == name
    assert await room.evaluate("button => button.offsetHeight") < 64
    await room.click()
    await expect(page.get_by_role("heading", name=name)).to_have_attribute("title", name)


async def test_the_clock_says_what_falls_due_next(browser: Windows) -> None:
    page = await browser.open("p1")
    await page.locator("#clock").click()
    await expect(page.locator("#clock-next")).to_contain_text("Dec 4, 2026, 10:00 AM ET")
    await expect(page.locator("#clock-next")).to_contain_text("ITP-2: agencies' feedback on D4")


async def test_the_clock_moves_in_every_window(browser: Windows) -> None:
    first, two = await browser.open("p1"), await browser.open("p2")
    await first.locator("#clock").click()
    await first.get_by_role("button", name="One week").click()
    for page in (first, two):
        await expect(page.locator("#now")).to_have_text("Fri, Nov 27, 2026, 10:00 AM ET")


async def test_the_record_of_a_policy_is_reached_from_the_process_and_verified(browser: Windows) -> None:
    page = await browser.open("p1")
    await page.get_by_role("tab", name="The process").click()
    await page.locator("#panel").get_by_role("button", name="Data Classification").click()
    await expect(page.get_by_label("Record of")).to_have_value("ITP-1")
    await expect(page.locator(".entries .entry")).to_have_count(8)
    await page.get_by_role("button", name="Verify the record").click()
    await expect(page.locator(".verdict")).to_contain_text("The record is whole")


async def test_a_page_goes_on_after_a_restart_of_the_playground(one_browser: Browser) -> None:
    first, port = await start(0)
    async with windows(one_browser, f"http://127.0.0.1:{port}") as browser:
        page = await browser.open("p1")
        await page.locator("#words").fill("half a thou")
        await first.cleanup()
        second, _ = await start(port)
        async with page.expect_response("**/messages?**", timeout=15_000):
            pass
        await page.locator("#words").fill("/gov help")
        await page.locator("#send").click()
        await expect(page.locator("#messages .headline")).to_have_text("What you can do")
        browser.faults[:] = [f for f in browser.faults if not any(why in f for why in RESTARTING)]
    await second.cleanup()


async def start(port: int) -> tuple[web.AppRunner, int]:
    """A playground of its own."""
    adapter, app = build(ScriptedBot(), ScriptedBackstage()), web.Application()
    adapter.mount(app)
    await adapter.start()
    runner = await serve(app, port)
    return runner, runner.addresses[0][1]
