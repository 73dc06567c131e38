"""At the doors of Slack and Teams nothing is inflated or parsed before it is known who sends it."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, web

import govbot_slack.endpoint
import govbot_teams.endpoint
from govbot.runtime.connections import Bounds
from govbot.runtime.listening import listen
from tests.checks.doors import CHATS, Served, door_of, in_time, status

pytestmark = pytest.mark.check("S61")

BODY = gzip.compress(b"[" * (1024 * 2**20 // 8), 1)  # 128 MB in half a megabyte
GZIP = "Content-Encoding: gzip\r\n"


@pytest.fixture(params=CHATS)
async def door(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """The door as `govbot serve` listens."""
    async with door_of(request.param) as served:
        listener = await listen(served.site, "127.0.0.1", 0, Bounds(100, 100))
        served.address = f"http://127.0.0.1:{listener.port}{urlsplit(served.address).path}"
        served.move(served.address)
        yield served
        await listener.close()


async def test_twenty_compressed_bodies_are_refused_and_clicks_are_answered_meanwhile(door: Served) -> None:
    door.headers = lambda body: {
        "X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=" + "0" * 64, "Authorization": "Bearer x.y.z",
    }  # fmt: skip
    refused = asyncio.gather(*(status(door, GZIP, BODY) for _ in range(20)))
    await in_time(door)
    assert {answer for answer in await refused if answer} <= {401, 415}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "identity, gzip", "x"])
async def test_a_compressed_body_is_refused_unread_also_from_the_chat_itself(
    door: Served, encoding: str
) -> None:
    """No body comes at all, and it is answered at once."""
    assert await status(door, f"Content-Encoding: {encoding}\r\n", b"", announced=1000) == 415


async def test_a_body_stays_as_it_was_sent() -> None:
    """A door that forgot to refuse would not inflate it either."""
    received = []

    async def take(request: web.Request) -> web.Response:
        received.append(await request.read())
        return web.Response()

    site = web.Application()
    site.router.add_post("/", take)
    listener = await listen(site, "127.0.0.1", 0, Bounds(10, 10))
    small = gzip.compress(b"x" * 1000)
    address = f"http://127.0.0.1:{listener.port}/"
    async with ClientSession() as session:
        await session.post(address, data=small, headers={"Content-Encoding": "gzip"})
    await listener.close()
    assert received == [small]


async def test_teams_token_is_checked_before_the_body_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    async def body_of(request: web.Request, most: int) -> bytes:
        read.append(b"")
        return b"{}"

    monkeypatch.setattr(govbot_teams.endpoint, "body_of", body_of)
    async with door_of("teams") as door:
        door.headers = lambda body: {"Authorization": "Bearer x.y.z"}
        assert await status(door, "", b"{}") == 401
    assert read == []


async def test_slacks_signature_is_checked_before_the_body_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(govbot_slack.endpoint, "_read", lambda request, body: parsed.append(body))
    async with door_of("slack") as door:
        good = door.headers(b"another body")
        door.headers = lambda body: good
        assert await status(door, "", b"{}") == 401
    assert parsed == []
