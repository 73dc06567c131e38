"""The stand-in's limits are those of Teams: for the bot, and for each conversation."""

from __future__ import annotations

import pytest

from govbot_teams.standin.pace import BOT, Pace
from govbot_teams.standin.world import TeamsSays


def test_the_bot_is_asked_to_wait_after_what_it_may_send_in_a_second() -> None:
    instant = [0.0]
    pace = Pace(lambda: instant[0])
    for number in range(BOT[0]):
        pace.take(f"a:{number}")
    with pytest.raises(TeamsSays) as said:
        pace.take("a:more")
    assert (said.value.status, said.value.wait) == (429, 1.0)
    instant[0] = 1.0
    pace.take("a:more")


def test_a_conversation_takes_seven_in_a_second_and_eight_in_two() -> None:
    instant = [0.0]
    pace = Pace(lambda: instant[0])
    for _ in range(7):
        pace.take("19:room")
    with pytest.raises(TeamsSays):
        pace.take("19:room")
    pace.take("19:other")
    instant[0] = 1.0
    pace.take("19:room")
    with pytest.raises(TeamsSays):
        pace.take("19:room")
