"""Listens for HTTP on bounded connections; every answer carries the security headers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from govbot.runtime.connections import Bounds, Connection, Connections, protect

# What every answer carries, also 404, 500 and a refusal to read; a page's own value goes before it.
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
SHUTDOWN_SECONDS = 5.0  # for answers under way when the operator stops govbot


def hsts(base: str) -> dict[str, str]:
    """The header that keeps browsers on https, where people's address is one of https; RFC 6797."""
    return {"Strict-Transport-Security": "max-age=31536000"} if base.startswith("https://") else {}


def guard(site: web.Application, headers: dict[str, str]) -> None:
    """Mark connections as in use while a request is answered, and give every answer its headers."""

    @web.middleware
    async def in_use(request: web.Request, handler: Any) -> web.StreamResponse:
        connection = request.protocol
        if not isinstance(connection, Connection):
            answer: web.StreamResponse = await handler(request)
            return answer
        connection.begin(request)
        try:
            answer = await handler(request)
        finally:
            connection.finish()
        return answer

    async def add_headers(_request: web.Request, answer: web.StreamResponse) -> None:
        protect(answer, headers)

    site.middlewares.insert(0, in_use)
    site.on_response_prepare.append(add_headers)


@dataclass(frozen=True, slots=True)
class Listener:
    """A port that is listened to."""

    runner: web.AppRunner
    connections: Connections
    server: asyncio.Server

    @property
    def port(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Take no more connections, finish the requests under way."""
        self.server.close()
        await self.runner.cleanup()


async def listen(
    site: web.Application, host: str, port: int, bounds: Bounds, headers: dict[str, str] | None = None
) -> Listener:
    """Serve an application on a port (0: any that is free). Raises OSError where the port can't be had."""
    own = {**SECURITY_HEADERS, **(headers or {})}
    guard(site, own)
    runner = web.AppRunner(site, access_log=None, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    connections = Connections(bounds, own)
    loop = asyncio.get_running_loop()
    assert runner.server is not None
    of = runner.server
    try:
        server = await loop.create_server(
            lambda: Connection(connections, of, loop), host, port, backlog=1024, reuse_address=True
        )
    except OSError:
        await runner.cleanup()
        raise
    return Listener(runner, connections, server)
