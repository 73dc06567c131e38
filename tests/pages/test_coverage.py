"""Who has answered: the table in chat, the picture on a page, and the button that reminds the others."""

from __future__ import annotations

from pathlib import Path

from govbot.core.cards.vocabulary import Table
from govbot.core.cards.vocabulary import Text as Words
from tests.pages.given import link_on, place_at


async def test_the_matrix_says_whom_the_request_reached_and_who_has_answered(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("comment ITP-1", kind="concern", text="Too wide")
        await town.cio.command("coverage ITP-1")
        (table,) = [part for part in town.cio.card.parts if isinstance(part, Table)]
        shown = {row[0]: " ".join(row[1:]) for row in table.rows}
        assert "comment (" in shown["DSS"]
        assert "no answer; reached" in shown["DCP"]
        await town.cio.press("As a picture, on a page")
        page = await place.browser().open(link_on(town.cio.card))
        assert "<svg" in page.text
        assert "no answer yet" in page.words
        await town.cio.command("coverage ITP-1")
        await town.cio.press("Remind the others")
        await town.cio.fill({})
        told = [part.text for part in town.cio.form.intro if isinstance(part, Words)]
        assert any("will be reminded" in line for line in told), told
        await town.cio.fill()
        await town.settle()
        reminded = [card for card in town.person("dcp").inbox if card.headline.startswith("A reminder")]
        assert len(reminded) == 1
        assert not [card for card in town.person("dss").inbox if card.headline.startswith("A reminder")]


async def test_the_matrix_is_not_shown_to_those_who_were_asked(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        await place.town.dss.command("coverage ITP-1")
        assert "is shown to its lead" in place.town.dss.no
