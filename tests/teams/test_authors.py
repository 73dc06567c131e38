"""Whose message is recorded as feedback: one person, by whichever of their ids the client names them."""

from __future__ import annotations

import pytest

from govbot.core.cards.vocabulary import OpenForm
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Message, Workspace
from tests.teams.scripted import FORM, ScriptedBot

ADA, BEN = "ada@state.example", "ben@state.example"


@pytest.mark.parametrize("named_by", ["id", "member"])
async def test_the_author_of_a_message_is_known_by_either_id(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter, named_by: str
) -> None:
    ada, ben = teams.person(ADA), teams.person(BEN)
    await ben.say("hello")
    bot.replies["feedback"] = OpenForm(FORM)
    message = Message(ada.chat.id, teams.world.id(), ben.user.id, "Part II is too strict.")
    activity = teams.payloads.chosen(ada.user, ada.chat, message, ben.user, "2026-11-20T15:00:00Z")
    activity["value"]["messagePayload"]["from"]["user"]["id"] = getattr(ben.user, named_by)
    await teams.invoke(activity)
    (_, author, *_) = bot.calls("record_as_feedback")[0]
    assert author.user == ben.user.id
