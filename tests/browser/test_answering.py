"""Agencies' representatives answer in the page, and the lead sees it at once."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from govbot_web.client import Playground
from govbot_web.client_parts import Heard
from tests.browser.acting import (
    ANSWERED,
    ASKED,
    PROGRESS,
    answered,
    button,
    card,
    choose,
    field,
    hand_in,
    tab_to,
    taken,
)
from tests.browser.rehearsing import LEAD, Rehearsal
from tests.web.browsing import Windows, command


async def test_a_comment_on_a_section_changes_the_leads_card_without_a_reload(browser: Windows) -> None:
    lead, page = await browser.open(LEAD), await browser.open("data.dhc@agencies.example")
    before = await answered(lead)
    await button(card(page, ASKED), "Comment").click()
    await choose(page, "section", "scope", "Scope")
    await field(page, "text").locator("textarea").fill("Please say which version of the framework is meant.")
    await hand_in(page)
    await taken(page)
    await expect(card(page, ASKED)).to_contain_text(ANSWERED)
    await expect(card(page, ASKED)).to_contain_text("which version of the framework")
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 1} of ")


async def test_the_no_comment_button_is_an_answer(browser: Windows) -> None:
    lead, page = await browser.open(LEAD), await browser.open("customers.dhc@agencies.example")
    before = await answered(lead)
    await button(card(page, ASKED), "No comment").click()
    await expect(card(page, ASKED)).to_contain_text(ANSWERED)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 1} of ")
    await expect(page.locator("#panel-home")).to_contain_text("Awaiting your action: nothing")


async def test_all_of_it_goes_by_keyboard_alone(browser: Windows) -> None:
    lead, page = await browser.open(LEAD), await browser.open("data.dlw@agencies.example")
    before, keys = await answered(lead), page.keyboard
    await expect(button(card(page, ASKED), "Comment")).to_be_visible()
    await tab_to(page, button(card(page, ASKED), "Comment"))
    await keys.press("Enter")
    await expect(page.locator("#form-title")).to_be_focused()
    await tab_to(page, field(page, "text").locator("textarea"))
    await keys.type("Our inventory cannot export this before spring.")
    kinds = field(page, "kind").get_by_role("radio")
    await tab_to(page, kinds.first)
    await keys.press("ArrowDown")
    await expect(kinds.nth(1)).to_be_checked()
    await tab_to(page, field(page, "section").get_by_role("combobox"))
    await keys.press("ArrowDown")
    await expect(field(page, "section").get_by_role("option").first).to_be_visible()
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(field(page, "section").get_by_role("combobox")).not_to_have_value("")
    await tab_to(page, page.locator("#form-dialog button[type=submit]"))
    await keys.press("Enter")
    await taken(page)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 1} of ")
    await keys.press("Control+k")
    await keys.type("customers.dlw")
    await expect(page.locator("#people-list").get_by_role("option", name="DLW customer")).to_be_visible()
    await keys.press("Enter")
    await expect(page.locator("#me .name")).to_have_text("DLW customer success manager")
    await expect(button(card(page, ASKED), "No comment")).to_be_visible()
    await tab_to(page, button(card(page, ASKED), "No comment"))
    await keys.press("Space")
    await expect(card(page, ASKED)).to_contain_text(ANSWERED)
    await expect(card(lead, PROGRESS)).to_contain_text(f"{before + 2} of ")


async def test_a_double_click_has_one_effect(browser: Windows, rehearsal: Rehearsal) -> None:
    page = await browser.open("security.dlw@agencies.example")
    before = len(await rehearsal.entries("ITP-1"))
    await button(card(page, ASKED), "No comment").dblclick()
    await expect(card(page, ASKED)).to_contain_text(ANSWERED)
    await expect(card(page, ASKED).locator(".items li")).to_have_count(1)
    assert len(await rehearsal.entries("ITP-1")) == before + 1


async def test_a_button_pressed_twice_at_one_instant_has_one_effect(rehearsal: Rehearsal) -> None:
    async with ClientSession() as session:
        person = await Playground(session, rehearsal.base).find("security.dhc@agencies.example")
        asked = next(
            message for message in await person.messages() if message.card and ASKED in message.card.headline
        )
        before = len(await rehearsal.entries("ITP-1"))
        both = await asyncio.gather(*(person.press(asked, "No comment") for _ in range(2)))
    assert len(await rehearsal.entries("ITP-1")) == before + 1
    assert any(isinstance(event, Heard) for event in both)


async def test_what_is_missing_is_said_at_its_field(browser: Windows) -> None:
    page = await browser.open("customers.dtl@agencies.example")
    await button(card(page, ASKED), "Comment").click()
    await hand_in(page)
    await expect(page.locator("#form-dialog .summary")).to_be_focused()
    await expect(field(page, "text").locator(".error")).to_be_visible()
    await expect(field(page, "text").locator("textarea")).to_have_attribute("aria-invalid", "true")


async def test_what_is_too_long_is_counted_refused_and_kept(browser: Windows) -> None:
    page = await browser.open("customers.dtl@agencies.example")
    await button(card(page, ASKED), "Comment").click()
    most = int(await field(page, "text").get_attribute("data-most") or "0")
    text = "x" * (most + 1)
    await field(page, "text").locator("textarea").fill(text)
    await expect(field(page, "text").locator(".counter")).to_have_text("1 character too many")
    await hand_in(page)
    await expect(field(page, "text").locator(".error")).to_contain_text("Shorten it")
    await expect(field(page, "text").locator("textarea")).to_have_value(text)


@pytest.mark.parametrize(("day", "said"), [("2020-01-02", "later"), ("", "Choose a day")])
async def test_a_deadline_in_the_past_is_refused(browser: Windows, day: str, said: str) -> None:
    page = await browser.open(LEAD)
    await command(page, "/gov extend ITP-1")
    await field(page, "closes_on").locator("input").fill(day)
    await hand_in(page)
    await expect(field(page, "closes_on").locator(".error")).to_contain_text(said)
    await expect(field(page, "closes_on").locator("input")).to_have_value(day)
