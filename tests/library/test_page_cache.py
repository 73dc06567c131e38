"""R28: many readers of one page of the Library: it is drawn once, beside the event loop, and kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest

from govbot.documents.worker_process import JobFailed, WorkerPool
from govbot.library.page_cache import OVERHEAD, DrawnOnce, Page, drawn
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


class Facts:
    """The facts of a page, which count how often they are read."""

    def __init__(self, *facts: Any) -> None:
        self.facts, self.read = facts, 0

    async def __call__(self) -> tuple[Any, ...]:
        self.read += 1
        return self.facts


def cache_of(pool: WorkerPool, most: int = 2**20) -> DrawnOnce[Page]:
    return DrawnOnce(lambda page: len(page.body), most, pool)


async def test_thirty_readers_of_one_page_have_it_read_and_drawn_once(pool: CountingPool) -> None:
    cache, facts = cache_of(pool), Facts(redline_page, REVISED, SECOND, EXAMPLE)
    pages = await asyncio.gather(*(cache.get("v1.1", drawn, facts) for _ in range(30)))
    assert {redline_page(REVISED, SECOND).encode()} == {page.body for page in pages}
    await cache.get("v1.1", drawn, facts)
    assert (pool.jobs, facts.read) == (1, 1)


async def test_the_event_loop_runs_on_while_a_page_is_drawn(pool: CountingPool) -> None:
    drawing = asyncio.create_task(cache_of(pool).get("page", drawn, Facts(time.strftime, "drawn")))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert (await drawing).body == b"drawn"
    assert turns > 5


async def test_pages_past_the_bound_are_drawn_again(pool: CountingPool) -> None:
    cache = cache_of(pool, most=2 * OVERHEAD)
    for words in ("one", "two", "six", "one"):
        await cache.get(words, drawn, Facts(time.strftime, words))
    assert pool.jobs == 4


async def test_keys_count_towards_the_bound(pool: CountingPool) -> None:
    cache = cache_of(pool)
    await cache.get("k" * 5000, drawn, Facts(time.strftime, "x"))
    assert cache.size > 5000


async def test_a_page_that_could_not_be_drawn_is_tried_again(pool: CountingPool) -> None:
    cache = cache_of(pool)
    with pytest.raises(JobFailed):
        await cache.get("page", drawn, Facts(redline_page, "no policy", "no version"))
    assert (await cache.get("page", drawn, Facts(time.strftime, "drawn"))).body == b"drawn"
