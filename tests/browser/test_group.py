"""The policy lead assembles an ad hoc group with the slash command, and submits drafts as files."""

from __future__ import annotations

from playwright.async_api import FilePayload, Page, expect

from govbot.demo.sample import sample
from tests.browser.acting import choose, field, hand_in, taken
from tests.browser.rehearsing import LEAD
from tests.web.browsing import Windows, command

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROOM = "ITP-2 Sign-In to State Systems"


async def test_a_group_is_assembled_previewed_and_its_room_appears_to_a_member(browser: Windows) -> None:
    lead, member = await browser.open(LEAD), await browser.open("security.dpr@agencies.example")
    await expect(member.get_by_role("button", name=ROOM)).to_have_count(0)
    await command(lead, "/gov group ITP-2")
    await hand_in(lead)
    await expect(field(lead, "members").locator(".error")).to_have_text("Choose one or more, please.")
    for typed in ("security.dpr", "data.dhc"):
        await choose(lead, "members", typed, typed)
    await choose(lead, "perspectives", "legal", "legal")
    await choose(lead, "perspectives", "privacy", "privacy")
    await field(lead, "charge").locator("textarea").fill("Advise on the need and its context.")
    await hand_in(lead)
    await expect(lead.locator("#form-dialog .intro")).to_contain_text("a room of their own")
    await expect(lead.locator("#form-dialog .intro")).to_contain_text("technical leadership")
    await expect(lead.locator("#form-dialog .intro")).not_to_contain_text("privacy")
    await expect(member.get_by_role("button", name=ROOM)).to_have_count(0)
    await hand_in(lead)
    await taken(lead)
    await member.get_by_role("button", name=ROOM).click()
    await expect(member.locator("#conversation-name")).to_contain_text(ROOM)
    await expect(member.locator("#messages")).to_contain_text("What you write here may be a public record.")
    await expect(lead.get_by_role("button", name=ROOM)).to_be_visible()


async def test_a_word_file_that_is_none_is_told_at_its_field_and_nothing_typed_is_lost(
    browser: Windows,
) -> None:
    page = await browser.open(LEAD)
    await command(page, "/gov draft ITP-2")
    await attach(page, FilePayload(name="policy.docx", mimeType=WORD, buffer=b"this is no Word file"))
    await field(page, "note").locator("textarea").fill("The whole policy")
    await hand_in(page)
    await expect(field(page, "file").locator(".error")).to_contain_text("policy.docx")
    await expect(field(page, "note").locator("textarea")).to_have_value("The whole policy")
    await expect(field(page, "file").locator(".dropped")).to_contain_text("policy.docx")
    await attach(page, FilePayload(name="sign-in.docx", mimeType=WORD, buffer=sample("policy.docx")))
    await hand_in(page)
    await taken(page)
    await page.get_by_role("tab", name="The process").click()
    await expect(page.locator("#panel-process .policy").filter(has_text="ITP-2")).to_contain_text(
        "D1 is submitted"
    )
    await command(page, "/gov read ITP-2")
    await expect(page.locator("#messages .card").last).to_contain_text("Purpose")


async def attach(page: Page, file: FilePayload) -> None:
    """Put a file into the form."""
    await field(page, "file").locator("input[type=file]").set_input_files(file)
