"""What a click costs where much is there already: many events in its policy, many policies in the store."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bench.measures import Measure, in_turn, p50
from bench.place import Place
from bench.pressing import Server, serving

ROUNDS, CLICKS = 10, 16
WARM_UP = 30


async def measure(place: Place) -> list[Measure]:
    """The medians of clicks on three stores, in milliseconds."""
    async with AsyncExitStack() as stack:
        servers: dict[str, Server] = {}
        for name, made in (("few", place.few), ("long", place.long), ("many", place.many)):
            store = await made()
            server = serving(place.slack, "govbot", store.folder, store.buttons())
            servers[name] = await stack.enter_async_context(server)
            await servers[name].clicks(WARM_UP)
        taken = await in_turn(
            {name: lambda one=one: one.clicks(CLICKS) for name, one in servers.items()},  # type: ignore[misc]
            ROUNDS,
        )
    few, long, many = (p50(taken[name]) for name in ("few", "long", "many"))
    return [
        Measure("click with 5,000 events in the policy; floor: with 10", long, "ms", few, 1.3),
        Measure("click with 10,000 policies in the store; floor: with 10", many, "ms", few, 1.3),
    ]
