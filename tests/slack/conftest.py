"""A workspace with three people, and an adapter in it with a scripted bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from tests.slack.scripted import ScriptedBot

ADA = "ada@state.example"
BEN = "ben@state.example"


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    people = ("Ada Lovelace", ADA), ("Ben Bond", BEN), ("Cy Coe", "cy@state.example")
    async with Workspace(*people, patience=1.0) as workspace:
        yield workspace


@pytest.fixture
async def adapter(slack: Workspace, bot: ScriptedBot) -> SlackAdapter:
    adapter = SlackAdapter(bot, slack.settings())
    await slack.serve(adapter)
    return adapter
