"""A process of anonymous readers of the public Library: `python -m bench.readers ADDRESS COUNT PATH…`.

Each reader asks for one of the paths after the other, with a pause after each answer, until the process is killed.
It prints a line when the first page was read.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from itertools import cycle, islice

import aiohttp

PAUSE = 0.5  # seconds
PATIENCE = aiohttp.ClientTimeout(total=30)


async def read(
    session: aiohttp.ClientSession, paths: Sequence[str], number: int, count: int, first_page: asyncio.Event
) -> None:
    """Read for ever, as reader `number` of `count`: they begin at different paths, spread over the pause."""
    await asyncio.sleep(PAUSE * number / count)
    for path in islice(cycle(paths), number % len(paths), None):
        try:
            async with session.get(path, timeout=PATIENCE) as answer:
                assert answer.status == 200, path
                await answer.read()
        except (TimeoutError, aiohttp.ClientError):
            continue
        if not first_page.is_set():
            first_page.set()
            print("reading", flush=True)
        await asyncio.sleep(PAUSE)


async def main(address: str, count: int, paths: Sequence[str]) -> None:
    connections = aiohttp.TCPConnector(limit=count)
    first_page = asyncio.Event()
    async with aiohttp.ClientSession(address, connector=connections) as session:
        await asyncio.gather(*(read(session, paths, number, count, first_page) for number in range(count)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
