"""The servers that benchmarks click at, each in a process of its own; each prints the port on which it listens.

`empty`: an empty Bolt handler in Bolt's default mode. `insert`: Bolt with `process_before_response` and one raw
durable insert. `peer`: the same with a durable workflow of DBOS. `govbot`: the Slack adapter, the bot, the record
and the public Library. `broadcast`: the same, and it delivers the messages that wait.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.inserts import Inserts
from bench.stores import SECRET, open_app
from govbot.library.serving import LibraryPages
from govbot.runtime.gc_tuning import freeze_startup_objects
from govbot_slack import SlackAdapter, SlackSettings
from govbot_slack.standin.server import BOT_TOKEN as TOKEN

TEAM = "T0GOV"

Decide = Callable[
    [dict[str, Any]], Awaitable[None]
]  # takes a click's payload, and returns when it is on disk


async def listen(web_app: web.Application) -> None:
    """Listen on a free port of the loopback address, print it, and go on until the process is killed."""
    runner = web.AppRunner(web_app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
    await asyncio.Event().wait()


def bolt(api: str, decide: Decide | None) -> web.Application:
    """A Bolt app with one handler, which decides first where a decision is given, and acknowledges."""
    slack = AsyncApp(
        signing_secret=SECRET,
        client=AsyncWebClient(token=TOKEN, base_url=api, retry_handlers=[]),
        process_before_response=decide is not None,
    )

    async def clicked(ack: Any, body: dict[str, Any]) -> None:
        if decide is not None:
            await decide(body)
        await ack()

    slack.action(re.compile(".*"))(clicked)

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await slack.async_dispatch(await to_bolt_request(request)))

    web_app = web.Application()
    web_app.router.add_post("/slack/events", receive)
    return web_app


def insert_into(path: Path) -> Decide:
    """Decides a click by one raw durable insert."""
    inserts = Inserts(path)

    async def decide(click: dict[str, Any]) -> None:
        await inserts.insert(json.dumps(click["actions"]))

    return decide


async def govbot(api: str, folder: Path, delivering: bool) -> None:
    """govbot on a store, with the wiring of `govbot serve`."""
    async with open_app(folder, in_service=True) as app:
        settings = SlackSettings(bot_token=TOKEN, signing_secret=SECRET, team=TEAM, base_url=api)
        adapter = SlackAdapter(app.bot, settings)
        LibraryPages(app.record, app.process).mount(adapter.app)
        await adapter.start()
        if delivering:
            await app.start()
        freeze_startup_objects()
        await listen(adapter.app)


async def main(kind: str, api: str, folder: Path) -> None:
    logging.disable(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    match kind:
        case "empty":
            await listen(bolt(api, None))
        case "insert":
            await listen(bolt(api, insert_into(folder / "floor.db")))
        case "peer":
            from bench import peer  # here, so that the others do not import DBOS

            await listen(bolt(api, await peer.launch(folder)))
        case _:
            await govbot(api, folder, kind == "broadcast")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
