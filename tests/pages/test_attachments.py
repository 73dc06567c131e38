"""Appendices and a cover memo come with a draft, are opened on its page, and appendices are published with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from govbot.adapter_api.answers import Upload
from govbot.core.grammar import WORD
from govbot.library.serving import LibraryPages
from govbot.record import verify
from tests.bot.town import town_at
from tests.core.cards.given import NEWER, words
from tests.documents.everything import everything
from tests.documents.pieces import CANARY
from tests.documents.test_clean_copies import told
from tests.government import PROCESS
from tests.pages.given import Place, place_at
from tests.pages.test_redlines import address

PDF = b"%PDF-1.7 rates"
FILES = {
    "file": Upload("policy.md", "text/markdown", NEWER.encode()),
    "appendix": Upload("rates.pdf", "application/pdf", PDF),
    "appendix_2": Upload("forms.docx", WORD, everything()),
    "cover_memo": Upload("memo.pdf", "application/pdf", b"%PDF-1.7 memo"),
}
ADOPTED: dict[str, Any] = {
    "version": "1.0",
    "laws": "C.G.S. § 4d-8a",
    "title": "Records",
    "effective_on": "2026-10-01",
}


async def test_the_other_files_are_opened_on_the_drafts_page(drafted: Place) -> None:
    town, browser = drafted.town, drafted.browser()
    await town.cio.does("draft ITP-1", FILES)
    link = await drafted.link(town.cio)
    page = await browser.open(link)
    assert "Appendix: rates.pdf (PDF, 1 KB)" in page.words
    assert "Cover memo: memo.pdf (PDF, 1 KB, internal: it is not published)" in page.words
    async with browser.session.get(browser.base + address(link) + "file/0") as answer:
        assert (answer.status, await answer.read()) == (200, PDF)
    assert (await browser.get(address(link) + "file/7")).status == 403


async def test_whoever_only_answers_gets_appendices_as_clean_copies_and_no_memo(tmp_path: Path) -> None:
    async with place_at("pursue", tmp_path) as place:
        town = place.town
        await town.cio.does("draft ITP-1", FILES)
        await town.review()
        await town.cio.does("feedback ITP-1", capacities=["agency data officer"], closes_on="2026-10-23")
        await town.settle()
        link, browser = await place.link(town.dss), place.browser()
        page = await browser.open(link)
        assert ("rates.pdf" in page.words, "memo.pdf" in page.words) == (True, False)
        async with browser.session.get(browser.base + address(link) + "file/1") as answer:
            assert told(await answer.read()) == []
        assert (await browser.get(address(link) + "file/2")).status == 403


async def test_appendices_are_published_with_the_version_and_the_memo_is_not(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.does("draft ITP-1", FILES)
        await town.review()
        await town.cio.does("secretary ITP-1", passing_over="The court asks for it.")
        await town.settle()
        await town.secretary.press("More", town.secretary.inbox[-1])
        assert "Appendix: rates.pdf" in words(town.secretary.card)
        await town.secretary.does("approve ITP-1")
        await town.publisher.does("adopt ITP-1", **ADOPTED)
        site = web.Application()
        LibraryPages(town.app.record, PROCESS).mount(site)
        async with TestClient(TestServer(site)) as client:
            page = await (await client.get("/library/ITP-1/v1.0/index.html")).text()
            assert ("rates.pdf" in page, "memo" in page) == (True, False)
            at = "/library/ITP-1/v1.0/appendix/"
            assert await (await client.get(at + "1-rates.pdf")).read() == PDF
            copy = await (await client.get(at + "2-forms.docx")).read()
            assert (copy[:2], CANARY.encode() in copy, told(copy)) == (b"PK", False, [])
            assert (await client.get(at + "3-memo.pdf")).status == 404
        assert (await town.app.record.read(verify)).problems == ()


async def test_what_cannot_be_attached_is_refused_at_its_field(drafted: Place) -> None:
    town = drafted.town
    await town.cio.command("draft ITP-1")
    files = {**FILES, "appendix": Upload("rates.exe", "application/octet-stream", b"MZ")}
    await town.cio.fill(files)
    assert town.cio.problems == {
        "appendix": "“rates.exe” is of a kind that can't be read here: upload a Word (.docx), Markdown (.md) or text "
        "(.txt) file. A PDF can be attached as well."
    }
