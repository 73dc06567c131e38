"""The rehearsed quarter on every chat: the weekly list in the steering group's channel is what the oracle says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.adapters.given import CHATS, place
from tests.core.quarter import expected, expected_vacant, rehearsed

pytestmark = pytest.mark.check("R30")
MONDAY = date(2027, 1, 11)  # two have left, and an office and a seat are vacant
LATER = datetime.combine(MONDAY, time(15), UTC)


@pytest.mark.parametrize("chat", CHATS)
async def test_the_list_in_the_channel_is_right_and_so_is_what_one_asks_for(chat: str) -> None:
    government = rehearsed(MONDAY)
    government.later(days=-2)
    async with place(chat, government) as here:
        await here.app.settle()  # the week before: it only begins the lists
        here.app.clock.at = LATER  # type: ignore[attr-defined]
        await here.app.settle()
        player = await here.player("advisor")
        (sent,) = [card for card in await player.channel("steering") if "weekly list" in card.title]
        asked = await player.command("weekly")
        count = len(expected(MONDAY)) + len(expected_vacant(MONDAY))
        assert sent.title == asked.title
        assert sent.title.startswith(f"The Steering Group's weekly list: {count} to settle; ")
        for number, office, begins in expected(MONDAY):
            line = f"{office}: {begins}"
            assert line in sent.words, (number, line)
            assert line in asked.words, (number, line)
        for name in expected_vacant(MONDAY):
            assert f"{name}: vacant" in sent.words
        assert {"Remind", "Give until …", "No longer needed"} <= set(sent.buttons)
