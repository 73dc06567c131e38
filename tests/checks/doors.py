"""The doors of Slack and Teams, each with a person who clicks through it, for checks of what comes from outside."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from govbot_slack.standin.delivery import OverHttp, signed
from govbot_slack.standin.workspace import SECRET
from tests.slack.scripted import ScriptedBot as SlackBot
from tests.teams.given import ADA, tenant
from tests.teams.scripted import ScriptedBot as TeamsBot

IN_TIME = 3.0  # seconds: what Slack allows
CHATS = ("slack", "teams")


@dataclass
class Served:
    """A chat's door: where it is, what shows who one is, and a person who clicks through it.

    `site` is what is served there; `move` makes the chat call another address.
    """

    address: str
    headers: Callable[[bytes], dict[str, str]]
    click: Callable[[], Awaitable[object]]
    site: web.Application
    move: Callable[[str], object]


def from_slack(body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json", **signed(body.decode(), SECRET, str(int(time.time())))}


def from_teams(token: str) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}


@asynccontextmanager
async def door_of(chat: str) -> AsyncIterator[Served]:
    """The door of a chat, served on its own."""
    if chat == "slack":
        async with Workspace(("Ada", ADA), patience=IN_TIME) as slack:
            slack_adapter = SlackAdapter(SlackBot(), slack.settings())
            await slack.serve(slack_adapter)
            assert isinstance(slack.delivery, OverHttp)
            yield Served(
                slack.delivery.address,
                from_slack,
                lambda: slack.person(ADA).command("status"),
                _site(slack_adapter),
                lambda address: slack.connect(address),
            )
        return
    async with tenant(TeamsBot()) as (teams, adapter):
        token = teams.server.identity.sign(teams.payloads.service)

        def move(address: str) -> None:
            teams.bot_address = address

        yield Served(
            teams.bot_address,
            lambda body: from_teams(token),
            lambda: teams.person(ADA).say("help"),
            _site(adapter),
            move,
        )


def _site(adapter: Any) -> web.Application:
    """The adapter's addresses, on a site of their own."""
    site = web.Application()
    adapter.mount(site)
    return site


async def status(door: Served, head: str, body: bytes, announced: int | None = None) -> int:
    """The status with which a raw request is answered; 0 where the connection is closed instead."""
    parts = urlsplit(door.address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    length = len(body) if announced is None else announced
    own = "".join(f"{name}: {value}\r\n" for name, value in door.headers(body).items())
    start = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {length}\r\n{own}{head}\r\n"
    )
    try:
        writer.write(start.encode() + body)
        line = await asyncio.wait_for(reader.readline(), 10)
    except ConnectionError:
        return 0
    finally:
        writer.close()
    return int(line.split()[1]) if line else 0


async def in_time(door: Served) -> None:
    begun = time.monotonic()
    await door.click()
    assert time.monotonic() - begun < IN_TIME
