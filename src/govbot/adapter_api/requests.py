"""Reads a platform's HTTP requests, no further than they may be long."""

from __future__ import annotations

from aiohttp import web

CHUNK = 64 * 1024  # bytes


async def body_of(request: web.Request, most: int) -> bytes | None:
    """The body; None where it is longer than `most` bytes."""
    data = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)


def is_encoded(request: web.Request) -> bool:
    """Whether the body comes compressed: no platform does that, and inflating it would cost more than sending it."""
    return request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity")
