"""Milliseconds of a click that is recorded: idle, during a broadcast, and answers/s for 16 clients at once.

Floors: an empty Bolt handler; Bolt with one raw durable insert. Peer: Bolt with a one-step durable workflow of DBOS.
"""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from functools import partial
from itertools import repeat

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50, p99
from bench.processes import bench_server
from bench.slack_client import Server

ROUNDS, CLICKS = 10, 50  # clicks of each kind in a round
WARM_UP = 30
RESUMING = 0.1  # seconds for the broadcast to be under way again
CLIENTS, CLIENT_ROUNDS, EACH = 16, 4, 6
WITHOUT_GOVBOT = ("empty", "insert", "peer")
KINDS = (*WITHOUT_GOVBOT, "govbot", "broadcast")
BOLT, INSERT = "floor: an empty Bolt handler in its default mode", "floor: Bolt and one raw durable insert"
PEER = "peer: Bolt and a one-step durable workflow of DBOS"


async def measure(fixtures: Fixtures) -> list[Measure]:
    """Latencies one click at a time, then the throughput of several clients."""
    async with AsyncExitStack() as stack:
        servers = {kind: await _server(stack, fixtures, kind) for kind in KINDS}
        milliseconds = await in_turn(
            {kind: partial(_round, server, kind) for kind, server in servers.items()}, ROUNDS
        )
        processor = {kind: await _processor(servers[kind]) for kind in ("insert", "govbot")}
        throughput = await in_turn(
            {kind: partial(_clients, servers[kind]) for kind in ("insert", "govbot")}, CLIENT_ROUNDS
        )
    return [*_latencies(milliseconds), _processor_time(processor), _throughput(throughput)]


async def _server(stack: AsyncExitStack, fixtures: Fixtures, kind: str) -> Server:
    store = await fixtures.few()
    user, _ = next(store.buttons())
    buttons = repeat((user, "x")) if kind in WITHOUT_GOVBOT else store.buttons()
    server = await stack.enter_async_context(bench_server(fixtures.slack, kind, store.folder, buttons))
    await server.clicks(WARM_UP)
    if kind == "broadcast":
        server.signal(signal.SIGSTOP)
    return server


async def _round(server: Server, kind: str) -> list[float]:
    """Clicks one after the other; the broadcast goes on only while its clicks are measured."""
    if kind != "broadcast":
        return await server.clicks(CLICKS)
    server.signal(signal.SIGCONT)
    await asyncio.sleep(RESUMING)
    try:
        return await server.clicks(CLICKS)
    finally:
        server.signal(signal.SIGSTOP)


async def _processor(server: Server) -> float:
    """Milliseconds of processor time for a click and the work that follows its answer."""
    before = server.processor()
    await server.clicks(2 * CLICKS)
    await asyncio.sleep(1.0)
    return (server.processor() - before) / (2 * CLICKS)


async def _clients(server: Server) -> list[float]:
    """Answers per second while each client clicks again as soon as it is answered."""

    async def client() -> None:
        for _ in range(EACH):
            await server.click()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    answers = CLIENTS * EACH / (time.perf_counter() - started)
    await asyncio.sleep(1.0)  # the work that follows the answers is done before the next round
    return [answers]


def _latencies(milliseconds: dict[str, list[float]]) -> list[Measure]:
    empty, insert, peer, idle, broadcast = (milliseconds[kind] for kind in KINDS)
    during = "click during a broadcast to 500"
    return [
        Measure("durable click, p50", p50(idle), "ms", BOLT, p50(empty), 0.4),
        Measure("durable click, p50", p50(idle), "ms", INSERT, p50(insert), 1.6),
        Measure("durable click, p99", p99(idle), "ms", INSERT, p99(insert), 2.0),
        Measure("durable click, p50", p50(idle), "ms", PEER, p50(peer), 0.7),
        Measure(f"{during}, p50", p50(broadcast), "ms", INSERT, p50(insert), 3.0),
        Measure(f"{during}, p99", p99(broadcast), "ms", "the same when idle", p99(idle), 3.0),
    ]


def _processor_time(milliseconds: dict[str, float]) -> Measure:
    name = "processor time of a click and the work that follows it"
    return Measure(name, milliseconds["govbot"], "ms", INSERT, milliseconds["insert"])


def _throughput(answers: dict[str, list[float]]) -> Measure:
    insert, govbot = (p50(answers[kind]) for kind in ("insert", "govbot"))
    return Measure(f"{CLIENTS} clients at once", govbot, "answers/s", INSERT, insert, least=0.45)
