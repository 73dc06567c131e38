"""A tenant with three people, and an adapter in it with a scripted bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace
from tests.teams import schema
from tests.teams.scripted import ScriptedBot

ADA = "ada@state.example"
BEN = "ben@state.example"


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture
async def teams() -> AsyncIterator[Workspace]:
    people = ("Ada Lovelace", ADA), ("Ben Bond", BEN), ("Cy Coe", "cy@state.example")
    async with Workspace(*people) as workspace:
        workspace.world.schema = schema.problems
        yield workspace


@pytest.fixture
async def adapter(teams: Workspace, bot: ScriptedBot) -> TeamsAdapter:
    adapter = TeamsAdapter(bot, teams.settings())
    await teams.serve(adapter)
    return adapter
