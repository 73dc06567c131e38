"""Documents on pages, as Word and as PDF: agenda, minutes and transition binder, for those whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from govbot.documents import read_upload
from tests.bot.chat_in_memory import Person
from tests.core.cards.given import words
from tests.pages.given import Browser, link_on, place_at
from tests.pages.test_reading import address


async def opened(person: Person, browser: Browser, command: str, button: str) -> str:
    """The address of a document's page, after it is opened."""
    await person.command(command)
    await person.press(button)
    link = link_on(person.card)
    await browser.open(link)
    return address(link)


async def test_an_agenda_and_its_minutes_are_read_as_page_word_and_pdf(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        await town.advisor.does("call-meeting", on="2026-11-10", at="10 am", place="<b>Room 1</b>")
        await town.advisor.does("edit-agenda", meeting="M1", added="The budget")
        at = await opened(town.advisor, browser, "agenda", "Agenda as a document")
        page = await browser.get(at)
        assert "&lt;b&gt;Room 1&lt;/b&gt;" in page.text
        assert "The budget" in page.words
        assert "Take off" not in page.words
        word = await browser.download(at + "document/word")
        assert "A1: The budget" in read_upload("agenda.docx", "", word).text
        assert (await browser.download(at + "document/pdf")).startswith(b"%PDF-")
        town.clock.at = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)
        await town.advisor.does(
            "record-minutes", meeting="M1", present=await town.ids("cio"), notes="All was said."
        )
        at = await opened(town.advisor, browser, "minutes", "Minutes as a document")
        word = await browser.download(at + "document/word")
        text = read_upload("minutes.docx", "", word).text
        assert "All was said." in text
        assert "draft until they are confirmed" in text


async def test_the_binder_has_the_offices_and_what_is_open_and_is_not_for_everybody(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        at = await opened(town.advisor, browser, "binder", "Binder as a document")
        page = await browser.get(at)
        assert "Under way: 1" in page.words
        assert "ITP-1" in page.words
        assert "Chief Information Officer" in page.words
        word = await browser.download(at + "document/word")
        assert "ITP-1" in read_upload("binder.docx", "", word).text
        await town.dss.command("binder")
        assert town.dss.no.startswith("The binder is the Steering Group's.")
        other = await browser.get(at + "responses/csv")
        assert other.status == 403


async def test_a_liaison_holds_a_meeting_of_an_ad_hoc_group_from_its_call_to_its_confirmed_minutes(
    tmp_path: Path,
) -> None:
    async with place_at("pursue", tmp_path) as place:
        town, browser = place.town, place.browser()
        liaisons, members = await town.ids("cio"), await town.ids("dss", "dcp")
        await town.cio.does(
            "group ITP-1", name="AI group", public_meeting="yes", liaisons=liaisons, members=members
        )
        await town.cio.does("ask ITP-1", kind="advise", text="Is it needed?")
        await town.cio.does("group-meeting ITP-1", on="2026-11-10", at="10 am", place="Room 1")
        await town.settle()
        told = next(
            card for card in town.dss.inbox if card.headline.startswith("A meeting of the ad hoc group")
        )
        assert "Notice: to be public by Mon, Nov 9, 2026, 10:00 AM ET (C.G.S. § 1-225)" in words(told)
        await town.dss.press("Add to my calendar", told)
        assert "ITP-1: meeting, Tue, Nov 10, 2026, 10:00 AM ET" in words(town.dss.card)
        await town.dcp.command("agenda ITP-1")
        assert town.dcp.card.headline == "Draft agenda of AI group, Tue, Nov 10, 2026, 10:00 AM ET"
        assert "Is it needed?" in words(town.dcp.card)
        await town.days(36)  # three business days before the meeting have come
        assert any(card.headline.startswith("Agenda of AI group") for card in town.dss.inbox)
        await town.cio.does("group-made-public ITP-1", paper="M1 notice", where="The website")
        town.clock.at = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)
        await town.cio.does(
            "record-group-minutes ITP-1", meeting="M1", present=await town.ids("dss"), notes="Yes."
        )
        at = await opened(town.cio, browser, "minutes ITP-1", "Minutes as a document")
        word = await browser.download(at + "document/word")
        text = read_upload("minutes.docx", "", word).text
        assert "Draft minutes of AI group" in text
        assert "to be public by Thu, Nov 12, 2026, 10:00 AM ET (C.G.S. § 1-225)" in text
        await town.cio.does("confirm-group-minutes ITP-1", meeting="M1")
        assert (await browser.get(at)).words.count("Draft minutes") == 0
        await town.cdo.command("agenda")
        assert town.cdo.card.headline == "There is no agenda of the Steering Group now"
        await town.publisher.command("minutes ITP-1")
        assert "group" in town.publisher.no


async def test_the_report_for_reform_is_a_document_and_the_agenda_has_needs_in_their_rank(
    tmp_path: Path,
) -> None:
    async with place_at("raise_need", tmp_path) as place:
        town, browser = place.town, place.browser()
        await town.raise_need("Passwords")
        await town.advisor.does("rank", need="ITP-2", place="1", reason="Urgent")
        await town.advisor.does("call-meeting", on="2026-11-10", at="10 am", place="Room 1")
        await town.advisor.command("agenda")
        shown = words(town.advisor.card)
        assert shown.index("Passwords") < shown.index("Backup of state data")
        at = await opened(town.advisor, browser, "reform-report 2026", "Report as a document")
        assert "The process in 2026: for its reform" in (await browser.get(at)).words
        word = await browser.download(at + "document/word")
        assert "The process in 2026" in read_upload("report.docx", "", word).text
