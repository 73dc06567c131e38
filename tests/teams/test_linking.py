"""Without Graph permissions: people make a group chat, and the liaison makes it the group's room with one command."""

from __future__ import annotations

from pathlib import Path

from govbot_teams.standin import Message
from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.teams.given import tenant

CIO, DCP = ("CIO", "cio@ct.example"), ("DCP", "dcp@ct.example")


async def test_a_chat_that_people_made_becomes_the_groups_room(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.does("group ITP-1", members=await town.ids("dcp"))
        await town.settle()
        async with tenant(town.bot, CIO, DCP, graph=False) as (teams, _):
            cio, dcp = teams.person(CIO[1]), teams.person(DCP[1])
            room = teams.add_chat("Backup group", cio, dcp)
            await dcp.say("link ITP-1", "Backup group")
            assert "belongs to: the ad hoc group liaison" in dcp.inbox[-1].words
            form = await cio.say("link ITP-1", "Backup group")
            assert isinstance(form, Message)
            await cio.fill(form, {})
            await town.settle()
            assert (
                await town.app.record.read(lambda tx: tx.rooms.stream_of("teams", room.id)) == "policy:ITP-1"
            )
            posted = [message.summary for message in room.messages if message.card]
            assert posted == ["The room of the ad hoc group for ITP-1 “Backup of state data”"]
            seen = await dcp.say("status", "Backup group")
            assert isinstance(seen, Message)
            assert "ITP-1" in seen.words
            assert not any("could not be delivered" in card.headline for card in town.cio.inbox)
            await town.dcp.does("reach", chat="teams")
            await town.settle()
            (told,) = (card for card in town.cio.inbox if "could not be delivered" in card.headline)
            assert "See that the group's members are in the linked room on teams." in words(told)


async def test_where_teams_lets_it_make_no_chat_the_lead_reads_how_to_link_one(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town, tenant(town.bot, CIO, DCP, graph=False) as (teams, _):
        await teams.person(DCP[1]).install()
        await town.dcp.does("reach", chat="teams")
        await town.cio.does("group ITP-1", members=await town.ids("dcp", "dss"))
        await town.settle()
        (told,) = (card for card in town.cio.inbox if "could not be delivered" in card.headline)
        assert "@govbot link" in words(told)
        assert "The room of the ad hoc group" in words(told)
        assert not any(card.headline.startswith("All is delivered") for card in town.cio.inbox)
