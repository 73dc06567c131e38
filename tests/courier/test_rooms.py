"""Rooms: a group's room is opened once and follows its members; what is posted waits until it is there."""

from __future__ import annotations

import pytest

from govbot.chat import OutcomeUnknown, Undeliverable
from govbot.courier import Room
from govbot.grammar import News
from tests.courier.chat_standin import Killed, busy
from tests.courier.post_office import STREAM, Office

SYNC = News("room", "room")
WELCOME = News("room", "group_room")


async def test_a_room_is_opened_with_its_members_and_then_posted_to(office: Office) -> None:
    office.room = Room("ITP-1 Cloud", "What you write here may be a public record.", ("p1", "p2"))
    await office.add_people(2)
    await office.tell(WELCOME, SYNC)
    await office.drain()
    assert office.chat.rooms == {"C1": {"U-p1", "U-p2"}}
    assert office.chat.headlines("C1") == ["group_room"]
    assert await office.record.read(lambda tx: tx.room_of("slack", "C1")) == STREAM


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
    office.chat.late["open_room"] = [OutcomeUnknown("The connection broke.")]
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
    assert await office.states() == {"failed": 1, "sent": 1}
