"""Attacks on the playground: other origins and hosts, forged and oversized requests."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from types import SimpleNamespace
from typing import cast

import pytest
from aiohttp import web

from govbot_web.body import MOST_BYTES
from govbot_web.guard import is_local
from tests.web.conftest import Served

POST = "/api/as/p1/command"


async def status(served: Served, method: str, path: str, headers: dict[str, str], body: bytes = b"{}") -> int:
    """What a raw request gets."""
    async with served.session.request(
        method, served.base + path, headers=headers, data=BytesIO(body)
    ) as response:
        if response.status >= 400 and path.startswith("/api"):
            assert (await response.json())["sentence"].endswith((".", "port."))
        return response.status


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example", "", "[::1", "x:y"]
)
@pytest.mark.check("S49")
async def test_another_host_name_is_refused(served: Served, host: str) -> None:
    for path in ("/", "/api/world", "/static/main.js"):
        assert await status(served, "GET", path, {"Host": host}) == 403


@pytest.mark.check("S49")
async def test_localhost_with_our_port_is_served(served: Served) -> None:
    port = served.base.rsplit(":", 1)[1]
    assert await status(served, "GET", "/api/world", {"Host": f"localhost:{port}"}) == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "", "http://localhost"]
)
@pytest.mark.check("S49")
async def test_a_page_of_another_origin_is_refused(served: Served, origin: str) -> None:
    headers = {"Origin": origin, "X-CSRF-Token": await served.token()}
    assert await status(served, "GET", "/api/world", headers) == 403
    assert await status(served, "POST", POST, headers) == 403
    assert served.bot.asked == []


@pytest.mark.check("S49")
async def test_a_post_must_name_its_origin_and_this_starts_token(served: Served) -> None:
    token, own = await served.token(), {"Origin": served.base}
    assert await status(served, "POST", POST, {"X-CSRF-Token": token}) == 403
    assert await status(served, "POST", POST, own) == 403
    assert await status(served, "POST", POST, own | {"X-CSRF-Token": "forged"}) == 403
    body = b'{"text": "/gov help"}'
    assert await status(served, "POST", POST, own | {"X-CSRF-Token": token}, body) == 200


@pytest.mark.check("S49")
async def test_another_site_cannot_make_the_browser_read(served: Served) -> None:
    assert await status(served, "GET", "/api/people", {"Sec-Fetch-Site": "cross-site"}) == 403


@pytest.mark.parametrize(
    ("address", "expected"), [("127.0.0.1", True), ("::1", True), ("192.168.1.5", False)]
)
@pytest.mark.check("S49")
def test_what_does_not_arrive_on_loopback_is_refused(address: str, expected: bool) -> None:
    name = f"[{address}]" if ":" in address else address
    transport = SimpleNamespace(get_extra_info=lambda _: (address, 8080))
    headers = {"Host": f"{name}:8080"}
    request = SimpleNamespace(transport=transport, headers=headers, method="GET")
    assert expected == is_local(cast(web.Request, request))


@pytest.mark.check("S40")
async def test_every_answer_carries_the_headers_that_keep_it_inert(served: Served) -> None:
    for path, host in (
        ("/", None),
        ("/static/main.js", None),
        ("/api/world", None),
        ("/nowhere", None),
        ("/", "evil"),
    ):
        async with served.session.get(served.base + path, headers={"Host": host} if host else {}) as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.check("S40")
async def test_the_page_has_no_inline_script_or_style(served: Served) -> None:
    async with served.session.get(served.base) as response:
        page = await response.text()
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == 1
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


@pytest.mark.check("S42")
async def test_a_body_of_more_than_12_mb_is_refused(served: Served) -> None:
    headers = await good(served)
    assert await status(served, "POST", POST, headers, b"x" * (MOST_BYTES + 1)) == 413


@pytest.mark.check("S42")
async def test_more_words_than_anybody_types_are_refused(served: Served) -> None:
    body = json.dumps({"text": "x" * 2_000_000}).encode()
    assert await status(served, "POST", POST, await good(served), body) == 413
    assert (
        await status(served, "POST", POST, await good(served), b'{"text": "' + b"x" * 30_000 + b'"}') == 400
    )


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000, b'{"a":' * 50_000, b"[1]", b"\xff", b'{"text": 1}', b'{"text": " "}',
        b'{"text": "/gov", "conversation": {}}',
    ],
)  # fmt: skip
@pytest.mark.check("S42")
async def test_what_cannot_be_read_is_refused_and_is_no_fault(served: Served, body: bytes) -> None:
    assert await status(served, "POST", POST, await good(served), body) == 400


@pytest.mark.check("S42")
async def test_a_chunked_body_is_bounded_as_well(served: Served) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(served.base.rsplit(":", 1)[1]))
    head = "".join(f"{name}: {value}\r\n" for name, value in (await good(served)).items())
    host = served.base.removeprefix("http://")
    writer.write(f"POST {POST} HTTP/1.1\r\nHost: {host}\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode())
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for _ in range(20):
        writer.write(chunk)
    line = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    assert b"413" in line


@pytest.mark.check("S42")
async def test_answers_of_a_wrong_shape_are_refused(served: Served) -> None:
    for answers in ("x", {"a": 1}, {"a": [1]}, {"a": {"b": "c"}}):
        answer = await served.playground.post("/api/as/p1/submit", {"token": "need-1", "answers": answers})
        assert answer["reply"] == "sorry"
    assert served.bot.asked == []


async def test_nobody_acts_as_somebody_who_is_not_there_or_where_they_are_not(served: Served) -> None:
    play = served.playground
    assert (await play.post("/api/as/p999/command", {"text": "/gov"}))["reply"] == "sorry"
    away = {"text": "hello", "conversation": "channel:steering"}
    assert (await play.post("/api/as/p20/say", away))["reply"] == "sorry"
    assert (await play.post("/api/as/p20/say", {"text": "x", "conversation": "dm:p1"}))["reply"] == "sorry"
    assert served.bot.asked == []


async def good(served: Served) -> dict[str, str]:
    """The headers of a request that the page sends."""
    token = await served.token()
    return {"Origin": served.base, "X-CSRF-Token": token, "Content-Type": "application/json"}
