"""What can't be read is answered 4xx, and every answer carries the security headers: also 404, 500, and no HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from govbot.runtime.connections import Bounds
from govbot.runtime.listening import SECURITY_HEADERS, hsts, listen
from tests.checks.doors import CHATS, Served, door_of

pytestmark = pytest.mark.check("S67")

DEEP = b"[" * 100_000
UNREADABLE = {
    "no UTF-8": b"\xff\xfe{}",
    "UTF-7": b"+AHsAfQ-",
    "deep lists": DEEP,
    "deep in a form": b"payload=" + DEEP,
    "a byte of zero": b"\x00",
}
ODD = {
    "half a surrogate": b'{"type": "\\ud800", "channelId": "msteams"}',
    "a number for the type": b'{"type": 1}',
    "nothing": b"",
}


async def fails(request: web.Request) -> web.Response:
    raise RuntimeError("a bug")


@pytest.fixture(params=CHATS)
async def door(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """The door as `govbot serve` listens, and beside it an address with a bug."""
    async with door_of(request.param) as served:
        served.site.router.add_get("/bug", fails)
        listener = await listen(served.site, "127.0.0.1", 0, Bounds(100, 100), hsts("https://govbot.example"))
        served.address = f"http://127.0.0.1:{listener.port}{urlsplit(served.address).path}"
        yield served
        await listener.close()


async def sent(door: Served, raw: bytes) -> tuple[int, dict[str, str]]:
    """The status and headers with which raw bytes are answered."""
    parts = urlsplit(door.address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(raw)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    writer.close()
    first, *lines = head.decode().split("\r\n")
    named = (line.partition(": ") for line in lines if line)
    return int(first.split()[1]), {name: value for name, _, value in named}


def posted(door: Served, body: bytes, **headers: str) -> bytes:
    """A request that shows who sends it."""
    named = {"Host": "x", "Content-Length": str(len(body)), **signing(door, body), **headers}
    own = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"POST {urlsplit(door.address).path} HTTP/1.1\r\n{own}\r\n".encode() + body


def signing(door: Served, body: bytes) -> dict[str, str]:
    try:
        return door.headers(body)
    except UnicodeDecodeError:
        return door.headers(b"")


@pytest.mark.parametrize("body", ODD.values(), ids=ODD.keys())
async def test_a_body_of_another_shape_is_no_bug(door: Served, body: bytes) -> None:
    status, headers = await sent(door, posted(door, body))
    assert status < 500
    assert SECURITY_HEADERS.items() <= headers.items()


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_a_body_that_cannot_be_read_is_answered_4xx_with_all_headers(door: Served, body: bytes) -> None:
    status, headers = await sent(door, posted(door, body))
    assert 400 <= status < 500
    assert SECURITY_HEADERS.items() <= headers.items()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"DELETE /bug HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        (b"GET /bug HTTP/1.1\r\nHost: x\r\n\r\n", 500),
        (b"GET /bug HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", 400),
        (b"\x16\x03\x01 no HTTP\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
    ],
)
async def test_also_what_is_not_found_a_bug_and_no_http_carry_all_headers(
    door: Served, raw: bytes, status: int
) -> None:
    answered, headers = await sent(door, raw)
    assert answered == status
    assert SECURITY_HEADERS.items() <= headers.items()
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_browsers_are_kept_on_https_only_where_govbot_is_reached_by_it() -> None:
    assert hsts("http://127.0.0.1:3000") == {}
    assert hsts("") == {}
