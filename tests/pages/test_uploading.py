"""Uploading a draft on a page: the same act as in chat, by the same rules, once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from govbot.adapter_api.chat import Account
from govbot.core.cards import pages as say
from tests.pages.given import Browser, Place, Seen, link_on, place_at

FILE = ("draft.md", b"# I. Scope\n\nA second draft.\n")


async def upload_page(place: Place, user: str = "cio") -> tuple[Browser, Seen]:
    person = place.town.person(user)
    await person.command("upload ITP-1")
    browser = place.browser()
    return browser, await browser.open(link_on(person.card))


async def test_a_draft_is_uploaded_and_what_happens_next_is_said(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    assert "A Word file (.docx), Markdown or plain text, at most 10 MB" in page.words
    done = await browser.press(page, fields={"answer:file": FILE, "answer:note": "Shorter"})
    assert done.status == 200
    assert "The draft is on record." in done.words
    assert "asked where they stand" in done.words
    assert (await drafted.town.entries())[-1] == "DraftSubmitted"
    await drafted.town.cio.command("read ITP-1 D2")
    assert "A second draft." in str(drafted.town.cio.card)


async def test_a_double_submit_is_one_draft(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    both = await asyncio.gather(*(browser.press(page, fields={"answer:file": FILE}) for _ in range(2)))
    assert [answer.status for answer in both] == [200, 200]
    assert (await drafted.town.entries()).count("DraftSubmitted") == 2  # D1, and this one once


async def test_a_refused_file_is_said_at_its_field_and_the_answers_are_kept(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    pdf = ("draft.pdf", b"%PDF-1.7 x")
    again = await browser.press(page, fields={"answer:file": pdf, "answer:note": "Shorter <b>"})
    assert again.status == 422
    assert "is a PDF" in again.words
    assert "Nothing is recorded yet." in again.words
    assert "Shorter &lt;b&gt;</textarea>" in again.text
    assert 'aria-describedby="problem-file hint-file"' in again.text
    done = await browser.press(again, fields={"answer:file": FILE})
    assert "The draft is on record." in done.words


async def test_the_rules_are_those_of_the_chat(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    fields = {"answer:file": FILE, "answer:text": "and a text"}
    assert "Give either the file or the text" in (await browser.press(page, fields=fields)).words
    await browser.press(page, fields={"answer:file": FILE})
    browser, page = await upload_page(drafted)
    assert "This is D2 again, to the byte." in (await browser.press(page, fields={"answer:file": FILE})).words


async def test_several_marks_are_taken(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    form = page.forms[0]
    fields: list[tuple[str, Any]] = [*form["hidden"].items(), ("answer:file", FILE)]
    fields += [("answer:marks", "attorney-client"), ("answer:marks", "preliminary")]
    assert (await browser.post(form["action"], fields)).status == 200
    await drafted.town.cio.command("page ITP-1")
    page = await drafted.browser().open(link_on(drafted.town.cio.card))
    assert "preliminary" in page.words.casefold()
    assert "attorney-client" in page.words


async def test_who_may_not_submit_gets_no_link(circulated: Place) -> None:
    await circulated.town.dss.command("upload ITP-1")
    assert circulated.town.dss.no.startswith("“Upload a draft on a page” belongs to:")


async def test_the_standing_that_counts_is_that_of_the_moment_of_submitting(drafted: Place) -> None:
    browser, page = await upload_page(drafted, "legal")
    await drafted.town.keeper.does("left", person=await drafted.town.person_id("legal"), reason="Retired")
    refused = await browser.press(page, fields={"answer:file": FILE})
    assert (refused.status, say.NOBODY in refused.words) == (403, True)
    assert "DraftSubmitted" not in (await drafted.town.entries())[-2:]


async def test_an_upload_page_takes_no_other_form(drafted: Place) -> None:
    browser, page = await upload_page(drafted)
    await drafted.town.cio.command("timeline ITP-1")
    form = page.forms[0]
    refused = await browser.post(form["action"], {**form["hidden"], "token": drafted.town.cio.form.token})
    assert (refused.status, say.NO_FORM in refused.words) == (403, True)


async def test_the_page_of_a_chats_form_and_the_form_are_one_request(drafted: Place) -> None:
    """Teams' forms carry a link where a file cannot be sent: pressed in both places it is recorded once."""
    cio = drafted.town.cio
    await cio.command("draft ITP-1")
    token = cio.form.token
    link = drafted.town.bot.pages.upload_link(cio.account, token)
    browser = drafted.browser()
    page = await browser.open(link)
    assert "The draft is on record." in (await browser.press(page, fields={"answer:file": FILE})).words
    await cio.submits(token, {"text": "A third text."})
    assert (await drafted.town.entries()).count("DraftSubmitted") == 2
    again = await browser.get("/" + "/".join(link.split("/")[3:5]) + "/")
    assert say.ALREADY_IN in again.words
    assert again.forms[0]["hidden"]["token"] != token


async def test_whoever_is_not_known_gets_no_upload_link(drafted: Place) -> None:
    await drafted.town.cio.command("draft ITP-1")
    pages = drafted.town.bot.pages
    assert pages.upload_link(Account("chat", "T1", "stranger"), drafted.town.cio.form.token) == ""


async def test_a_form_of_the_directory_can_be_filled_in_on_a_page(tmp_path: Path) -> None:
    """A delegation needs the signed document: the longest lists are drawn whole, and found answers are kept."""
    async with place_at("nothing", tmp_path) as place:
        secretary = place.town.secretary
        await secretary.command("delegation")
        link = place.town.bot.pages.upload_link(secretary.account, secretary.form.token)
        page = await place.browser().open(link)
        assert page.status == 200
        assert "CDO".casefold() in page.words.casefold()
