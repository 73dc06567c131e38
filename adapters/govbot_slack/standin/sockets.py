"""Socket Mode: WebSockets that carry the same payloads, acknowledged by envelope."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

from aiohttp import WSMsgType, web

Dict = dict[str, Any]
ANSWER_SECONDS = 3.0


class Sockets:
    """The connections of an app, 10 at most. Any payload goes over any of them; here over the newest."""

    def __init__(self) -> None:
        self._open: list[web.WebSocketResponse] = []
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Dict]] = {}
        self._connected = asyncio.Event()

    @property
    def count(self) -> int:
        """How many connections there are."""
        return len(self._open)

    def ticket(self) -> str:
        """What the address of a new connection carries; good for one."""
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return ticket

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """A connection: says hello, then takes acknowledgements until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self._open) >= 10:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"type": "hello", "num_connections": len(self._open) + 1, "connection_info": {}}
        )
        self._open.append(socket)
        self._connected.set()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._forget(socket)
        return socket

    async def deliver(self, kind: str, payload: Dict) -> Dict | None:
        """Send a payload; what came with its acknowledgement, or None when none came within 3 seconds."""
        while not self._open:
            await asyncio.wait_for(self._connected.wait(), 15)
        envelope = f"envelope-{next(self._numbers)}"
        answer: asyncio.Future[Dict] = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = answer
        accepts = kind in ("slash_commands", "interactive")
        body = {
            "type": kind,
            "envelope_id": envelope,
            "payload": payload,
            "accepts_response_payload": accepts,
        }
        try:
            await self._open[-1].send_json(body)
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        except (TimeoutError, ConnectionError):
            return None
        finally:
            self._waiting.pop(envelope, None)

    async def warn(self) -> None:
        """Tell every connection that it will be closed, as Slack does about 10 seconds before."""
        for socket in list(self._open):
            self._forget(socket)
            await socket.send_json({"type": "disconnect", "reason": "warning", "debug_info": {}})

    def cut(self) -> None:
        """Break every connection without a word."""
        for socket in list(self._open):
            self._forget(socket)
            transport = socket._req.transport if socket._req else None
            if transport is not None:
                transport.abort()

    async def close(self) -> None:
        """End every connection."""
        for socket in list(self._open):
            await socket.close()

    def _acknowledge(self, answer: Dict) -> None:
        waiting = self._waiting.get(answer.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._connected.clear()
