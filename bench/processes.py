"""Starts the servers that benchmarks click at: those of `bench.servers`, and `govbot serve` as an operator runs it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.fixtures import Fixtures
from bench.slack_client import Buttons, Server
from bench.stores import KEY, SECRET, Store
from govbot_slack.standin import Workspace
from govbot_slack.standin.delivery import OverHttp
from govbot_slack.standin.server import BOT_TOKEN
from govbot_teams.standin import Workspace as Teams
from govbot_teams.standin.identity import PASSWORD
from govbot_teams.standin.world import APP, TENANT

PATH = "/slack/events"
LOOK = 0.005  # seconds between two tries to connect
TRIES = 6000
PIPE, DEVNULL = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL


@asynccontextmanager
async def python(*arguments: str, **options: Any) -> AsyncIterator[asyncio.subprocess.Process]:
    """This Python in a process of its own, with its standard output to read; it is killed at the end."""
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, **{"stdout": PIPE, **options})
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@asynccontextmanager
async def bench_server(slack: Workspace, kind: str, folder: Path, buttons: Buttons) -> AsyncIterator[Server]:
    """One kind of `bench.servers`, listening."""
    api = f"{slack.server.address}/api/"
    async with python("-m", "bench.servers", kind, api, str(folder)) as process:
        assert process.stdout is not None
        port: int = json.loads(await process.stdout.readline())["port"]
        yield Server(
            slack, process, OverHttp(f"http://127.0.0.1:{port}{PATH}", SECRET, slack.session), buttons
        )


@asynccontextmanager
async def govbot_serve(
    slack: Workspace, settings: Mapping[str, str], buttons: Buttons
) -> AsyncIterator[Server]:
    """`govbot serve`, just started: `until_answered` waits for it."""
    command = str(Path(sys.executable).with_name("govbot"))
    environment = {**os.environ, **settings}
    async with python(command, "serve", env=environment, stdout=DEVNULL, stderr=DEVNULL) as process:
        address = f"http://127.0.0.1:{settings['GOVBOT_PORT']}{PATH}"
        yield Server(slack, process, OverHttp(address, SECRET, slack.session), buttons)


async def until_answered(server: Server) -> None:
    """Wait until the server listens, and click once: the answer says that the click is on disk."""
    port = urlsplit(server.http.address).port
    for _ in range(TRIES):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(LOOK)
        else:
            writer.close()
            await server.click()
            return
    raise TimeoutError("govbot did not start")


def settings_of(fixtures: Fixtures, store: Store, teams: Teams | None = None) -> dict[str, str]:
    """The settings of `govbot serve` for this store and these stand-ins."""
    settings = {
        "GOVBOT_DATABASE": f"sqlite:///{store.database}",
        "GOVBOT_SECRET": KEY,
        "GOVBOT_PORT": str(_free_port()),
        "GOVBOT_OPERATIONS_PORT": str(_free_port()),
        "GOVBOT_SLACK_BOT_TOKEN": BOT_TOKEN,
        "GOVBOT_SLACK_SIGNING_SECRET": SECRET,
        "GOVBOT_SLACK_TEAM": fixtures.slack.world.team,
        "GOVBOT_SLACK_BASE_URL": f"{fixtures.slack.server.address}/api/",
    }
    if teams is not None:
        settings |= {
            "GOVBOT_TEAMS_APP_ID": APP,
            "GOVBOT_TEAMS_APP_PASSWORD": PASSWORD,
            "GOVBOT_TEAMS_TENANT": TENANT,
            "GOVBOT_TEAMS_STAND_IN": teams.server.address,
        }
    return settings


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
