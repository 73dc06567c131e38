"""What changed is on every draft's card, compared outside of any transaction; any two texts can be compared in chat."""

from __future__ import annotations

from pathlib import Path

from tests.bot.town import town_at
from tests.core.cards.given import document, words

FIRST = "# I. Scope\n\nAgencies may report.\n\nThe State keeps records.\n"
SECOND = FIRST.replace("may report", "shall report")
THIRD = SECOND.replace("keeps records", "keeps all records")


async def test_a_drafts_card_tells_the_most_important_changes_which_no_click_has_waited_for(
    tmp_path: Path,
) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.draft(FIRST)
        await town.draft(SECOND)
        known, papers = town.app.installation.comparisons.get_if_there, (document(FIRST), document(SECOND))
        assert known(papers[0].paper, papers[1].paper) is None
        card = words((await town.cio.command("show ITP-1")).card)
        assert "Changes since D1: 1 change; 1 word out, 1 word in." in card
        assert "[-may-]{+shall+}" in card
        assert "[Changes since D1]" in card
        assert known(papers[0].paper, papers[1].paper) is not None


async def test_a_card_that_is_sent_carries_them_too(tmp_path: Path) -> None:
    async with town_at("reviewed", tmp_path) as town:
        await town.draft(FIRST, ask_again=["legal"])
        await town.settle()
        assert "Changes since D1: " in words(town.legal.inbox[-1])


async def test_any_two_texts_are_compared_in_chat(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        for text in (FIRST, SECOND, THIRD):
            await town.draft(text)
        await town.cio.command("changes ITP-1")
        for label in ("Compare other texts", "D3", "D1"):
            await town.cio.press(label)
        card = words(town.cio.card)
        assert "D3 of ITP-1 “Backup of state data”: changes since D1" in card
        assert ("[-may-]{+shall+}" in card, "{+all +}" in card) == (True, True)
        typed = words((await town.cio.command("changes ITP-1 D1 D2")).card)
        assert ("[-may-]{+shall+}" in typed, "{+all +}" in typed) == (True, False)
