"""Reading a draft on a page: who may is who may in chat; what stands there is the text, whole."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.cards import pages as say
from govbot.core.table import PAGE_BY_NAME
from govbot_pages.guard import proof
from tests.bot.town import town_at
from tests.core.cards.given import labels
from tests.pages.given import Browser, Place, Seen, link_on, place_at

TEXT = """# Data Backup Policy

Policy title: Backup
Originator: OPM
Effective date: none yet

## I. Scope

All of it, <script>alert(1)</script> and [a link](javascript:alert(2)).

## II. Rules

1. Keep **two** copies.

| Date | Version |
| --- | --- |
| today | 1 |
"""


def address(link: str) -> str:
    return "/" + "/".join(link.split("/")[3:5]) + "/"


async def read(place: Place, user: str) -> Seen:
    return await place.browser().open(await place.link(place.town.person(user)))


async def test_a_draft_is_read_with_its_sections_its_hashes_and_its_file(drafted: Place) -> None:
    town, browser = drafted.town, drafted.browser()
    await town.draft(TEXT)
    link = await drafted.link(town.cio)
    page = await browser.open(link)
    assert page.status == 200
    for words in (
        "Data Backup Policy",
        "Originator: OPM",
        "Keep",
        "two",
        "today",
        "draft.md",
        "Chief Information Officer",
    ):
        assert words.casefold() in page.words.casefold(), words
    assert '<a href="#s-ii-rules">' in page.text
    assert 'id="s-ii-rules"' in page.text
    assert hashlib.sha256(TEXT.encode()).hexdigest() in page.words
    file = await browser.get(address(link) + "original")
    assert file.text == TEXT
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.check("S40")
async def test_a_script_in_a_draft_or_a_title_is_escaped(tmp_path: Path) -> None:
    async with place_at("nothing", tmp_path) as place:
        await place.town.pursue("<script>alert(3)</script>")
        await place.town.draft(TEXT)
        page = await place.browser().open(await place.link(place.town.cio))
        assert "<script>alert" not in page.text
        assert "javascript:" not in page.text.replace("(javascript:alert(2))", "")
        assert "alert(1)" in page.words
        assert "alert(3)" in page.words


async def test_nothing_of_a_draft_stands_in_a_title_or_before_the_button_is_pressed(drafted: Place) -> None:
    browser, link = drafted.browser(), await drafted.link(drafted.town.cio)
    landed = await browser.get(link)
    assert landed.title == "A page for one person – govbot"
    assert "Backup" not in landed.text
    assert (await browser.press(landed)).title == "D1 of ITP-1 – govbot"


async def test_a_marked_draft_is_for_the_marks_readers_only(tmp_path: Path) -> None:
    async with place_at("pursue", tmp_path) as place:
        await place.town.draft("# I. Scope\n\nA canary 7f3a.\n", marks=["attorney-client"])
        page = await read(place, "cio")
        assert "Marked: attorney-client" in page.words
        assert "canary 7f3a" in page.words
        await place.town.keeper.command("page ITP-1")
        assert "not shown to you" in place.town.keeper.no
        await place.town.publisher.command("page ITP-1")
        assert "not shown to you" in place.town.publisher.no


async def test_an_agency_reads_it_once_it_circulated(drafted: Place, tmp_path: Path) -> None:
    await drafted.town.dss.command("page ITP-1")
    assert "not circulated to you" in drafted.town.dss.no
    (tmp_path / "later").mkdir()
    async with place_at("circulate", tmp_path / "later") as place:
        assert "Opened for DSS" in (await read(place, "dss")).words
        await place.town.dss.command("status ITP-1")
        assert {"Read it", "Read it on a page"} <= set(labels(place.town.dss.card))


async def test_an_older_draft_says_that_there_is_a_newer_one(drafted: Place) -> None:
    await drafted.town.draft(TEXT)
    await drafted.town.cio.command("page ITP-1 D1")
    page = await drafted.browser().open(link_on(drafted.town.cio.card))
    assert "D2 has been submitted since" in page.words


async def test_each_press_makes_a_fresh_link_for_whoever_presses(drafted: Place) -> None:
    town = drafted.town
    await town.cio.command("read ITP-1")
    value = town.cio.value("Read it on a page")
    links = [link_on((await person.presses(value)).card) for person in (town.cio, town.cio, town.cdo)]
    assert len(set(links)) == 3
    assert "Open as Chief Data Officer" in (await drafted.browser().get(links[2])).words
    await town.keeper.presses(value)
    assert "not shown to you" in town.keeper.no


async def test_without_an_address_nothing_of_pages_is_offered(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        for command in ("read ITP-1", "ITP-1", "status ITP-1", "help"):
            await town.cio.command(command)
            assert not [label for label in labels(town.cio.card) if "page" in label]
        await town.cio.command("page ITP-1")
        assert town.cio.no == say.NO_PAGES
        assert town.bot.pages is None


async def test_help_names_the_pages_where_there_are_any(drafted: Place) -> None:
    await drafted.town.cio.command("help all")
    rows = [row for part in drafted.town.cio.card.parts for row in getattr(part, "rows", ())]
    assert ("/gov page POLICY", "Read the draft on a page of your browser") in rows
    assert ("/gov upload POLICY", "Upload a draft on a page of your browser") in rows
    assert "page POLICY" in dict(drafted.town.bot.words())


async def test_a_reading_page_takes_no_form_and_gives_no_other_file(drafted: Place) -> None:
    browser, link = drafted.browser(), await drafted.link(drafted.town.cio)
    await browser.open(link)
    await drafted.town.cio.command("draft ITP-1")
    token = drafted.town.cio.form.token
    refused = await browser.post(address(link), {"token": token, "proof": proof_of(browser, link)})
    assert (refused.status, say.NO_FORM in refused.words) == (403, True)
    assert (await drafted.town.entries()).count("DraftSubmitted") == 1


def proof_of(browser: Browser, link: str) -> str:
    cookie = next(iter(browser.session.cookie_jar)).value
    return proof(cookie, link.split("/")[4])


async def test_a_file_of_any_name_comes_as_an_attachment(tmp_path: Path) -> None:
    async with place_at("pursue", tmp_path) as place:
        file = Upload('Entwurf “é"\r\nX: y.md', "text/markdown", b"# I. Scope\n\nAll.\n")
        await place.town.cio.does("draft ITP-1", {"file": file})
        browser, link = place.browser(), await place.link(place.town.cio)
        await browser.open(link)
        answer = await browser.get(address(link) + "original")
        assert answer.status == 200
        assert "X" not in answer.headers


async def test_who_may_open_a_page_is_what_its_row_in_the_table_says(
    drafted: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, link = drafted.browser(), await drafted.link(drafted.town.cio)
    assert (await browser.open(link)).status == 200
    row = replace(PAGE_BY_NAME["read"], refusal=lambda context, held: "Not on Sundays.")
    monkeypatch.setitem(PAGE_BY_NAME, "read", row)
    for path in (address(link), address(link) + "original"):
        refused = await browser.get(path)
        assert (refused.status, "Not on Sundays." in refused.words) == (403, True)
    await drafted.town.cio.command("page ITP-1")
    assert drafted.town.cio.no == "Not on Sundays."
