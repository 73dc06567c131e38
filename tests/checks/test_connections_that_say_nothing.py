"""Idle, half-sent and slow connections are bounded, in number and in time; clicks are answered meanwhile."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from govbot.runtime import connections as bounded
from govbot.runtime.connections import Bounds, most_connections
from govbot.runtime.listening import Listener, listen
from tests.checks.doors import CHATS, Served, door_of, in_time

pytestmark = pytest.mark.check("S65")

MOST = 30
HALF = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slow: "
IDLE = b""
WHOLE = b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"


@dataclass
class Flood:
    """Connections that somebody keeps open."""

    port: int
    writers: list[asyncio.StreamWriter]

    async def open(self, begun: bytes, number: int, host: str = "127.0.0.1") -> list[asyncio.StreamReader]:
        readers = []
        for _ in range(number):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(host, 0))
            writer.write(begun)
            self.writers.append(writer)
            readers.append(reader)
        return readers


@asynccontextmanager
async def flooded(served: Served, bounds: Bounds) -> AsyncIterator[tuple[Listener, Flood]]:
    """The door as `govbot serve` listens, and somebody before it who opens connections."""
    listener = await listen(served.site, "127.0.0.1", 0, bounds)
    served.move(f"http://127.0.0.1:{listener.port}{urlsplit(served.address).path}")
    flood = Flood(listener.port, [])
    yield listener, flood
    for writer in flood.writers:
        writer.close()
    await listener.close()


def slow_body(door: Served) -> bytes:
    own = "".join(f"{name}: {value}\r\n" for name, value in door.headers(b"{}").items())
    path = urlsplit(door.address).path
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n{own}\r\n{{".encode()


@pytest.mark.parametrize("chat", CHATS)
async def test_clicks_are_answered_while_more_connections_are_open_than_there_may_be(chat: str) -> None:
    async with door_of(chat) as door, flooded(door, Bounds(MOST, MOST)) as (listener, flood):
        for begun in (IDLE, HALF, slow_body(door)):
            await flood.open(begun, 2 * MOST)
            await in_time(door)
            assert len(listener.connections) <= MOST
        assert listener.connections.closed_for_others >= 5 * MOST


@pytest.mark.parametrize("begun", [IDLE, HALF], ids=["idle", "half-sent headers"])
async def test_a_connection_that_sends_no_whole_headers_is_closed_in_time(begun: bytes) -> None:
    async with door_of("slack") as door, flooded(door, Bounds(MOST, MOST, headers=0.3)) as (listener, flood):
        (reader,) = await flood.open(begun, 1)
        await ended(reader)
        assert len(listener.connections) == 0


async def test_the_next_requests_headers_have_the_same_time() -> None:
    async with door_of("slack") as door, flooded(door, Bounds(MOST, MOST, headers=0.3)) as (_, flood):
        (reader,) = await flood.open(WHOLE, 1)
        assert (await reader.readline()).split()[1] == b"404"
        flood.writers[0].write(HALF)
        await ended(reader)


async def test_a_pause_between_two_requests_is_bounded_too() -> None:
    bounds = Bounds(MOST, MOST, idle=0.3)
    async with door_of("slack") as door, flooded(door, bounds) as (listener, flood):
        (reader,) = await flood.open(WHOLE, 1)
        await ended(reader)
        assert len(listener.connections) == 0


async def test_one_address_may_not_take_all_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of this machine stand for others' here, as a proxy's would not."""
    monkeypatch.setattr(bounded, "_stranger", lambda address: str(address[0]))
    async with door_of("slack") as door, flooded(door, Bounds(MOST, 10)) as (listener, flood):
        (other,) = await flood.open(IDLE, 1, "127.0.0.3")
        await flood.open(HALF, MOST, "127.0.0.2")
        await in_time(door)
        assert listener.connections._by_peer["127.0.0.2"] <= 10
        assert not other.at_eof()


def test_the_bound_lies_below_the_limit_of_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_most(files: int) -> Any:
        return lambda kind: (files, files)

    monkeypatch.setattr(resource, "getrlimit", at_most(1024))
    assert most_connections() == 824
    monkeypatch.setattr(resource, "getrlimit", at_most(1_000_000))
    assert most_connections() == 4000


async def ended(reader: asyncio.StreamReader) -> None:
    """Wait until the other side has closed the connection."""
    try:
        async with asyncio.timeout(10):
            await reader.read()
    except ConnectionError:
        return
