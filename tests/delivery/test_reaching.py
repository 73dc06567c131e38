"""Where somebody with accounts on two chats is written to: where they said, else where they acted first."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import Undeliverable
from govbot.core.grammar import Notification
from tests.delivery.chat_standin import Chat, busy
from tests.delivery.given import Office

NEED = Notification("steering", "need")


async def on_both(office: Office, *linked: str) -> Chat:
    """Somebody whose address both chats know; linked on these, in this order."""
    (ada,) = await office.add_people(1)
    teams = Chat("teams", people={"p1@ct.example": "U9"})
    office.chats["teams"] = teams
    users = {"slack": "U-p1", "teams": "U9"}
    for name in linked:
        await office.record.write(lambda tx, on=name: tx.accounts.link(on, "T1", users[on], ada))  # type: ignore[misc]
        office.clock.forward(seconds=60)
    return teams


async def told(office: Office, teams: Chat) -> tuple[int, int]:
    """How many messages came on each chat by one piece of news."""
    office.clock.forward(seconds=1)
    before = len(office.chat.messages), len(teams.messages)
    await office.tell(NEED)
    await office.drain()
    return len(office.chat.messages) - before[0], len(teams.messages) - before[1]


@pytest.mark.parametrize(
    ("linked", "reach", "slack", "teams"),
    [
        (("slack", "teams"), "", 1, 0),
        (("teams", "slack"), "", 0, 1),
        (("slack", "teams"), "teams", 0, 1),
        (("teams", "slack"), "slack", 1, 0),
        (("slack", "teams"), "all", 1, 1),
        (("slack",), "teams", 0, 1),
        (("teams",), "all", 1, 1),
        ((), "teams", 0, 1),
        ((), "slack", 1, 0),
        ((), "all", 1, 1),
        ((), "", 1, 0),
        ((), "carrier pigeon", 1, 0),
    ],
)
async def test_somebody_on_two_chats_is_written_to_where_they_said(
    office: Office, linked: tuple[str, ...], reach: str, slack: int, teams: int
) -> None:
    other = await on_both(office, *linked)
    office.reaches["p1"] = reach
    for _ in range(2):
        assert await told(office, other) == (slack, teams)


async def test_who_has_no_account_where_the_roster_says_is_reached_elsewhere(office: Office) -> None:
    teams = await on_both(office)
    teams.people.clear()
    office.reaches["p1"] = "teams"
    assert await told(office, teams) == (1, 0)


async def test_a_chat_that_asks_to_wait_holds_up_nobody_who_is_reached_elsewhere(office: Office) -> None:
    teams = await on_both(office, "slack")
    office.reaches["p1"] = "teams"
    teams.faults["address"] = busy(1, 600)
    assert await told(office, teams) == (1, 0)
    office.seconds += 601
    assert await told(office, teams) == (0, 1)


async def test_who_blocks_one_chat_is_reached_on_the_other_where_they_have_acted(office: Office) -> None:
    teams = await on_both(office, "teams", "slack")
    teams.faults["send"] = [Undeliverable("This person has blocked the bot.")]
    assert await told(office, teams) == (0, 0)
    assert await told(office, teams) == (1, 0)


@pytest.mark.check("R12")
async def test_who_asked_is_told_whom_their_message_did_not_reach(office: Office) -> None:
    await office.add_people(2)
    office.parties["role:lead"] = ["p2"]
    office.chat.faults["send"] = [Undeliverable("This person has blocked the bot.")]
    await office.tell(NEED)
    await office.drain()
    assert office.chat.headlines("D-U-p2") == ["need", "undelivered"]
