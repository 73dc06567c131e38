"""A click that records a decision: idle, while 500 people are written to, and from 16 clients at once."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from itertools import repeat

from bench.measures import Measure, in_turn, p50, p99
from bench.place import Place
from bench.pressing import Server, serving

ROUNDS, CLICKS = 10, 50  # of each kind
WARM_UP = 30
CLIENTS, CROWD_ROUNDS, EACH = 16, 4, 6
FLOORS = ("empty", "insert")


async def measure(place: Place) -> list[Measure]:
    """The medians and the slowest in a hundred, in milliseconds; then answers per second."""
    async with AsyncExitStack() as stack:
        servers = {}
        for kind in (*FLOORS, "govbot", "broadcast"):
            store = await place.few()
            user = next(store.buttons())[0]
            buttons = repeat((user, "x")) if kind in FLOORS else store.buttons()
            server = await stack.enter_async_context(serving(place.slack, kind, store.folder, buttons))
            await server.clicks(WARM_UP)
            if kind == "broadcast":
                server.signal(signal.SIGSTOP)
            servers[kind] = server
        taken = await in_turn(
            {kind: lambda one=one, kind=kind: _round(one, kind) for kind, one in servers.items()},  # type: ignore[misc]
            ROUNDS,
        )
        answered = await in_turn(
            {kind: lambda kind=kind: _crowd(servers[kind]) for kind in ("insert", "govbot")},  # type: ignore[misc]
            CROWD_ROUNDS,
        )
    return [*_measures(taken), _crowded(answered)]


async def _round(server: Server, kind: str) -> list[float]:
    """Clicks one after the other; the broadcast goes on only while its clicks are measured."""
    if kind != "broadcast":
        return await server.clicks(CLICKS)
    server.signal(signal.SIGCONT)
    await asyncio.sleep(BETWEEN_ROUNDS)
    try:
        return await server.clicks(CLICKS)
    finally:
        server.signal(signal.SIGSTOP)


BETWEEN_ROUNDS = 0.1  # seconds for the broadcast to be under way again


async def _crowd(server: Server) -> list[float]:
    """How many clicks a second are answered while each of the clients presses again at once."""

    async def client() -> None:
        for _ in range(EACH):
            await server.click()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    answers = CLIENTS * EACH / (time.perf_counter() - begun)
    await asyncio.sleep(1.0)  # what follows the answers is done before the next round
    return [answers]


def _measures(taken: dict[str, list[float]]) -> list[Measure]:
    empty, insert, idle, broadcast = taken.values()
    bolt, durable = "an empty Bolt handler in its default mode", "Bolt and one raw durable insert"
    return [
        Measure(f"durable click, p50; floor: {bolt}", p50(idle), "ms", p50(empty), 0.4),
        Measure(f"durable click, p50; floor: {durable}", p50(idle), "ms", p50(insert), 3.0),
        Measure(f"durable click, p99; floor: {durable}", p99(idle), "ms", p99(insert), 5.0),
        Measure(
            f"click during a broadcast to 500, p50; floor: {durable}", p50(broadcast), "ms", p50(insert), 3.0
        ),
        Measure("click during a broadcast to 500, p99; floor: idle", p99(broadcast), "ms", p99(idle), 3.0),
    ]


def _crowded(answered: dict[str, list[float]]) -> Measure:
    insert, govbot = (p50(answered[kind]) for kind in ("insert", "govbot"))
    return Measure(
        "16 clients at once; floor: Bolt and one raw durable insert", govbot, "answers/s", insert, least=0.4
    )
