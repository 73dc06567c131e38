"""The questions of a feedback period on pages: answered one by one, and rolled up as a table and a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.core.cards.given import words
from tests.pages.given import link_on, place_at
from tests.pages.test_reading import address


async def test_questions_are_answered_on_the_page_and_rolled_up_in_chat_on_a_page_and_as_a_file(
    tmp_path: Path,
) -> None:
    async with place_at("reviewed", tmp_path) as place:
        town = place.town
        await town.cio.command("answers ITP-1")
        assert "No question has been asked in particular." in words(town.cio.card)
        await town.cio.does(
            "feedback ITP-1", questions="1. Can you do it?\n2. =By <b>when</b>?", closes_on=""
        )
        await town.settle()
        await town.dss.command("comment-page ITP-1")
        browser = place.browser()
        page = await browser.open(link_on(town.dss.card))
        assert "Can you do it?" in page.words
        form = await browser.get(f"{address(link_on(town.dss.card))}act?action=give_answers")
        assert "1. Can you do it?" in form.words
        assert "2. =By &lt;b&gt;when&lt;/b&gt;?" in form.text
        done = await browser.press(form, 0, {"answer:answer_2": "In a year."})
        assert "your answers are recorded" in done.words
        await town.person("dcp").does("give-answers ITP-1", answer_1="Yes.", answer_2="In two.")
        await town.cio.command("answers ITP-1")
        assert "1. Can you do it?\n1 of" in words(town.cio.card)
        assert "In two." in words(town.cio.card)
        await town.cio.press("On a page, to download")
        at = address(link_on(town.cio.card))
        theirs = place.browser()
        page = await theirs.open(link_on(town.cio.card))
        assert "In a year." in page.words
        file = await theirs.download(f"{at}original")
        _, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
        assert [(row[0], row[4], row[5]) for row in rows] == [
            ("1", "Yes.", "C2"),
            ("2", "In a year.", "C1"),
            ("2", "In two.", "C3"),
        ]
        assert rows[1][1] == "'=By <b>when</b>?"
