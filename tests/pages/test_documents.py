"""Documents on pages, as Word and as PDF: agenda, minutes and transition binder, for those whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from govbot.documents import read_upload
from tests.bot.chat_in_memory import Person
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
