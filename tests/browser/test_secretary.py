"""The OPM Secretary approves with a button, the publisher adopts, and the version stands in the Library."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.acting import button, card, field, hand_in, taken
from tests.browser.rehearsing import CONTACT, PUBLISHER, SECRETARY
from tests.web.browsing import Windows

DECISION = "ITP-3"
TITLE = "Retention of Chat Messages"


async def test_an_approval_reaches_every_open_copy_and_ends_in_the_library(browser: Windows) -> None:
    secretary, contact = await browser.open(SECRETARY), await browser.open(CONTACT)
    publisher = await browser.open(PUBLISHER)
    await expect(card(contact, DECISION)).to_contain_text("is before the OPM Secretary for a decision")
    approve = button(card(secretary, DECISION), "Approve draft D1")
    await approve.click()
    await secretary.get_by_role("button", name="No, go back").click()
    await expect(approve).to_be_focused()
    await approve.click()
    asked = secretary.get_by_role("alertdialog")
    await expect(asked).to_contain_text("This does not publish it")
    await asked.get_by_role("button", name="Approve draft D1").click()
    await expect(approve).to_have_count(0)
    await expect(contact.locator("#messages .message").first).not_to_contain_text(
        "is before the OPM Secretary for a decision"
    )
    await expect(contact.locator("#messages .message").first).to_contain_text("pproved")
    await button(card(publisher, "release candidate"), "Adopt and publish").click()
    await field(publisher, "laws").locator("textarea").fill("")
    await hand_in(publisher)
    await expect(field(publisher, "laws").locator(".error")).to_contain_text("relevant laws")
    await field(publisher, "laws").locator("textarea").fill("C.G.S. § 4d-8a")
    await hand_in(publisher)
    await expect(publisher.locator("#form-dialog")).to_contain_text("becomes version 1.0")
    await hand_in(publisher)
    await taken(publisher)
    await publisher.get_by_role("tab", name="Library").click()
    async with publisher.context.expect_page() as opened:
        await publisher.get_by_role("link", name=TITLE).click()
    page = await opened.value
    await expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    await expect(page.locator("body")).to_contain_text("1.0")
    await publisher.get_by_role("tab", name="The record").click()
    await publisher.get_by_role("button", name="Verify the record").click()
    await expect(publisher.locator(".verdict")).to_contain_text("The record is whole")
