"""What follows an answer gives way to those who still wait for theirs, but not for long."""

from __future__ import annotations

import asyncio

import pytest

from govbot.adapter_api import background
from govbot.adapter_api.background import BackgroundTasks


async def test_what_follows_begins_when_nobody_waits_for_an_answer() -> None:
    order: list[str] = []
    work, released = BackgroundTasks(), asyncio.Event()

    async def answer(name: str) -> str:
        await released.wait()
        order.append(name)
        return name

    async def follow() -> None:
        order.append("what follows")

    first = work.first(answer)
    asked = [asyncio.create_task(first(name)) for name in ("one", "two")]
    await asyncio.sleep(0)
    work.soon(follow())
    await asyncio.sleep(0.01)
    released.set()
    assert await asyncio.gather(*asked) == ["one", "two"]
    await work.finish()
    assert order == ["one", "two", "what follows"]


async def test_it_begins_all_the_same_where_answers_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "GIVES_WAY", 0.02)
    work, done = BackgroundTasks(), asyncio.Event()

    async def answer(_: str) -> None:
        await asyncio.Event().wait()

    async def follow() -> None:
        done.set()

    asked = asyncio.create_task(work.first(answer)("one"))
    await asyncio.sleep(0)
    work.soon(follow())
    await asyncio.wait_for(done.wait(), 2)
    assert not asked.done(), "it began although the answer was still under way"
    asked.cancel()
