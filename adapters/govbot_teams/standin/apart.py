"""Runs the stand-in in a thread of its own, and measures delays of the bot's event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from aiohttp import web

from govbot.bot import Bot
from govbot_teams.adapter import TeamsAdapter
from govbot_teams.endpoint import PATH
from govbot_teams.settings import TeamsSettings
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.identity import PASSWORD
from govbot_teams.standin.payloads import Payloads
from govbot_teams.standin.server import Server
from govbot_teams.standin.world import APP, TENANT, Message, User, World

EVERY = 0.005  # seconds between two looks at the loop


@contextmanager
def watched(loop: asyncio.AbstractEventLoop) -> Iterator[list[float]]:
    """How long the loop took, each time that it was asked to do something, in seconds."""
    waits: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            asked, done = time.perf_counter(), threading.Event()
            loop.call_soon_threadsafe(done.set)
            done.wait(30)
            waits.append(time.perf_counter() - asked)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield waits
    finally:
        over.set()


@contextmanager
def apart(server: Server) -> Iterator[str]:
    """The stand-in's address; it is served in another thread, as Microsoft's hosts are elsewhere."""
    loop, begun = asyncio.new_event_loop(), threading.Event()
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=0.1)

    async def begin() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        begun.set()

    def serve() -> None:
        loop.create_task(begin())
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    begun.wait(10)
    try:
        yield server.address
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _settings(address: str) -> TeamsSettings:
    return TeamsSettings(app_id=APP, app_password=PASSWORD, tenant=TENANT, stand_in=address)


async def stalls(bot: Bot, seconds: float) -> list[float]:
    """How the loop fares while somebody's first message is taken and answered, and every key and token
    takes so many seconds to come."""
    server = Server(World())
    user = User(server.world.uuid(), "Ada Lovelace", "ada@state.example")
    server.world.users[user.id] = user
    place = server.world.personal(user)
    for call, times in (("keys", 2), ("token", 1)):
        server.faults.add(Fault("delay", call, times=times, seconds=seconds))
    with apart(server) as address:
        adapter = TeamsAdapter(bot, _settings(address))
        message = Message(place.id, server.world.id(), user.id, "hello")
        activity = Payloads(server.world, f"{address}/teams/").said(user, place, message)
        headers = {"Authorization": f"Bearer {server.identity.sign(activity['serviceUrl'])}"}
        runner = web.AppRunner(adapter.app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await adapter.start()
        try:
            with watched(asyncio.get_running_loop()) as waits:
                target = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
                async with aiohttp.ClientSession() as session:
                    async with session.post(target, json=activity, headers=headers) as answer:
                        assert answer.status == 200, answer.status
                    await adapter.finish()
        finally:
            await adapter.stop()
            await runner.cleanup()
        assert place.messages, "The bot has answered."
    return waits
