"""People act in the page: with the keyboard, in several windows, and without losing what they typed."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, expect

from govbot_web.chat import account_of
from tests.web.browsing import Windows, command
from tests.web.conftest import Served
from tests.web.scripted_cards import APPROVAL, APPROVED, FEEDBACK, HOSTILE_CARD

pytestmark = pytest.mark.browser


async def test_another_persons_card_changes_without_a_reload(served: Served, browser: Windows) -> None:
    first, two = await browser.open("p1"), await browser.open("p2")
    for page in (first, two):
        await page.get_by_role("button", name="Steering Group").click()
        await expect(page.get_by_role("heading", name="Steering Group", level=1)).to_be_visible()
    await served.adapter.chat.post("channel:steering", APPROVAL, "k")
    await first.locator("#messages").get_by_role("button", name="Approve draft D4").click()
    for page in (first, two):
        await expect(page.locator("#messages .headline")).to_have_text([APPROVED.headline])


async def test_new_messages_elsewhere_show_as_unread_until_they_are_read(
    served: Served, browser: Windows
) -> None:
    page = await browser.open("p2")
    await served.adapter.chat.post("channel:announcements", APPROVED, "k")
    channel = page.get_by_role("button", name="Announcements 1 unread")
    await channel.click()
    await expect(page.locator("#messages .headline")).to_have_text(APPROVED.headline)
    await expect(page.get_by_role("button", name="Announcements", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    await expect(channel).to_have_count(0)


async def test_rooms_appear_and_go_as_people_are_added_and_removed(served: Served, browser: Windows) -> None:
    page = await browser.open("p20")
    room = await served.adapter.chat.open_room("Ad hoc group", "For ITP-2", [account_of("p20")])
    async with page.expect_response(
        lambda answer: answer.url.endswith("/read")
    ):  # the page asks nothing more of it
        await page.get_by_role("button", name="Ad hoc group").click()
    await expect(page.locator("#conversation-topic")).to_have_text("For ITP-2")
    await served.adapter.chat.change_members(room, [], [account_of("p20")])
    await expect(page.get_by_role("button", name="Ad hoc group")).to_have_count(0)
    await expect(page.get_by_role("heading", name="govbot", level=1)).to_be_visible()


async def test_a_form_is_filled_in_with_the_keyboard_alone(served: Served, browser: Windows) -> None:
    page = await browser.open("p18")
    keys = page.keyboard
    await page.locator("#words").focus()
    await keys.type("/gov ne")
    await expect(page.get_by_role("option", name="/gov need")).to_be_visible()
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("#form-title")).to_be_focused()
    await keys.press("Tab")
    await keys.press("Tab")
    await expect(page.get_by_label("What is the policy about?")).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator(".summary")).to_be_focused()
    title = page.get_by_label("What is the policy about?")
    await expect(title).to_have_attribute("aria-invalid", "true")
    assert "f-title-error" in (await title.get_attribute("aria-describedby") or "")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(title).to_be_focused()
    await keys.type("Passwords")
    lead = page.get_by_role("combobox", name="Policy lead")
    await lead.focus()
    await keys.type("chief data")
    await expect(page.get_by_role("option", name="Chief Data Officer")).to_be_visible()
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(lead).to_have_value("Chief Data Officer (chief.data.officer@example)")
    await keys.press("Enter")
    await expect(page.locator("#form-title")).to_have_text("Is this right?")
    await expect(title).to_have_value("Passwords")
    await page.get_by_role("button", name="Raise the need").press("Enter")
    await expect(page.locator("#messages .headline")).to_have_text("The need “Passwords” is raised.")
    await expect(page.locator("#words")).to_be_focused()


async def test_chips_files_and_boxes_are_kept_through_a_confirmation(
    served: Served, browser: Windows
) -> None:
    page = await browser.open("p18")
    await command(page, "/gov need")
    await page.get_by_label("What is the policy about?").fill("Passwords")
    await page.get_by_label("State-to-state consultation").check()
    people = page.get_by_role("combobox", name="Who should be asked?")
    for words in ("dss security", "opm secretary"):
        await people.fill(words)
        await page.get_by_role("option").first.click()
    await page.get_by_role("combobox", name="Policy lead").fill("chief data")
    await page.get_by_role("option", name="Chief Data Officer").click()
    paper = FilePayload(name="draft <b>.docx", mimeType="application/msword", buffer=b"x" * 2048)
    await page.get_by_label("A document").set_input_files(paper)
    await expect(page.locator(".dropped")).to_contain_text("draft <b>.docx 2.1 kB")
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator("#form-title")).to_have_text("Is this right?")
    await expect(page.locator(".chip span")).to_have_count(2)
    await page.get_by_role("button", name="Remove DSS security liaison").click()
    await page.get_by_role("button", name="Raise the need").click()
    await expect(page.locator("#form-dialog")).to_be_hidden()
    last = [asked for name, asked in served.bot.asked if name == "submit"][-1]
    assert last == ("p18", "need-2", {"title": "Passwords", "people": ["p6"], "sources": ["a", "c"]})
    assert served.bot.uploads["paper"].data == b"x" * 2048


async def test_words_that_name_no_choice_are_handed_in_and_answered_at_their_field(
    served: Served, browser: Windows
) -> None:
    page = await browser.open("p18")
    await command(page, "/gov need")
    await page.get_by_label("What is the policy about?").fill("refuse")
    lead = page.get_by_role("combobox", name="Policy lead")
    people = page.get_by_role("combobox", name="Who should be asked?")
    await people.fill("dss security")
    await page.get_by_role("option", name="DSS security liaison").click()
    await people.fill("nobody such")
    await lead.fill("nor anybody")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("listbox", name="Policy lead")).to_be_hidden()
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".summary")).to_contain_text("join yours to it")
    handed_in = str([asked for name, asked in served.bot.asked if name == "submit"][-1])
    assert "'lead': 'nor anybody'" in handed_in
    assert "'nobody such']" in handed_in, "beside the one who was chosen"
    await expect(lead).to_have_value("nor anybody")
    await expect(people).to_have_value("nobody such")


async def test_nothing_typed_is_lost_by_a_refusal_or_by_esc(served: Served, browser: Windows) -> None:
    page = await browser.open("p18")
    await command(page, "/gov dance")
    await expect(page.get_by_role("alert").filter(has_text="/gov help")).to_be_visible()
    await expect(page.locator("#words")).to_have_value("/gov dance")
    await command(page, "/gov need")
    title = page.get_by_label("What is the policy about?")
    await title.fill("refuse")
    await page.get_by_role("combobox", name="Policy lead").fill("chief data")
    await page.get_by_role("option", name="Chief Data Officer").click()
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator(".summary")).to_contain_text("join yours to it")
    for _ in range(3):
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Go on writing").click()
    await expect(title).to_have_value("refuse")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Close the form").click()
    await expect(page.locator("#form-dialog")).to_be_hidden()
    await expect(page.locator("#words")).to_be_focused()


async def test_an_untouched_form_closes_at_once(served: Served, browser: Windows) -> None:
    page = await browser.open("p18")
    await command(page, "/gov need")
    await expect(page.locator("#form-title")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#form-dialog")).to_be_hidden()


async def test_a_button_asks_first_and_a_refusal_stands_by_its_card(served: Served, browser: Windows) -> None:
    await served.adapter.chat.send(account_of("p6"), "", APPROVAL, "k")
    page = await browser.open("p6")
    withdraw = page.get_by_role("button", name="Withdraw the request")
    await withdraw.click()
    await page.get_by_role("button", name="No, go back").click()
    assert served.bot.asked == []
    await withdraw.click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Withdraw the request").click()
    await expect(page.locator(".message .slot").get_by_role("alert")).to_contain_text("already withdrawn")
    await expect(withdraw).to_be_focused()


async def test_a_running_button_shows_it_and_cannot_be_pressed_twice(
    served: Served, browser: Windows
) -> None:
    await served.adapter.chat.send(account_of("p6"), "", APPROVAL, "k")
    page = await browser.open("p6")
    approve = page.locator("#messages").get_by_role("button", name="Approve draft D4")
    await approve.dispatch_event("click")
    await expect(approve).to_be_disabled()
    await approve.dispatch_event("click")
    await expect(page.locator("#messages .headline")).to_have_text(APPROVED.headline)
    assert [name for name, _ in served.bot.asked].count("press") == 1


async def test_a_card_drawn_anew_says_that_it_is_done_and_shows_its_end(
    served: Served, browser: Windows
) -> None:
    await served.adapter.chat.send(account_of("p6"), "", APPROVAL, "k")
    page = await browser.open("p6")
    await page.locator("#messages").get_by_role("button", name="Approve draft D4").click()
    done = page.get_by_role("status").filter(has_text="Recorded. The card shows how it stands now.")
    await expect(done).to_be_in_viewport()


async def test_a_reply_goes_into_the_thread_of_its_card(served: Served, browser: Windows) -> None:
    await served.adapter.chat.send(account_of("p20"), "", FEEDBACK, "k")
    page = await browser.open("p20")
    await page.get_by_role("button", name="Reply to: Your agency's feedback").click()
    await expect(page.locator("#replying")).to_contain_text("Your agency's feedback")
    await command(page, "No objection.\nNone at all.")
    thread = page.get_by_role("list", name="Replies").first
    await expect(thread.locator(".words")).to_have_text("No objection.\nNone at all.")
    await expect(thread.locator(".headline")).to_have_text("Shall I record this as your answer?")


@pytest.mark.check("S37")
@pytest.mark.check("S40")
async def test_hostile_words_do_nothing_in_the_page(served: Served, browser: Windows) -> None:
    await served.adapter.chat.open_room(HOSTILE_CARD.headline, HOSTILE_CARD.headline, [account_of("p6")])
    await served.adapter.chat.send(account_of("p6"), "", HOSTILE_CARD, "k")
    page = await browser.open("p6")
    page.on("dialog", lambda shown: browser.faults.append(shown.message))
    await command(page, HOSTILE_CARD.headline)
    await expect(page.locator("#messages .words").first).to_have_text(HOSTILE_CARD.headline)
    await page.locator("#messages .buttons button").first.click()
    await expect(page.locator("#ask-words")).to_have_text(HOSTILE_CARD.headline)
    await page.locator("[data-yes]").click()
    await expect(page.locator(".message .slot").get_by_role("alert")).to_be_visible()
    assert await page.locator("#messages :is(script, img, a, iframe)").count() == 0
