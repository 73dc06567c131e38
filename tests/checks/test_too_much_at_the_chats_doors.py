"""At the doors of Slack and Teams, too much or too slow is refused, and clicks are answered meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

import govbot_slack.endpoint
import govbot_teams.endpoint
from tests.checks.doors import CHATS, Served, door_of, in_time, status

pytestmark = pytest.mark.check("S42")


@pytest.fixture(params=CHATS)
async def door(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    monkeypatch.setattr(govbot_slack.endpoint, "BODY_SECONDS", 0.5)
    monkeypatch.setattr(govbot_teams.endpoint, "BODY_SECONDS", 0.5)
    async with door_of(request.param) as served:
        yield served


async def test_a_hundred_thousand_headers_are_refused(door: Served) -> None:
    head = "".join(f"X-{number}: x\r\n" for number in range(100_000))
    refused, _ = await asyncio.gather(status(door, head, b"{}"), in_time(door))
    assert refused in (0, 400)


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
