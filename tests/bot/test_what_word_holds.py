"""What a Word file holds besides its text is shown before anything is recorded, then to those with a part in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import Card
from govbot.core.cards.vocabulary import Text as Words
from govbot.core.grammar import WORD
from tests.bot.chat_in_memory import buttons
from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.documents.pieces import gone, p, r, word_file
from tests.documents.shapes import SHAPES

COMMENTED = SHAPES["comments and people"]
CHANGED = word_file(p(r("Agencies ") + gone("CANARY may") + r("report.")))


def upload(data: bytes, name: str = "draft.docx") -> dict[str, Upload]:
    return {"file": Upload(name, WORD, data)}


def said(card: Card) -> str:
    return words(card)


async def test_a_file_with_comments_is_confirmed_before_anything_is_recorded(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.command("draft ITP-1")
        await town.cio.fill(upload(COMMENTED))
        before = await town.entries()
        form = town.cio.form
        shown = "\n".join(part.text for part in form.intro if isinstance(part, Words))
        assert "1 comment: “CANARY Jane Doe: CANARY, says counsel”" in shown
        assert "Submit the file all the same, or choose another one." in shown
        assert form.submit == "Submit all the same"
        assert "DraftSubmitted" not in before
        assert await town.rows("SELECT sha256 FROM documents") == []
        await town.cio.fill()
        assert "DraftSubmitted" in await town.entries()


async def test_another_file_takes_the_place_of_the_one_that_was_shown(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.command("draft ITP-1")
        await town.cio.fill(upload(COMMENTED))
        await town.cio.fill(upload(CHANGED))
        shown = "\n".join(part.text for part in town.cio.form.intro if isinstance(part, Words))
        assert "1 deletion: “CANARY may”" in shown
        await town.cio.fill(upload(word_file(""), "clean.docx"))
        await town.cio.command("read ITP-1")
        assert "Agencies shall report." in said(town.cio.card)
        await town.cio.command("held ITP-1")
        assert "held nothing besides its text" in said(town.cio.card)


async def test_a_file_that_holds_nothing_else_is_recorded_at_once(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.command("draft ITP-1")
        await town.cio.fill(upload(word_file("")))
        assert "DraftSubmitted" in await town.entries()


async def test_those_with_a_part_read_it_on_their_cards_and_open_the_passages(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.does("draft ITP-1", upload(CHANGED))
        await town.review()
        await town.cio.does("secretary ITP-1", passing_over="The day in court is near.")
        await town.settle()
        for user in ("legal", "secretary"):
            person = town.person(user)
            assert "also held: 1 deletion" in person.reads(), user
            await person.press("What the file held")
            assert "CANARY may" in said(person.card), user
        await town.secretary.does("approve ITP-1")
        await town.settle()
        assert "also held: 1 deletion" in town.publisher.reads()


async def test_whoever_only_answers_is_not_shown_what_was_deleted(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.does("draft ITP-1", upload(CHANGED))
        await town.review()
        await town.cio.does("feedback ITP-1", capacities=["agency data officer"], closes_on="2026-11-06")
        await town.settle()
        assert "also held" not in town.dss.reads()
        await town.dss.command("held ITP-1")
        assert "is not shown to you" in town.dss.no


@pytest.mark.parametrize("user", ["contact", "dss"])
async def test_nothing_of_a_marked_draft_is_told_to_whom_the_mark_does_not_name(
    tmp_path: Path, user: str
) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.does("draft ITP-1", upload(CHANGED), marks=["security"])
        await town.advisor.does("advance ITP-1", due="2026-10-20")
        await town.settle()
        person = town.person(user)
        assert "deletion" not in person.reads()
        assert "CANARY" not in person.reads()
        await person.command("held ITP-1 D1")
        assert "is not shown to you" in person.no
        assert "What the file held" not in [button.label for card in person.inbox for button in buttons(card)]
