"""Rooms: a group's room is opened once and follows its members; what is posted waits until it is there."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import DeliveryOutcomeUnknown, Undeliverable
from govbot.core.grammar import Notification
from govbot.core.workflow.rooms import Room
from tests.delivery.chat_standin import Chat, Killed, busy
from tests.delivery.given import STREAM, Office

SYNC = Notification("room", "room")
WELCOME = Notification("room", "group_room")


async def test_a_room_is_opened_with_its_members_and_then_posted_to(office: Office) -> None:
    office.room = Room("ITP-1 Cloud", "What you write here may be a public record.", ("p1", "p2"))
    await office.add_people(2)
    await office.tell(WELCOME, SYNC)
    await office.drain()
    assert office.chat.rooms == {"C1": {"U-p1", "U-p2"}}
    assert office.chat.headlines("C1") == ["group_room"]
    assert await office.record.read(lambda tx: tx.rooms.stream_of("slack", "C1")) == STREAM


async def test_a_room_follows_its_members_and_is_never_opened_twice(office: Office) -> None:
    await office.add_people(3)
    for members in (("p1", "p2"), ("p2", "p3"), ("p2", "p3")):
        office.room = Room("ITP-1", "", members)
        await office.tell(SYNC)
        await office.drain()
    assert office.chat.rooms == {"C1": {"U-p2", "U-p3"}}
    assert office.chat.calls.count("open_room") == 1
    assert office.chat.calls.count("change_members") == 1


async def test_a_post_waits_until_the_room_is_there(office: Office) -> None:
    await office.add_people(1)
    office.room = Room("ITP-1", "", ("p1",))
    office.chat.faults["open_room"] = busy(1, 20)
    await office.tell(SYNC, WELCOME)
    await office.drain()
    assert office.chat.messages == {}
    await office.later(20)
    assert office.chat.headlines("C1") == ["group_room"]
    assert office.chat.calls.count("open_room") == 2


async def test_a_room_that_may_be_open_is_not_opened_again(office: Office) -> None:
    await office.add_people(1)
    office.room = Room("ITP-1", "", ("p1",))
    office.chat.late["open_room"] = [DeliveryOutcomeUnknown("The connection broke.")]
    for _ in range(2):
        await office.tell(SYNC, WELCOME)
        await office.later(700)
    assert office.chat.calls.count("open_room") == 1
    assert (await office.states())["failed"] == 2


async def test_a_crash_while_a_room_was_opened_opens_no_second_one(office: Office) -> None:
    await office.add_people(1)
    office.room = Room("ITP-1", "", ("p1",))
    office.chat.late["open_room"] = [Killed()]
    await office.tell(SYNC)
    with pytest.raises(Killed):
        await office.drain()
    await office.crash()
    await office.later(61)
    assert office.chat.calls.count("open_room") == 1


async def test_a_room_that_the_chat_refuses_is_told_as_failed(office: Office) -> None:
    await office.add_people(1)
    office.room = Room("ITP-1", "", ("p1",))
    office.chat.faults["open_room"] = [Undeliverable("The bot may not create rooms here.")]
    await office.tell(SYNC)
    await office.drain()
    assert (await office.posting(1)).last_error == "The bot may not create rooms here."
    await office.tell(SYNC)
    await office.drain()
    assert office.chat.rooms == {"C1": {"U-p1"}}


async def test_where_no_room_is_wanted_nothing_is_opened_and_posts_end(office: Office) -> None:
    await office.tell(SYNC, WELCOME)
    await office.drain()
    assert office.chat.calls == []
    assert await office.states() == {"failed": 1, "sent": 1, "expanded": 1}, (
        "the liaisons, of whom there is none"
    )


async def on_two_chats(office: Office) -> Chat:
    """A group with one member on each chat."""
    await office.add_people(2)
    del office.chat.people["p2@ct.example"]
    teams = Chat("teams", people={"p2@ct.example": "U9"})
    office.chats["teams"] = teams
    office.room = Room("ITP-1", "", ("p1", "p2"))
    return teams


async def test_a_mixed_group_has_a_room_on_each_chat_with_the_same_cards(office: Office) -> None:
    teams = await on_two_chats(office)
    await office.tell(SYNC, WELCOME)
    await office.drain()
    assert (office.chat.rooms, teams.rooms) == ({"C1": {"U-p1"}}, {"C1": {"U9"}})
    assert office.chat.headlines("C1") == teams.headlines("C1") == ["group_room"]
    await office.note("changed")
    await office.drain()
    assert office.chat.headlines("C1") == teams.headlines("C1") == ["group_room changed"]


async def test_while_one_room_is_still_to_come_the_card_waits_for_both(office: Office) -> None:
    teams = await on_two_chats(office)
    teams.faults["open_room"] = busy(1, 20)
    await office.tell(SYNC, WELCOME)
    await office.drain()
    assert office.chat.rooms == {"C1": {"U-p1"}}
    assert office.chat.messages == {}
    await office.later(20)
    assert office.chat.headlines("C1") == teams.headlines("C1") == ["group_room"]


async def test_a_chat_on_which_no_room_can_be_made_keeps_no_other_from_having_one(office: Office) -> None:
    office.parties["role:lead"] = ["p1"]
    teams = await on_two_chats(office)

    teams.faults["open_room"] = [Undeliverable("Make one, and link it.")]
    await office.tell(SYNC, WELCOME)
    await office.drain()
    assert office.chat.headlines("C1") == ["group_room"]
    assert office.chat.headlines("D-U-p1") == ["undelivered"]


async def linked(office: Office, platform: str, conversation: str) -> None:
    other = await office.record.write(lambda tx: tx.rooms.link(STREAM, platform, conversation))
    assert other is None


async def test_a_linked_room_gets_its_cards_and_nobody_is_removed_from_it(office: Office) -> None:
    teams = await on_two_chats(office)
    teams.rooms["19:made-by-people"] = {"U9", "U-guest"}
    await linked(office, "teams", "19:made-by-people")
    await office.tell(SYNC, Notification("room:teams", "group_room"))
    await office.drain()
    assert teams.rooms == {"19:made-by-people": {"U9", "U-guest"}}
    assert teams.headlines("19:made-by-people") == ["group_room"]
    assert office.chat.messages == {}
    office.room = Room("ITP-1", "", ("p1",))
    await office.tell(SYNC)
    await office.drain()
    assert teams.rooms == {"19:made-by-people": {"U9", "U-guest"}}


async def test_where_nobody_can_be_invited_into_a_linked_room_who_asked_is_told_once(office: Office) -> None:
    teams = await on_two_chats(office)
    office.parties["role:lead"] = ["p1"]
    teams.rooms["19:made-by-people"] = {"U9"}
    await linked(office, "teams", "19:made-by-people")
    teams.faults["change_members"] = [Undeliverable("Do it by hand.")]
    for _ in range(2):
        await office.tell(SYNC)
        await office.drain()
    assert office.chat.headlines("D-U-p1") == ["undelivered"]


async def test_a_room_that_wants_a_hand_keeps_no_lost_message_from_being_listed(office: Office) -> None:
    """Both notices are the lead's; the one about the room is no list, to be drawn again instead of told."""
    lead, why = "role:lead", {"card": "room", "why": "Make one, and link it."}
    await office.tell(Notification(lead, "undelivered", "17", why))
    assert not await office.record.read(lambda tx: tx.receipts.stands(STREAM, "undelivered", lead))
    await office.tell(Notification(lead, "undelivered"))
    assert await office.record.read(lambda tx: tx.receipts.stands(STREAM, "undelivered", lead))


async def test_linking_takes_the_place_of_a_room_of_which_nothing_is_known(office: Office) -> None:
    await office.record.write(lambda tx: tx.rooms.announce(STREAM, "slack", "x"))
    await linked(office, "slack", "C7")
    await linked(office, "slack", "C7")
    assert await office.record.read(lambda tx: tx.rooms.stream_of("slack", "C7")) == STREAM
    taken = await office.record.write(lambda tx: tx.rooms.link("policy:ITP-2", "slack", "C7"))
    assert taken == STREAM
