"""The overview on a page: the table, four pictures with their tables, and the CSV file; for those whose it is."""

from __future__ import annotations

import re
from pathlib import Path

from tests.pages.given import link_on, place_at
from tests.pages.test_reading import address


async def test_the_page_has_the_table_the_pictures_and_the_file(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("need", title="<b>Bold</b>", text="Prices rise.", sources=["a"])
        await town.cio.command("overview")
        await town.cio.press("Overview on a page")
        browser = place.browser()
        link = link_on(town.cio.card)
        page = await browser.open(link)
        assert page.status == 200
        assert "ITP-1" in page.words
        assert "<b>Bold</b>" not in page.text
        assert "&lt;b&gt;Bold&lt;/b&gt;" in page.text
        assert len(re.findall("<svg ", page.text)) == page.text.count("The same as a table") == 4
        file = await browser.get(address(link) + "original")
        assert file.text.startswith("policy,title,step,since,lead,")
        assert "ITP-2" in file.text


async def test_the_page_is_refused_to_whoever_it_is_not_for(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.cio.command("overview")
        value = town.cio.value("Overview on a page")
        await town.dss.presses(value)
        assert town.dss.no.startswith("The overview is the Steering Group's.")
