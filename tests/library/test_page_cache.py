"""R28: many readers of one page of the Library: it is drawn once, beside the event loop, and kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest

from govbot.documents.worker_process import WorkerPool
from govbot.library.page_cache import PageCache
from govbot.library.pages import redline_page
from govbot.library.shelf import EXAMPLE
from tests.library.given import REVISED, SECOND

pytestmark = pytest.mark.check("R28")


class CountingPool(WorkerPool):
    """A pool that counts its jobs."""

    jobs = 0

    async def run(self, *job: Any, **limits: Any) -> Any:
        self.jobs += 1
        return await super().run(*job, **limits)


@pytest.fixture
def pool() -> Iterator[CountingPool]:
    pool = CountingPool(1)
    yield pool
    pool.close()


async def test_thirty_readers_of_one_page_have_it_drawn_once(pool: CountingPool) -> None:
    cache = PageCache(pool)
    pages = await asyncio.gather(*(cache.page(redline_page, REVISED, SECOND, EXAMPLE) for _ in range(30)))
    assert {redline_page(REVISED, SECOND).encode()} == {page.body for page in pages}
    await cache.page(redline_page, REVISED, SECOND, EXAMPLE)
    assert pool.jobs == 1


async def test_the_event_loop_runs_on_while_a_page_is_drawn(pool: CountingPool) -> None:
    drawing = asyncio.create_task(PageCache(pool).page(time.strftime, "drawn"))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert (await drawing).body == b"drawn"
    assert turns > 5


async def test_pages_past_the_bound_are_drawn_again(pool: CountingPool) -> None:
    cache = PageCache(pool, most=5)
    for words in ("one", "two", "six", "one"):
        await cache.page(time.strftime, words)
    assert pool.jobs == 4
