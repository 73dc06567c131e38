"""Small writes that come while the record is busy are committed together; one that fails hinders no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from govbot.record import BatchedWrites, Record, Tx


def note(name: str, seen: list[int]) -> Callable[[Tx], None]:
    """A write that also notes which transaction it ran in."""

    def work(tx: Tx) -> None:
        seen.append(id(tx))
        tx.notes.set(name, "written")

    return work


def fail(tx: Tx) -> None:
    raise LookupError("a bug")


async def written(record: Record, count: int) -> list[str | None]:
    return await record.read(lambda tx: [tx.notes.get(f"note {number}") for number in range(count)])


async def test_writes_that_come_together_share_a_transaction(record: Record) -> None:
    batched, seen = BatchedWrites(record), list[int]()
    await asyncio.gather(*(batched.write(note(f"note {number}", seen)) for number in range(20)))
    assert await written(record, 20) == ["written"] * 20
    assert len(set(seen)) == 1


async def test_a_write_that_fails_is_the_only_one_that_does(record: Record) -> None:
    batched, seen = BatchedWrites(record), list[int]()
    results = await asyncio.gather(
        batched.write(note("note 0", seen)),
        batched.write(fail),
        batched.write(note("note 1", seen)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [type(None), LookupError, type(None)]
    assert await written(record, 2) == ["written", "written"]


async def test_a_write_goes_on_when_its_caller_is_cancelled(record: Record) -> None:
    batched = BatchedWrites(record)
    caller = asyncio.create_task(batched.write(note("note 0", [])))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await batched.write(note("note 1", []))
    assert await written(record, 2) == ["written", "written"]
