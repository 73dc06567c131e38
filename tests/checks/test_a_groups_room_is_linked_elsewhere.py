"""A group's room is to be another conversation: the group is asked in the one that it has, and agrees first."""

from __future__ import annotations

import pytest

from govbot.core.cards.vocabulary import OpenForm, ShowRefusal
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.places import Place

pytestmark = pytest.mark.check("S69")

ASKED = "Shall the ad hoc group for ITP-1 “Backup of state data” have another room?"
MOVED = "The ad hoc group for ITP-1 “Backup of state data” has another room"


async def with_rooms(town: Town) -> str:
    """The group's room, which govbot has opened, and another conversation, "G-many", with people of no group."""
    await town.cio.does("group ITP-1", members=await town.ids("dcp"))
    await town.settle()
    (room,) = town.chat.rooms
    town.chat.rooms["G-many"] = {"cio", "dss", "publisher"}
    return str(room)


async def links(town: Town, where: str) -> None:
    reply = await town.bot.command(town.chat.account("cio"), "link ITP-1", where)
    assert isinstance(reply, OpenForm), reply
    await town.bot.submit(town.chat.account("cio"), reply.form.token, {})
    await town.settle()


async def agree(town: Town, room: str) -> None:
    """A member agrees, on the card in the room."""
    await town.dcp.press("Move the room", town.chat.cards(room)[-1])
    await town.settle()


async def is_the_room(town: Town, where: str) -> bool:
    return await town.app.record.read(lambda tx: tx.rooms.stream_of("chat", where)) == "policy:ITP-1"


async def test_the_group_is_asked_before_its_room_moves(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        assert await is_the_room(town, room)
        assert town.chat.cards(room)[-1].headline == ASKED
        assert "Asked by" in words(town.chat.cards(room)[-1])
        assert town.chat.cards("G-many") == []
        await agree(town, room)
        assert await is_the_room(town, "G-many")
        told = (town.chat.cards(room)[-1], next(card for card in town.cio.inbox if card.headline == MOVED))
        for card in told:
            assert card.headline == MOVED
            assert "/gov link ITP-1" in words(card)
            assert "Linked by" in words(card)
            assert "Agreed by" in words(card)
        assert "Move the room" not in words(town.chat.cards(room)[-2]), "the question is settled"
        assert MOVED not in [card.headline for card in town.chat.cards("G-many")]


async def test_whoever_asks_does_not_agree_alone(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        await town.cio.press("Move the room", town.chat.cards(room)[-1])
        reply = (await town.cio.fill()).last
        assert isinstance(reply, ShowRefusal)
        assert reply.sentence.startswith("You asked for it: another member of the group agrees")
        assert await is_the_room(town, room)


async def test_cards_in_the_room_that_it_was_are_drawn_no_more(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        await agree(town, room)
        before = [words(card) for card in town.chat.cards(room)]
        await town.cio.does("remove ITP-1", person=(await town.ids("dcp"))[0])
        await town.settle()
        assert [words(card) for card in town.chat.cards(room)] == before


async def test_it_is_brought_back_in_the_same_way(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        await agree(town, room)
        await links(town, room)
        assert town.chat.cards("G-many")[-1].headline == ASKED
        await agree(town, "G-many")
        assert await is_the_room(town, room)


async def test_the_first_room_and_the_same_room_again_ask_nobody(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, room)
        assert not {ASKED, MOVED} & {card.headline for card in (*town.chat.cards(room), *town.cio.inbox)}


async def test_a_channel_of_the_government_is_nobodys_room(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await with_rooms(town)
        reply = await town.bot.command(
            town.chat.account("cio"), "link ITP-1", town.chat.channels["announcements"]
        )
        assert isinstance(reply, OpenForm), reply
        refused = await town.bot.submit(town.chat.account("cio"), reply.form.token, {})
        assert isinstance(refused, ShowRefusal)
        assert "nor one of the government's own channels" in refused.sentence
