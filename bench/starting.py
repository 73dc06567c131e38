"""`govbot serve` as an operator runs it: from kill -9 to the next durable answer, and how much memory it holds."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from bench.measures import Measure, in_turn, p50
from bench.place import Place
from bench.pressing import Server
from bench.stores import KEY, SECRET, Store
from govbot_slack.standin.delivery import OverHttp
from govbot_slack.standin.server import BOT_TOKEN
from govbot_teams.standin import Workspace as Teams
from govbot_teams.standin.identity import PASSWORD
from govbot_teams.standin.world import APP, TENANT

Buttons = Iterator[tuple[str, str]]
ROUNDS = 3
PATIENCE = 6000  # times
WORK = 40  # clicks before memory is looked at
# What `govbot serve` imports of others, whatever chats it serves.
COMMON = (
    "sqlalchemy, sqlalchemy.dialects.sqlite, alembic.command, pydantic, pydantic_settings, typer, structlog, "
    "apscheduler.schedulers.asyncio, holidays, markdown_it, jinja2, nh3, mammoth, prometheus_client"
)
SLACK = "aiohttp.web, slack_bolt.async_app, slack_sdk.web.async_client"
TEAMS = "botbuilder.core, botbuilder.schema, botframework.connector.auth"


async def measure(place: Place) -> list[Measure]:
    """Seconds until it answers again; megabytes."""
    store = await place.many()
    buttons = store.buttons()
    starts = await in_turn(
        {"imports": _imports, "again": lambda: _again(place, buttons, environment(place, store))}, ROUNDS
    )
    return [
        Measure(
            "kill -9 to the next durable answer, 10,000 policies; floor: importing the frameworks",
            p50(starts["again"]),
            "s",
            p50(starts["imports"]),
            2.0,
        ),
        *(await _memory(place, store, buttons)),
    ]


async def _imports() -> list[float]:
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", f"import {COMMON}, {SLACK}")
    assert await process.wait() == 0
    return [time.perf_counter() - begun]


async def _again(place: Place, buttons: Buttons, named: Mapping[str, str]) -> list[float]:
    """Kill it, start it, and press until a click is on disk and answered."""
    async with _govbot(place, buttons, named) as server:
        await _answered(server)
        server.process.kill()
        begun = time.perf_counter()
        await server.process.wait()
        async with _govbot(place, buttons, named) as after:
            await _answered(after)
            return [time.perf_counter() - begun]


async def _memory(place: Place, store: Store, buttons: Buttons) -> list[Measure]:
    async with Teams(("Somebody", "somebody@agencies.example")) as teams:
        one, both = environment(place, store), environment(place, store, teams)
        floor_one, floor_both = await _imported(SLACK), await _imported(f"{SLACK}, {TEAMS}")
        mine_one, mine_both = await _resident(place, buttons, one), await _resident(place, buttons, both)
    name = "resident memory, {}, 10,000 policies in the store; floor: the frameworks imported"
    return [
        Measure(name.format("one adapter"), mine_one, "MB", floor_one, 1.5),
        Measure(name.format("both adapters"), mine_both, "MB", floor_both, 1.5),
    ]


async def _imported(names: str) -> float:
    """The megabytes of a process that has imported these and nothing else."""
    says = f"import {COMMON}, {names}; print(flush=True); input()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", says, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    held = _megabytes(process.pid)
    process.kill()
    await process.wait()
    return held


async def _resident(place: Place, buttons: Buttons, named: Mapping[str, str]) -> float:
    async with _govbot(place, buttons, named) as server:
        await _answered(server)
        await server.clicks(WORK)
        return _megabytes(server.process.pid)


def _megabytes(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


@asynccontextmanager
async def _govbot(place: Place, buttons: Buttons, named: Mapping[str, str]) -> AsyncIterator[Server]:
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("govbot")),
        "serve",
        env={**os.environ, **named},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{named['GOVBOT_PORT']}/slack/events"
    try:
        yield Server(place.slack, process, OverHttp(address, SECRET, place.slack.session), buttons)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _answered(server: Server) -> None:
    """Wait until somebody listens, and press once: the answer says that it is on disk."""
    port = urlsplit(server.way.address).port
    for _ in range(PATIENCE):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.005)
        else:
            writer.close()
            await server.click()
            return
    raise TimeoutError("govbot did not start")


def environment(place: Place, store: Store, teams: Teams | None = None) -> dict[str, str]:
    """The settings of `govbot serve` for these stand-ins."""
    named = {
        "GOVBOT_DATABASE": f"sqlite:///{store.database}",
        "GOVBOT_SECRET": KEY,
        "GOVBOT_PORT": str(_free_port()),
        "GOVBOT_OPERATIONS_PORT": str(_free_port()),
        "GOVBOT_SLACK_BOT_TOKEN": BOT_TOKEN,
        "GOVBOT_SLACK_SIGNING_SECRET": SECRET,
        "GOVBOT_SLACK_TEAM": place.slack.world.team,
        "GOVBOT_SLACK_BASE_URL": f"{place.slack.server.address}/api/",
    }
    if teams is not None:
        named |= {
            "GOVBOT_TEAMS_APP_ID": APP,
            "GOVBOT_TEAMS_APP_PASSWORD": PASSWORD,
            "GOVBOT_TEAMS_TENANT": TENANT,
            "GOVBOT_TEAMS_STAND_IN": teams.server.address,
        }
    return named


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
