"""A record is moved to another kind of database, and goes on there as if nothing had happened."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean

from govbot.record.schema import metadata
from govbot.record.transfer import RUNS, TransferRefused, move
from tests.bot.town import town_at, town_in
from tests.places import Place, empty_on, sqlite_in
from tests.postgres import Server
from tests.record.given import Clock, record_in


@pytest.fixture
def other(place: Place, tmp_path: Path, postgres: Server) -> Iterator[Place]:
    """An empty database of the other kind."""
    if place.server is not None:
        yield sqlite_in(tmp_path, "other.db")
        return
    made = empty_on(postgres)
    yield made
    postgres.drop(made.name)


async def test_a_process_under_way_goes_on_in_the_other_database(place: Place, other: Place) -> None:
    async with town_at("request", place) as town:
        before, clock, chat = await town.entries(), town.clock, town.chat
        approve = town.secretary.value("Approve draft D1")
    moved = move(place.url, other.url, watched=0.2)
    assert moved.bad is None
    assert moved.entries > len(before)
    for table in metadata.sorted_tables:
        columns = ", ".join(
            f'"{column.name}"' for column in table.columns if not isinstance(column.type, Boolean)
        )
        order = ", ".join(f'"{column.name}"' for column in table.primary_key)
        words = f'SELECT {columns} FROM "{table.name}" ORDER BY {order}'
        assert [tuple(map(str, row)) for row in other.look(words)] == [
            tuple(map(str, row)) for row in place.look(words)
        ], table.name
    async with town_in(other, clock=clock, chat=chat) as again:
        assert await again.entries() == before
        await again.secretary.presses(approve)
        await again.settle()
        assert (await again.entries())[-1] == "Approved"


async def test_nothing_is_copied_over_a_record(place: Place, other: Place) -> None:
    async with town_at("raise_need", place):
        pass
    move(place.url, other.url, watched=0.2)
    with pytest.raises(TransferRefused, match="holds a record already"):
        move(place.url, other.url, watched=0.2)


async def test_nothing_is_copied_while_govbot_runs(place: Place, other: Place) -> None:
    """One that runs has the file open, and renews the queues that it holds."""
    record = record_in(place, Clock())
    await record.open()
    held = await record.write(lambda tx: tx.queue_leases.take(tx.queue_leases.look(["slack"]), "me"))
    moving = asyncio.create_task(asyncio.to_thread(move, place.url, other.url))
    while not moving.done():
        await record.write(lambda tx: tx.queue_leases.beat(held, "me"))
        await asyncio.sleep(0.2)
    await record.close()
    with pytest.raises(TransferRefused) as told:
        await moving
    assert str(told.value) == RUNS


async def test_what_a_killed_govbot_left_is_copied(place: Place, other: Place) -> None:
    """It holds the queues for ever, and renews them no more."""
    record = record_in(place, Clock())
    await record.open()
    await record.write(lambda tx: tx.queue_leases.take(tx.queue_leases.look(["slack"]), "me"))
    await record.close()
    move(place.url, other.url, watched=0.3)
    assert other.look("SELECT holder FROM lanes") == [("me",)]
