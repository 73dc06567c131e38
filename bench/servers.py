"""The servers that a click is sent to, each in a process of its own; they say on which port they listen.

`empty`: an empty Bolt handler in Bolt's default mode. `insert`: Bolt with `process_before_response` and one raw
durable insert. `govbot`: the real adapter, bot and record. `broadcast`: the same, which also delivers what waits.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.stores import SECRET, house_at
from govbot.runtime.gc_tuning import freeze_startup_objects
from govbot_slack import SlackAdapter, SlackSettings
from govbot_slack.standin.server import BOT_TOKEN as TOKEN

TEAM = "T0GOV"


async def serve(web_app: web.Application) -> None:
    """Listen on a free port of loopback, say which, and go on until stopped."""
    runner = web.AppRunner(web_app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
    await asyncio.Event().wait()


def bolt(api: str, durable: bool, folder: Path) -> web.Application:
    """A Bolt app whose one handler acknowledges, and inserts one row durably first where asked to."""
    slack = AsyncApp(
        signing_secret=SECRET,
        client=AsyncWebClient(token=TOKEN, base_url=api, retry_handlers=[]),
        process_before_response=durable,
    )
    insert = Insert(folder / "floor.db")

    async def pressed(ack: Any, body: dict[str, Any]) -> None:
        if durable:
            await insert.one(json.dumps(body["actions"]))
        await ack()

    slack.action(re.compile(".*"))(pressed)

    async def enter(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await slack.async_dispatch(await to_bolt_request(request)))

    web_app = web.Application()
    web_app.router.add_post("/slack/events", enter)
    return web_app


class Insert:
    """One raw durable insert: `sqlite3` itself, WAL and synchronous=FULL, on a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def one(self, text: str) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._insert, text)

    def _insert(self, text: str) -> None:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT)")
        self._connection.execute("INSERT INTO floor (body) VALUES (?)", (text,))


async def govbot(api: str, folder: Path, delivering: bool) -> None:
    """The real thing, on a record that the bench has prepared."""
    app = house_at(folder, in_service=True)
    adapter = SlackAdapter(
        app.bot, SlackSettings(bot_token=TOKEN, signing_secret=SECRET, team=TEAM, base_url=api)
    )
    await app.open()
    await adapter.start()
    if delivering:
        await app.start()
    freeze_startup_objects()
    await serve(adapter.app)


async def main(kind: str, api: str, folder: Path) -> None:
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    match kind:
        case "empty" | "insert":
            await serve(bolt(api, kind == "insert", folder))
        case _:
            await govbot(api, folder, kind == "broadcast")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
