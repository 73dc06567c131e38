"""The open connections of a listener: bounded in number, and in the time that headers may take."""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import structlog
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

log = structlog.get_logger("govbot.runtime.connections")
FILES_KEPT = 200  # for the database, the chats' own connections, files and logs
MOST_CONNECTIONS = 4000  # whatever the limit of open files says


def most_connections() -> int:
    """How many connections fit below this process's limit of open files."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(10, min(MOST_CONNECTIONS, allowed - FILES_KEPT))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of one listener: times in seconds, numbers of connections.

    `headers` is for a whole request line and headers; `idle` for the pause before the next request, which is
    longer than a proxy's (nginx 60 s, Caddy 120 s), so that no request meets a closing connection. `peer` is for one
    address that is not this machine's own, where a proxy would be.
    """

    most: int
    peer: int
    headers: float = 10.0
    idle: float = 150.0

    @classmethod
    def of_this_process(cls) -> Bounds:
        most = most_connections()
        return cls(most, max(10, most // 4))


class Connections:
    """The open connections of one listener, the longest unused first."""

    def __init__(self, bounds: Bounds, headers: dict[str, str]) -> None:
        self.bounds = bounds
        self.headers = headers
        self.closed_for_others = 0
        self._open: dict[Connection, None] = {}
        self._by_peer: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    def add(self, connection: Connection) -> bool:
        """Take a connection; the longest unused is closed for it. False where all are being answered."""
        peer = connection.peer
        if peer and self._by_peer[peer] >= self.bounds.peer and not self._make_room(peer):
            return False
        if len(self._open) >= self.bounds.most and not self._make_room(""):
            return False
        self._open[connection] = None
        self._by_peer[peer] += 1
        return True

    def used(self, connection: Connection) -> None:
        """Move a connection behind all others."""
        if connection in self._open:
            self._open[connection] = self._open.pop(connection)

    def remove(self, connection: Connection) -> None:
        if connection in self._open:
            del self._open[connection]
            self._by_peer[connection.peer] -= 1
            if not self._by_peer[connection.peer]:
                del self._by_peer[connection.peer]

    def _make_room(self, peer: str) -> bool:
        """Close the longest unused connection, of this peer where one is named."""
        for connection in self._open:
            if peer in ("", connection.peer) and not connection.is_answering():
                self.closed_for_others += 1
                connection.end()
                return True
        log.warning("A connection was refused: all are in use", peer=peer, connections=len(self._open))
        return False


class Connection(RequestHandler):
    """One connection: aiohttp's protocol, with a place among the bounded ones and a deadline for headers."""

    __slots__ = ("_connections", "_deadline", "_request", "peer")

    def __init__(self, connections: Connections, server: web.Server, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            server,
            loop=loop,
            keepalive_timeout=connections.bounds.idle,
            lingering_time=2.0,
            access_log=None,  # type: ignore[arg-type]  # aiohttp's own way to say none
            auto_decompress=False,  # a small body must not become a large one before anybody has looked at it
        )
        self._connections = connections
        self._deadline: asyncio.TimerHandle | None = None
        self._request: web.BaseRequest | None = None
        self.peer = ""

    def is_answering(self) -> bool:
        """Whether a request has come in wholly and is being answered."""
        return self._request is not None and self._request.content.is_eof()

    def begin(self, request: web.BaseRequest) -> None:
        """A request's headers are there."""
        self._request = request
        self._stop_waiting()
        self._connections.used(self)

    def finish(self) -> None:
        """A request has been answered, or is about to be."""
        self._request = None
        self._connections.used(self)

    def end(self) -> None:
        """Close at once, without an answer."""
        transport = self.transport
        self._connections.remove(self)
        if transport is not None:
            transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.peer = _stranger(transport.get_extra_info("peername"))
        if not self._connections.add(self):
            self.end()
            return
        self._wait_for_headers()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._stop_waiting()
        self._connections.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._request is None and self._deadline is None:
            self._wait_for_headers()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what cannot be read as HTTP, or to a bug; with the headers of every answer, and no details."""
        if status < 500:
            log.info("A request that can't be read was turned away", status=status, error=type(exc).__name__)
            answer: web.StreamResponse = web.Response(
                status=status, text="This is no request that can be read.\n"
            )
            answer.force_close()
        else:
            answer = super().handle_error(request, status, exc, message)
        protect(answer, self._connections.headers)
        return answer

    def _wait_for_headers(self) -> None:
        self._deadline = asyncio.get_running_loop().call_later(self._connections.bounds.headers, self._late)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if self._request is None:
            self.end()


def _stranger(address: Any) -> str:
    """The address of a peer; "" for this machine, where a proxy stands for many."""
    host = str(address[0]) if isinstance(address, tuple) and address else ""
    try:
        return "" if not host or ip_address(host.partition("%")[0]).is_loopback else host
    except ValueError:
        return host


def protect(answer: web.StreamResponse, headers: dict[str, str]) -> None:
    """Add the headers that are not there yet."""
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
