"""What changed between any two texts is read on a page, and taken along as a Word file, by who may read both."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from govbot.bot import PAGES_ROOT
from govbot.documents.word import read_word
from tests.pages.given import Place, place_at

FIRST = "# I. Scope\n\nAgencies may report.\n\n| Level | Days |\n| --- | --- |\n| High | 10 |\n"
SECOND = FIRST.replace("may report", "shall report").replace("| 10 |", "| 15 |")


def address(link: str) -> str:
    return "/" + "/".join(link.split("/")[3:5]) + "/"


async def test_a_draft_is_compared_with_every_other_and_taken_along_as_a_word_file(drafted: Place) -> None:
    town, browser = drafted.town, drafted.browser()
    await town.draft(FIRST)
    await town.draft(SECOND)
    link = await drafted.link(town.cio)
    page = await browser.open(link)
    assert "Changes since D2 · D1" in " ".join(page.words.split())
    redline = await browser.get(address(link) + "changes/D2/")
    assert redline.status == 200
    assert "<del>may</del><ins>shall</ins>" in redline.text
    assert "<td><del>10</del><ins>15</ins></td>" in redline.text.replace("<td> ", "<td>")
    assert "2 changes; 2 words out, 2 words in." in redline.words
    async with browser.session.get(browser.base + address(link) + "changes/D2/word") as answer:
        file = await answer.read()
    assert "Changes from D3 D2 D1 to D3 D2 D1 Compare" in " ".join(redline.words.split())
    chosen = await browser.get(address(link) + "changes/?earlier=D3&later=D1")
    assert "D1 of ITP-1: changes since D3" in " ".join(chosen.words.split())
    assert "shall report" in read_word(file).text
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        document = archive.read("word/document.xml").decode()
    assert 'w:author="' in document
    assert "<w:delText" in document
    assert ".redline" in (await browser.get(f"{PAGES_ROOT}/static/redline.css")).text


async def test_a_text_that_the_reader_may_not_see_is_not_compared(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        await place.town.draft(SECOND)
        link = await place.link(place.town.dss)
        browser = place.browser()
        page = await browser.open(link)
        assert (page.status, "Changes since" in page.words) == (200, False)
        refused = await browser.get(address(link) + "changes/D2/")
        assert (refused.status, "shall report" in refused.words) == (403, False)
        assert (await browser.get(address(link) + "changes/D2/word")).status == 403
        assert (await browser.get(address(link) + "changes/D9/")).status == 403
