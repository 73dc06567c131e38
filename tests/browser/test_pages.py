"""Pages behind links, in a real browser: from the button in chat to the draft, and to a draft handed in."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.acting import button, card
from tests.browser.rehearsing import LEAD, Rehearsal
from tests.web.browsing import NARROW, WIDE, Windows, accessibility_faults, command

REFUSED = "Failed to load resource: the server responded with a status of 4"


async def linked(window: Page, word: str, headline: str) -> Page:
    """The page that a link in chat opens, before its button is pressed."""
    await expect(window.locator("#messages .message").first).to_be_visible()  # what was there has been read
    links = window.locator("#messages a.button")
    before = await links.count()
    await command(window, f"/gov {word} ITP-1")
    await expect(links).to_have_count(before + 1)
    link = card(window, headline).locator("a.button")
    async with window.context.expect_page() as opened:
        await link.click()
    page = await opened.value
    await page.wait_for_load_state()
    return page


async def fits(page: Page) -> None:
    """Nothing shuts people out, and nothing has to be scrolled sideways."""
    assert await accessibility_faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_a_draft_is_read_on_a_page_that_is_open_to_everybody(
    browser: Windows, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    window = await browser.open(LEAD, size, scheme)
    page = await linked(window, "page", "Read a draft")
    await fits(page)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Open as")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Generative AI")
    await fits(page)
    first = page.get_by_role("navigation", name="Sections").get_by_role("link").first
    await first.press("Enter")
    anchor = await first.get_attribute("href")
    await expect(page.locator(anchor or "")).to_be_in_viewport()
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Download").click()
    assert (await downloading.value).suggested_filename.endswith(".docx")
    await page.emulate_media(media="print")
    await expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
    await expect(page.locator(".prints")).to_be_visible()


async def test_a_link_that_was_opened_opens_nowhere_else_and_a_new_one_comes_in_chat(
    browser: Windows,
) -> None:
    window = await browser.open(LEAD)
    page = await linked(window, "page", "Read a draft")
    link = page.url
    await page.get_by_role("button", name="Open as").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Generative AI")
    stranger = await (await browser.browser.new_context()).new_page()
    await stranger.goto(link)
    await expect(stranger.get_by_role("button", name="Open as")).to_have_count(0)
    await fits(stranger)
    await stranger.get_by_role("link", name="Go on").click()
    await expect(stranger.get_by_role("main")).to_contain_text("in another browser")
    await fits(stranger)
    again = stranger.get_by_role("button", name="Send me a new link")
    await expect(again).to_have_count(0)  # only whoever has the link may ask for another one
    await stranger.goto(link)
    await again.click()
    await expect(stranger.get_by_role("heading", level=1)).to_have_text("Look into your chat")
    await expect(button(card(window, "Read a draft"), "Give me another link")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("main")).to_contain_text("opens nothing any more")
    browser.faults[:] = [fault for fault in browser.faults if not fault.startswith(REFUSED)]


async def test_a_draft_is_handed_in_and_what_was_entered_is_kept(
    browser: Windows, rehearsal: Rehearsal
) -> None:
    window = await browser.open(LEAD)
    page = await linked(window, "upload", "Upload a draft")
    await page.get_by_role("button", name="Open as").click()
    await fits(page)
    file = page.get_by_label("The draft")
    await file.set_input_files({"name": "d.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    await page.get_by_label("What is new in it").fill("Shorter")
    await page.get_by_role("button", name="Submit").click()
    await expect(page.locator("#problems")).to_be_focused()
    await expect(page.locator("#problems")).to_contain_text("is a PDF")
    await fits(page)
    assert await page.get_by_label("What is new in it").input_value() == "Shorter"
    assert await page.get_by_label("The draft").evaluate("(one) => one.files[0].name") == "d.pdf"
    before = len(await rehearsal.entries("ITP-1"))
    await page.get_by_label("The draft").set_input_files(
        {"name": "d.md", "mimeType": "text/markdown", "buffer": b"# I. Scope\n\nAll of it.\n"}
    )
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("The draft is on record.")
    await fits(page)
    assert len(await rehearsal.entries("ITP-1")) == before + 1
    browser.faults[:] = [fault for fault in browser.faults if not fault.startswith(REFUSED)]


async def test_without_a_script_the_form_works_too(browser: Windows, rehearsal: Rehearsal) -> None:
    window = await browser.open(LEAD)
    page = await linked(window, "upload", "Upload a draft")
    context = await browser.browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await plain.goto(page.url)
    await plain.get_by_role("button", name="Open as").click()
    await plain.get_by_label("… or a short text").fill("A text without a script.")
    await plain.get_by_role("button", name="Submit").click()
    await expect(plain.get_by_role("heading", level=1)).to_have_text("The draft is on record.")


async def test_a_draft_is_commented_by_keyboard_and_what_is_saved_survives_a_reload(
    browser: Windows, rehearsal: Rehearsal
) -> None:
    window = await browser.open("data.dhc@agencies.example")
    page = await linked(window, "comment-page", "Comment on the draft")
    await page.get_by_role("button", name="Open as").click()
    await page.locator(".place").nth(1).focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.type("We ask:\n1. Narrow it.\n2. Name the owner.")
    await page.get_by_role("button", name="Save", exact=True).press("Enter")
    await expect(page.locator("#saved-head")).to_have_text("Saved, not handed in: 1")
    await page.evaluate(
        "() => { const text = [...document.querySelectorAll('#text p')].at(-1).firstChild;"
        " getSelection().setBaseAndExtent(text, 0, text, 12); }"
    )
    await page.get_by_role("button", name="Propose other words").click()
    await page.get_by_label("Other words that you propose").fill("Plainer words")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator("#saved-head")).to_have_text("Saved, not handed in: 2")
    await fits(page)
    await page.reload()
    await page.get_by_text("This reads as a list of 2 points").click()
    await page.get_by_role("button", name="Make 2 comments of it").click()
    await expect(page.locator("#saved-head")).to_have_text("Saved, not handed in: 3")
    await fits(page)
    before = len(await rehearsal.entries("ITP-1"))
    await page.get_by_role("button", name="Hand in what is ticked").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("your comments are recorded")
    assert len(await rehearsal.entries("ITP-1")) == before + 3
