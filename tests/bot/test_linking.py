"""`/gov link` and `/gov reach`: a chat that people made as a group's room, and where one is written to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from govbot.core.cards.vocabulary import OpenForm, ShowCard, ShowRefusal
from govbot.core.workflow.events import RoomLinked
from tests.bot.town import Town, town_at

MADE = "G-made-by-people"


@pytest.fixture
async def circulating(tmp_path: Path) -> AsyncIterator[Town]:
    async with town_at("circulate", tmp_path) as town:
        yield town


async def with_group(town: Town) -> Town:
    await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    await town.cio.does("group ITP-1", members=await town.ids("dcp"))
    town.chat.rooms[MADE] = set()
    return town


async def linked(town: Town) -> list[str]:
    entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return [entry.event.conversation for entry in entries if isinstance(entry.event, RoomLinked)]


async def offered(town: Town, where: str) -> str:
    """The token of the form that the command opens: its liaison, who is its lead too, says in which capacity."""
    reply = await town.bot.command(town.chat.account("cio"), "link ITP-1", where)
    assert isinstance(reply, OpenForm), reply
    return reply.form.token


async def test_the_liaison_links_a_chat_with_one_command(circulating: Town) -> None:
    town = await with_group(circulating)
    token = await offered(town, MADE)
    for _ in range(2):
        reply = await town.bot.submit(town.chat.account("cio"), token, {})
        assert isinstance(reply, ShowCard), reply
    await town.settle()
    assert await linked(town) == [MADE]
    card = town.chat.cards(MADE)[-1]
    assert card.headline.startswith("The room of the ad hoc group for ITP-1")
    status = await town.bot.command(town.chat.account("cio"), "status", MADE)
    assert isinstance(status, ShowCard)
    assert status.card.headline.startswith("Where ITP-1")


async def test_whoever_may_not_links_nothing(circulating: Town) -> None:
    town = await with_group(circulating)
    refused = await town.bot.command(town.chat.account("dcp"), "link ITP-1", MADE)
    assert isinstance(refused, ShowRefusal)
    assert "belongs to: the ad hoc group liaison" in refused.sentence
    refused = await town.bot.submit(town.chat.account("dcp"), await offered(town, MADE), {})
    assert isinstance(refused, ShowRefusal)
    assert await linked(town) == []


async def test_a_conversation_with_govbot_alone_is_no_room(circulating: Town) -> None:
    town = await with_group(circulating)
    for where in ("D-cio", ""):
        refused = await town.bot.submit(town.chat.account("cio"), await offered(town, where), {})
        assert isinstance(refused, ShowRefusal)
        assert "Type “/gov link ITP-1” in the chat or channel" in refused.sentence


async def test_a_room_belongs_to_one_policy(circulating: Town) -> None:
    town = await with_group(circulating)
    await town.app.record.write(lambda tx: tx.rooms.link("policy:ITP-7", "chat", MADE))
    refused = await town.bot.submit(town.chat.account("cio"), await offered(town, MADE), {})
    assert refused == ShowRefusal(
        "This is ITP-7's room already. A room belongs to one policy: make another one, and link that."
    )
    assert await linked(town) == []


async def test_where_one_is_written_to_is_chosen_and_kept(circulating: Town) -> None:
    town = await with_group(circulating)
    assert isinstance((await town.dcp.command("reach")).last, OpenForm)
    await town.dcp.does("reach", chat="teams")
    (person,) = await town.ids("dcp")
    directory = await town.app.record.read(lambda tx: town.bot.context(tx).directory)
    assert directory.reach(person) == "teams"
    form = (await town.dcp.command("reach")).last
    assert isinstance(form, OpenForm)
    assert form.form.fields[0].initial == "teams"


async def test_the_room_follows_who_wants_to_be_written_to_elsewhere(circulating: Town) -> None:
    town = await with_group(circulating)
    await town.settle()
    (room,) = set(town.chat.rooms) - {MADE}
    assert "dcp" in town.chat.rooms[room]
    (person,) = await town.ids("dcp")
    other = type(town.chat)("teams", people={"T-dcp": "dcp@ct.example"})
    town.bot.meet(other)
    await town.dcp.does("reach", chat="teams")
    await town.settle()
    assert "dcp" not in town.chat.rooms[room]
    assert other.rooms == {"R1": {"T-dcp"}}
    assert person
