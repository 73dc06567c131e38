"""Seconds from kill -9 of `govbot serve` to its next recorded answer, and megabytes of memory that it holds.

Floor of both: a Python process that imports the same frameworks and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.processes import PIPE, govbot_serve, python, settings_of, until_answered
from bench.slack_client import Buttons, resident
from bench.stores import Store
from govbot_slack.standin import Workspace
from govbot_teams.standin import Workspace as Teams

ROUNDS = 3
CLICKS = 40  # before memory is read
# Imports of `govbot serve`, whichever chats it serves.
COMMON = (
    "sqlalchemy, sqlalchemy.dialects.sqlite, alembic.command, pydantic, pydantic_settings, typer, structlog, "
    "apscheduler.schedulers.asyncio, holidays, markdown_it, jinja2, nh3, mammoth, prometheus_client"
)
SLACK = "aiohttp.web, slack_bolt.async_app, slack_sdk.web.async_client"
TEAMS = "botbuilder.core, botbuilder.schema, botframework.connector.auth"
FLOOR = "floor: importing the frameworks"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """On a store of 10,000 policies: the median of the starts, then memory with one adapter and with both."""
    store = await fixtures.many()
    buttons = store.buttons()
    restart = partial(_restart, fixtures.slack, settings_of(fixtures, store), buttons)
    seconds = await in_turn({"import": _import, "restart": restart}, ROUNDS)
    name = "kill -9 to the next durable answer, 10,000 policies"
    return [
        Measure(name, p50(seconds["restart"]), "s", FLOOR, p50(seconds["import"]), 1.3),
        *await _memory(fixtures, store, buttons),
    ]


async def _import() -> list[float]:
    started = time.perf_counter()
    async with python("-c", f"import {COMMON}, {SLACK}") as process:
        assert await process.wait() == 0
        return [time.perf_counter() - started]


async def _restart(slack: Workspace, settings: Mapping[str, str], buttons: Buttons) -> list[float]:
    """Kill it, start it, and click until a click is on disk and answered."""
    async with govbot_serve(slack, settings, buttons) as server:
        await until_answered(server)
        server.process.kill()
        started = time.perf_counter()
        await server.process.wait()
        async with govbot_serve(slack, settings, buttons) as restarted:
            await until_answered(restarted)
            return [time.perf_counter() - started]


async def _memory(fixtures: Fixtures, store: Store, buttons: Buttons) -> list[Measure]:
    async with Teams(("Somebody", "somebody@agencies.example")) as teams:
        settings = settings_of(fixtures, store), settings_of(fixtures, store, teams)
        floors = await _imported(SLACK), await _imported(f"{SLACK}, {TEAMS}")
        single, both = [await _resident(fixtures.slack, each, buttons) for each in settings]
    name = "resident memory, {}, 10,000 policies in the store"
    return [
        Measure(name.format("one adapter"), single, "MB", FLOOR, floors[0], 1.3),
        Measure(name.format("both adapters"), both, "MB", FLOOR, floors[1], 1.3),
    ]


async def _imported(names: str) -> float:
    """Megabytes of a process that has imported these and nothing else."""
    program = f"import {COMMON}, {names}; print(flush=True); input()"
    async with python("-c", program, stdin=PIPE) as process:
        assert process.stdout is not None
        await process.stdout.readline()
        return resident(process.pid)


async def _resident(slack: Workspace, settings: Mapping[str, str], buttons: Buttons) -> float:
    """Megabytes of `govbot serve` after some clicks."""
    async with govbot_serve(slack, settings, buttons) as server:
        await until_answered(server)
        await server.clicks(CLICKS)
        return server.resident()
