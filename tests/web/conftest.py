"""A playground with a scripted bot, served on loopback for one test; one browser for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from playwright.async_api import Browser

from govbot_web import WebAdapter, build
from govbot_web.adapter import serve
from govbot_web.client import PersonClient, Playground
from tests.web.browsing import Windows, chromium, windows
from tests.web.scripted_bot import ScriptedBot
from tests.web.scripted_controls import ScriptedBackstage

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests share one event loop, in which their one browser lives."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass(frozen=True, slots=True)
class Served:
    """A playground that runs: its parts, its address, and a client of it."""

    bot: ScriptedBot
    controls: ScriptedBackstage
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


@pytest_asyncio.fixture(loop_scope="session")
async def served() -> AsyncIterator[Served]:
    """A playground on a free port."""
    bot, controls = ScriptedBot(), ScriptedBackstage()
    adapter = build(bot, controls)
    app = web.Application()
    adapter.mount(app)
    await adapter.start()
    runner = await serve(app, port=0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession() as session:
        yield Served(bot, controls, adapter, base, session, Playground(session, base))
    await runner.cleanup()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_browser() -> AsyncIterator[Browser]:
    """The browser of all these tests."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def browser(served: Served, one_browser: Browser) -> AsyncIterator[Windows]:
    """Windows at the playground."""
    async with windows(one_browser, served.base) as opened:
        yield opened
