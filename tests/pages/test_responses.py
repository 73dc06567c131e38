"""Comments and responses on a page, as files, and taken in again in chat."""

from __future__ import annotations

from pathlib import Path

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import Text as Words
from tests.core.cards.given import words
from tests.pages.given import link_on, place_at
from tests.pages.test_reading import address


async def test_the_table_is_read_downloaded_filled_in_and_taken_in(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("comment ITP-1", kind="concern", text="<b>Too wide</b>", publish="yes")
        await town.dss.does("comment ITP-1", kind="comment", text="Our own matter.", publish="no")
        await town.cio.command("responses ITP-1")
        assert "2 of 2 comments have no response yet." in words(town.cio.card)
        await town.cio.press("As a table, to download")
        browser = place.browser()
        link = link_on(town.cio.card)
        page = await browser.open(link)
        assert "&lt;b&gt;Too wide&lt;/b&gt;" in page.text
        file = await browser.get(address(link) + "responses/csv")
        assert "Our own matter." in file.text
        public = await browser.get(address(link) + "responses/public-csv")
        assert "Our own matter." not in public.text
        assert "C2,withheld" in public.text
        open_ones = await browser.get(address(link) + "?only=open,%20concern")
        assert "1 of 2 comments: those with open, concern." in open_ones.words
        assert "responses/csv?only=open%2C%20concern" in open_ones.text
        filtered = await browser.get(address(link) + "responses/csv?only=concern")
        assert "Our own matter." not in filtered.text
        await town.cio.command("responses ITP-1 concern")
        assert "1 of 2 comments: those with concern." in words(town.cio.card)
        nothing = await browser.get(address(link) + "responses/private-csv")
        assert nothing.status == 403
        filled = file.text.replace(",,,,\r\n", ",,Accepted,Narrowed.,\r\n", 1)
        table = Upload("table.csv", "text/csv", filled.encode())
        await town.cio.command("take-in ITP-1")
        await town.cio.fill({"file": table})
        shown = [part.text for part in town.cio.form.intro if isinstance(part, Words)]
        assert any("accepted. Narrowed." in line for line in shown), shown
        await town.cio.fill()
        await town.cio.command("responses ITP-1")
        assert "1 of 2 comments have no response yet." in words(town.cio.card)


async def test_the_table_is_shown_to_those_with_a_part_alone(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        await place.town.keeper.command("responses ITP-1")
        assert "shown to those with a part in this policy" in place.town.keeper.no
