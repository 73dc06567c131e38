"""Open pages are told each thing once, and let go when they fall behind."""

from __future__ import annotations

from govbot_web.hub import MOST, Hub, Notice


async def test_the_same_thing_waits_only_once() -> None:
    hub = Hub()
    with hub.watching("p1") as page:
        for _ in range(3 * MOST):
            hub.tell(Notice("world"))
        hub.tell(Notice("clock"), "p2")
        hub.tell(Notice("clock"), "p1")
        assert [await page.next(), await page.next()] == [Notice("world"), Notice("clock")]


async def test_a_page_too_far_behind_is_let_go() -> None:
    hub = Hub()
    with hub.watching("p1") as page:
        for number in range(MOST + 1):
            hub.tell(Notice("message", f"m{number}"))
        assert await page.next() is None
    assert hub.people() == set()


async def test_at_the_end_every_page_is_let_go() -> None:
    hub = Hub()
    with hub.watching("p1") as first, hub.watching("p2") as two:
        hub.close()
        assert [await first.next(), await two.next()] == [None, None]
