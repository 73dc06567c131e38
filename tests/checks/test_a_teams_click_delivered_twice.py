"""The same Teams invoke twice with one id, and twice with new ids: one decision, one entry."""

from __future__ import annotations

import asyncio

import pytest

from govbot.core.workflow.events import Approved
from govbot_teams.card import action
from govbot_teams.standin import Message, Workspace, screen
from tests.bot.town import Town, town_at
from tests.places import Place
from tests.teams.given import tenant

pytestmark = pytest.mark.check("R06")

SECRETARY = ("OPM Secretary", "secretary@ct.example")


async def approvals(town: Town) -> int:
    entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return sum(isinstance(entry.event, Approved) for entry in entries)


def clicked(teams: Workspace, value: str) -> dict[str, object]:
    user = teams.world.user(SECRETARY[1])
    chat = teams.world.personal(user)
    message = Message(chat.id, teams.world.id(), "28:bot")
    return teams.payloads.execute(user, chat, message, action("Approve", "press", {"value": value}))


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
async def test_one_decision_one_entry(place: Place, at_once: bool) -> None:
    async with town_at("request", place) as town, tenant(town.bot, SECRETARY) as (teams, _):
        await teams.person(SECRETARY[1]).say("help")
        first = clicked(teams, town.secretary.value("Approve draft D1"))
        second = {**first, "id": "f:another", "timestamp": "2026-11-22T12:00:15Z"}
        if at_once:
            answers = await asyncio.gather(
                *(teams.invoke(activity) for activity in (first, first, second, second))
            )
        else:
            answers = [await teams.invoke(activity) for activity in (first, first, second, second)]
        assert await approvals(town) == 1
        assert {str(answer["type"]) for answer in answers} == {"application/vnd.microsoft.card.adaptive"}
        # Nobody is told off for a second delivery: each has the first one's answer.
        assert len({screen.words(answer["value"]) for answer in answers}) == 1
