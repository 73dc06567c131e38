"""A playground with a scripted bot, served on loopback for one test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, web

from govbot_web import WebAdapter, build
from govbot_web.adapter import serve
from govbot_web.client import PersonClient, Playground
from tests.web.scripted_backstage import ScriptedBackstage
from tests.web.scripted_bot import ScriptedBot


@dataclass(frozen=True, slots=True)
class Served:
    """A playground that runs: its parts, its address, and a client of it."""

    bot: ScriptedBot
    backstage: ScriptedBackstage
    adapter: WebAdapter
    base: str
    session: ClientSession
    playground: Playground

    def person(self, name: str) -> PersonClient:
        """Play somebody."""
        return self.playground.as_person(name)

    async def token(self) -> str:
        """This start's token."""
        token: str = (await self.playground.get("/api/world"))["token"]
        return token


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """A playground on a free port."""
    bot, backstage = ScriptedBot(), ScriptedBackstage()
    adapter = build(bot, backstage)
    app = web.Application()
    adapter.mount(app)
    await adapter.start()
    runner = await serve(app, port=0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession() as session:
        yield Served(bot, backstage, adapter, base, session, Playground(session, base))
    await runner.cleanup()
