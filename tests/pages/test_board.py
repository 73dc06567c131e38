"""The comment board on a page: grouped, ticked, joined, undone; a second look; what is not its reader's."""

from __future__ import annotations

import re
from pathlib import Path

from govbot_pages.upload import FIELD
from tests.core.cards.given import words
from tests.pages.given import Browser, Seen, link_on, place_at
from tests.pages.test_reading import address

ALIKE = "Ninety <b>days</b> are too short for the audits of a quarter"


async def hand_in(browser: Browser, form: Seen, *answers: tuple[str, str]) -> Seen:
    """Hand in the form of a page with these answers; a preview is confirmed. The page afterwards."""
    for _ in range(2):
        fields = [(f"{FIELD}{name}", value) for name, value in answers]
        shown = form.forms[-1]
        form = await browser.post(shown["action"], [*shown["hidden"].items(), *fields])
        if not form.forms:
            break
    return form


async def test_like_comments_are_joined_on_the_page_after_they_were_seen_and_parted_again(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("comment ITP-1", kind="concern", text=f"{ALIKE}.", publish="yes")
        await town.person("dcp").does("comment ITP-1", kind="comment", text=f"{ALIKE}!")
        await town.cio.command("board ITP-1")
        assert "Comments that want a response: 2" in words(town.cio.card)
        await town.cio.press("The board on a page")
        browser = place.browser()
        link = link_on(town.cio.card)
        page = await browser.open(link)
        assert ALIKE in page.words
        assert "<b>" not in page.text, "what people wrote is no markup"
        base = address(link)
        found = await browser.get(base + "board/alike")
        assert "2 comments, 100 of 100 alike" in found.words
        form = await browser.get(base + "act?action=join_comments&seen=B0&comment=C1&comment=C2")
        assert len(re.findall("checked", form.text)) == 2
        done = await hand_in(browser, form, ("comments", "C1"), ("comments", "C2"))
        assert "On record" in done.words
        assert "Back to the board" in done.words
        board = await browser.get(base)
        assert "Undo B1" in board.words
        undo = await browser.get(base + "act?action=undo_organising&comment=B1")
        assert "On record" in (await hand_in(browser, undo, ("act", "B1"))).words
        again = await browser.get(base)
        assert "(undone)" in again.words


async def test_the_board_opens_the_forms_of_its_own_acts_alone_and_is_not_shown_to_those_asked(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("comment ITP-1", kind="concern", text="Too wide.")
        await town.cio.command("board ITP-1")
        await town.cio.press("The board on a page")
        browser = place.browser()
        link = link_on(town.cio.card)
        await browser.open(link)
        refused = await browser.get(address(link) + "act?action=approve")
        assert refused.status == 403
        await town.dss.command("board ITP-1")
        assert "The comment board is shown to" in town.dss.no


async def test_a_response_is_drafted_by_one_and_sent_by_another_and_judged_by_its_author_in_chat(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.dss.does("comment ITP-1", kind="concern", text="Too wide.")
        await town.cio.command("board ITP-1")
        await town.cio.press("Open C1")
        await town.cio.press("Draft a response")
        await town.cio.fill(response="not accepted", reasons="It is needed.")
        await town.settle()
        advisor = town.person("advisor")
        (told,) = [card for card in advisor.inbox if "is drafted" in card.headline]
        await advisor.press("Look at a drafted response", told)
        await advisor.fill(verdict="send")
        await town.settle()
        (told,) = [card for card in town.dss.inbox if "have a response" in card.headline]
        await town.dss.press("Does that answer it?", told)
        await town.dss.fill(judgment="remains", text="It still binds us.")
        await town.settle()
        (told,) = [card for card in town.cio.inbox if card.headline.startswith("A concern remains")]
        assert "It still binds us." in words(told)
