"""A group's room is linked to another conversation: the one that it was is asked, and the liaison is told."""

from __future__ import annotations

import pytest

from govbot.core.cards.vocabulary import OpenForm
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.places import Place

pytestmark = pytest.mark.check("S69")

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


async def test_the_room_that_it_was_is_asked_and_the_liaison_is_told(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        for card in (
            town.chat.cards(room)[-1],
            next(card for card in town.cio.inbox if card.headline == MOVED),
        ):
            assert card.headline == MOVED
            assert "/gov link ITP-1" in words(card)
            assert "Linked by" in words(card)
        assert MOVED not in [card.headline for card in town.chat.cards("G-many")]


async def test_from_the_room_that_it_was_it_is_brought_back(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, "G-many")
        await links(town, room)
        assert await town.app.record.read(lambda tx: tx.rooms.stream_of("chat", room)) == "policy:ITP-1"
        assert town.chat.cards("G-many")[-1].headline == MOVED


async def test_the_first_room_and_the_same_room_again_are_told_to_nobody(place: Place) -> None:
    async with town_at("circulate", place) as town:
        room = await with_rooms(town)
        await links(town, room)
        assert MOVED not in [card.headline for card in (*town.chat.cards(room), *town.cio.inbox)]
