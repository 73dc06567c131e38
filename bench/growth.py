"""Milliseconds of a click in a policy of 5,000 events, and in a store of 10,000 policies. Floor: with 10 of each."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial

from bench.fixtures import Fixtures
from bench.measures import Measure, in_turn, p50
from bench.processes import bench_server
from bench.slack_client import Server

ROUNDS, CLICKS = 10, 16  # clicks of each kind in a round
WARM_UP = 30


async def measure(fixtures: Fixtures) -> list[Measure]:
    """Medians on three stores."""
    async with AsyncExitStack() as stack:
        servers: dict[str, Server] = {}
        for kind, prepare in (("few", fixtures.few), ("long", fixtures.long), ("many", fixtures.many)):
            store = await prepare()
            server = bench_server(fixtures.slack, "govbot", store.folder, store.buttons())
            servers[kind] = await stack.enter_async_context(server)
            await servers[kind].clicks(WARM_UP)
        milliseconds = await in_turn(
            {kind: partial(server.clicks, CLICKS) for kind, server in servers.items()}, ROUNDS
        )
    few, long, many = (p50(milliseconds[kind]) for kind in ("few", "long", "many"))
    return [
        Measure("click with 5,000 events in the policy", long, "ms", "floor: with 10", few, 1.3),
        Measure("click with 10,000 policies in the store", many, "ms", "floor: with 10", few, 1.3),
    ]
