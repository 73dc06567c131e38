"""A tenant with an adapter in it, for checks that stand elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from govbot.bot import Bot
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Message, Workspace
from tests.teams import schema

ADA, BEN = "ada@state.example", "ben@state.example"
PEOPLE = (("Ada Lovelace", ADA), ("Ben Bond", BEN))


@asynccontextmanager
async def tenant(
    bot: Bot, *people: tuple[str, str], **settings: Any
) -> AsyncIterator[tuple[Workspace, TeamsAdapter]]:
    """A tenant with these people (Ada and Ben where none are named), served by an adapter of this bot."""
    async with Workspace(*(people or PEOPLE)) as teams:
        teams.world.schema = schema.problems
        adapter = TeamsAdapter(bot, teams.settings(**settings))
        await teams.serve(adapter)
        yield teams, adapter


def said(teams: Workspace, email: str = ADA, words: str = "hello") -> dict[str, Any]:
    """An activity as Teams sends it: somebody wrote in the personal chat."""
    user = teams.world.user(email)
    place = teams.world.personal(user)
    return teams.payloads.said(user, place, Message(place.id, teams.world.id(), user.id, words))
