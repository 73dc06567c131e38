"""At the doors of Slack and Teams, too much or too slow is refused, and clicks are answered meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

import govbot_slack.endpoint
import govbot_teams.endpoint
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from govbot_slack.standin.delivery import OverHttp, signed
from govbot_slack.standin.workspace import SECRET
from tests.slack.scripted import ScriptedBot as SlackBot
from tests.teams.given import ADA, tenant
from tests.teams.scripted import ScriptedBot as TeamsBot

pytestmark = pytest.mark.check("S42")

IN_TIME = 3.0  # seconds: what Slack allows


@dataclass
class Served:
    """A chat's door: where it is, what shows plausibly who one is, and a person who clicks through it."""

    address: str
    headers: Callable[[bytes], dict[str, str]]
    click: Callable[[], Awaitable[object]]


def from_slack(body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json", **signed(body.decode(), SECRET, str(int(time.time())))}


def from_teams(body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": "Bearer x.y.z"}


@pytest.fixture(params=["slack", "teams"])
async def door(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    if request.param == "slack":
        monkeypatch.setattr(govbot_slack.endpoint, "BODY_SECONDS", 0.5)
        async with Workspace(("Ada", ADA), patience=IN_TIME) as slack:
            await slack.serve(SlackAdapter(SlackBot(), slack.settings()))
            assert isinstance(slack.delivery, OverHttp)
            yield Served(slack.delivery.address, from_slack, lambda: slack.person(ADA).command("status"))
        return
    monkeypatch.setattr(govbot_teams.endpoint, "BODY_SECONDS", 0.5)
    async with tenant(TeamsBot()) as (teams, _):
        yield Served(teams.bot_address, from_teams, lambda: teams.person(ADA).say("help"))


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


async def test_a_hundred_thousand_headers_are_refused(door: Served) -> None:
    head = "".join(f"X-{number}: x\r\n" for number in range(100_000))
    refused, _ = await asyncio.gather(status(door, head, b"{}"), in_time(door))
    assert refused == 0 or 400 <= refused < 500


async def test_a_body_of_ten_megabytes_is_refused(door: Served) -> None:
    refused, _ = await asyncio.gather(status(door, "", b"x" * (10 * 2**20)), in_time(door))
    assert refused in (0, 413)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b"{", b"[]", b"1"],
    ids=["deep lists", "deep objects", "half an object", "a list", "a number"],
)
async def test_what_is_no_request_is_refused_however_deep(door: Served, body: bytes) -> None:
    refused, _ = await asyncio.gather(status(door, "", body), in_time(door))
    assert 400 <= refused < 500


async def test_slow_bodies_are_given_up_and_clicks_are_answered_meanwhile(door: Served) -> None:
    slow = [asyncio.create_task(status(door, "", b"{", announced=1000)) for _ in range(200)]
    await asyncio.sleep(0.1)
    await in_time(door)
    assert set(await asyncio.gather(*slow)) == {408}
