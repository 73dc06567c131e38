"""`/gov find`: titles, texts that one may read, one's own comments; nothing that a mark or a stage closes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from govbot.core.cards.find import around, passage_in, words_of
from govbot.core.cards.vocabulary import ShowCard
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.places import Place

TEXT = (
    "# I. Purpose\n\nBackups are kept.\n\n# II. Scope\n\nEvery agency changes its Passwords each quarter.\n"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town_at("pursue", tmp_path_factory.mktemp("finding")) as town:
        await town.draft(TEXT)
        yield town


async def finds(town: Town, user: str, typed: str) -> str:
    await town.person(user).command(f"find {typed}")
    return words(town.person(user).card)


async def test_a_passage_is_found_with_its_section_and_opened_there(town: Town) -> None:
    shown = await finds(town, "cio", "passwords QUARTER")
    assert "ITP-1 “Backup of state data”" in shown
    assert "Draft D1, “II. Scope”" in shown
    assert "Every agency changes its Passwords each quarter." in shown
    await town.cio.press("Read it there")
    assert town.cio.card.headline == "D1 of ITP-1 “Backup of state data”"


async def test_a_title_is_found_by_everybody_and_a_draft_by_its_readers_alone(town: Town) -> None:
    assert "Its title" in await finds(town, "dss", "backup state")
    assert (await finds(town, "dss", "passwords")).startswith("Nothing holds “passwords”")
    assert (await finds(town, "cio", "passwords rockets")).startswith("Nothing holds “passwords rockets”")
    assert (await finds(town, "cio", "")).startswith("Find words")
    assert "Draft D1" in await finds(town, "cio", "ITP-1 password")
    assert "Nothing holds" in await finds(town, "cio", "ITP-2 password")


async def test_plain_words_lead_there_too(town: Town) -> None:
    for typed in (
        "find passwords",
        "where does it say passwords?",
        "search for passwords",
        "which policies mention passwords",
    ):
        await town.cio.says(typed)
        assert town.cio.card.headline == "“passwords” stands here", typed
    await town.cio.command("search passwords")
    assert town.cio.card.headline == "“passwords” stands here"


async def test_a_marked_draft_is_found_by_those_alone_whom_its_mark_names(town: Town) -> None:
    assert "Draft D1" in await finds(town, "contact", "passwords")
    await town.cio.does("mark ITP-1", item="draft D1", marks=["attorney-client"], reason="Advice")
    shown = {user: await finds(town, user, "passwords") for user in ("legal", "contact")}
    assert "Draft D1" in shown["legal"]
    assert shown["contact"].startswith("Nothing holds")


async def test_ones_own_comments_are_found_and_nobody_elses(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await finds(town, "dss", "tape")
        await town.dss.does("comment ITP-1", kind="concern", text="Tape robots are too dear for us.")
        shown = await finds(town, "dss", "robot")
        assert "Your comment C1 on D1" in shown
        assert "Tape robots are too dear for us." in shown
        for user in ("cio", "dcp"):
            assert "Nothing holds" in await finds(town, user, "robot")
        await town.dss.does("take-back ITP-1")
        assert "Your comment C1 on D1 (withdrawn)" in await finds(town, "dss", "robot")


async def test_many_hits_have_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with town_at("nothing", tmp_path_factory.mktemp("pages")) as town:
        for number in range(7):
            await town.raise_need(f"Rockets 1 of kind {number}")
        await town.dcp.command("find rockets 1")
        titles = [button.label for button in buttons(town.dcp.card) if button.label.startswith("About")]
        assert titles == [f"About ITP-{number}" for number in range(1, 6)]
        await town.dcp.press("More")
        titles = [button.label for button in buttons(town.dcp.card) if button.label.startswith("About")]
        assert titles == ["About ITP-6", "About ITP-7"]
        assert isinstance(town.dcp.last, ShowCard)


def test_words_and_phrases_are_told_apart() -> None:
    assert words_of("Passwords “two weeks” ACCESS, of MFA?") == (
        "password",
        "two weeks",
        "access",
        "of",
        "mfa",
    )
    assert words_of("a") == ()


def test_the_passage_with_most_of_the_words_is_shown_around_the_first() -> None:
    text = "# A\n\nmfa once.\n\n# B\n\n" + "word " * 60 + "mfa and tokens " + "word " * 60
    passage = passage_in(text, ("mfa", "token"))
    assert passage.section == "B"
    assert passage.words.startswith("… word")
    assert "mfa and tokens" in passage.words
    assert passage.words.endswith("word …")
    assert around("short", ("nothing",)) == "short"
