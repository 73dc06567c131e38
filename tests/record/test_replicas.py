"""Several processes at one record: whoever decides does so on what is there, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import partial

import pytest

from govbot.record import Busy, Record, StorageFault, Tx, migrate
from govbot.record.database import url_of
from tests.places import Place, empty_on, postgresql_on
from tests.postgres import Server
from tests.record.given import CIO, Clock, Noted, record_in

STREAM, DIRECTORY = "policy:ITP-1", "directory"


def append(tx: Tx, words: str, stream: str = STREAM) -> int:
    return tx.append(stream, CIO, [Noted(words=words)])[-1].seq


def length(tx: Tx, stream: str) -> int:
    return tx.state(stream)[1]


async def opened(place: Place) -> Record:
    record = record_in(place, Clock())
    await record.open()
    return record


@pytest.fixture
def postgresql(postgres: Server) -> Iterator[Place]:
    """What only several writers at one time can meet."""
    made = postgresql_on(postgres)
    yield made
    postgres.drop(made.name)


@pytest.fixture
async def replica(postgresql: Place) -> AsyncIterator[Record]:
    record = await opened(postgresql)
    yield record
    await record.close()


async def test_who_looked_before_another_was_first_decides_again(record: Record, place: Place) -> None:
    """Without a lock taken before looking: the decision is made once more, on what is then there."""
    other, seen = await opened(place), list[int]()
    await record.write(lambda tx: append(tx, "one"))
    meanwhile = threading.Event()

    def look_then_write(tx: Tx) -> int:
        seen.append(tx.state(STREAM)[1])
        if place.server and not meanwhile.is_set():
            meanwhile.set()
            other.write_now(lambda tx: append(tx, "meanwhile"))
        return append(tx, "next")

    assert await record.write(look_then_write) == (3 if place.server else 2)
    assert seen == ([1, 2] if place.server else [1])
    await other.close()


async def test_many_decisions_on_one_stream_by_two_replicas_all_count(record: Record, place: Place) -> None:
    def count_up(tx: Tx) -> int:
        before: int = tx.state(STREAM)[1]
        assert append(tx, str(before + 1)) == before + 1
        return before + 1

    other = await opened(place)
    seqs = await asyncio.gather(*(each.write(count_up) for _ in range(30) for each in (record, other)))
    assert sorted(seqs) == list(range(1, 61))
    await other.close()


async def test_what_is_only_read_does_not_change_until_the_decision_is_recorded(
    record: Record, place: Place
) -> None:
    """Whether somebody may act is read off the directory at the moment of the act."""
    other = await opened(place)
    await record.write(lambda tx: append(tx, "may act", DIRECTORY))
    holding, waiting = threading.Event(), threading.Event()

    def act(tx: Tx) -> tuple[str, ...]:
        tx.lock([STREAM], reading=[DIRECTORY])
        holding.set()
        waiting.wait(0.5)
        append(tx, "acted")
        allowed: tuple[str, ...] = tx.state(DIRECTORY)[0]
        return allowed

    acting = asyncio.create_task(record.write(act))
    await asyncio.to_thread(holding.wait, 2)
    ended = asyncio.create_task(other.write(lambda tx: append(tx, "may not act", DIRECTORY)))
    await asyncio.sleep(0.1)
    assert not ended.done()
    waiting.set()
    assert await acting == ("may act",)
    assert await ended == 2
    await other.close()


async def test_two_acts_on_different_streams_read_the_same_directory_at_once(replica: Record) -> None:
    await replica.write(lambda tx: append(tx, "may act", DIRECTORY))
    together = threading.Barrier(2, timeout=1.5)

    def act(tx: Tx, stream: str) -> int:
        tx.lock([stream], reading=[DIRECTORY])
        together.wait()
        return append(tx, "acted", stream)

    streams = (STREAM, "policy:ITP-2")
    assert await asyncio.gather(*(replica.write(partial(act, stream=stream)) for stream in streams)) == [1, 1]


async def test_streams_taken_crosswise_are_untangled(replica: Record) -> None:
    first, second = STREAM, "policy:ITP-2"
    for stream in (first, second):
        await replica.write(partial(append, words="one", stream=stream))
    together = threading.Barrier(2)

    def crosswise(tx: Tx, locked: str, appended: str) -> None:
        tx.lock([locked])
        with suppress(threading.BrokenBarrierError):  # the second time they don't meet
            together.wait(0.5)
        append(tx, "to the other", appended)

    await asyncio.gather(
        replica.write(partial(crosswise, locked=first, appended=second)),
        replica.write(partial(crosswise, locked=second, appended=first)),
    )
    assert [await replica.read(partial(length, stream=stream)) for stream in (first, second)] == [2, 2]


async def test_a_statement_that_waits_too_long_is_given_up(replica: Record) -> None:
    with pytest.raises(Busy):
        await replica.write(lambda tx: tx.conn.exec_driver_sql("SELECT pg_sleep(5)"))
    slow = "SELECT 1 FROM pg_sleep(2)"
    assert await replica.read(lambda tx: tx.conn.exec_driver_sql(slow).scalar(), within=10) == 1


async def test_a_line_that_was_cut_is_taken_up_again(postgresql: Place, replica: Record) -> None:
    await replica.write(lambda tx: append(tx, "one"))
    await replica.read(lambda tx: tx.state(STREAM))
    postgresql.tamper(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    assert (await replica.read(lambda tx: tx.state(STREAM)))[1] == 1
    assert await asyncio.gather(*(replica.write(partial(append, words=str(n))) for n in range(6)))
    assert (await replica.read(lambda tx: tx.state(STREAM)))[1] == 7


async def test_replicas_that_start_together_migrate_once(postgres: Server) -> None:
    place = empty_on(postgres)
    records = [record_in(place, Clock()) for _ in range(3)]
    await asyncio.gather(*(record.open() for record in records))
    assert place.look("SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
    for record in records:
        await record.close()
    postgres.drop(place.name)


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "postgres://u:s3cret@127.0.0.1:1/none"]
)
async def test_a_database_that_is_not_there_is_told_without_its_password(url: str) -> None:
    assert url_of(url).drivername == "postgresql+psycopg"
    with pytest.raises(StorageFault) as told:
        await Record(url, {}, Clock()).open()
    assert "can't be reached" in str(told.value)
    assert "s3cret" not in str(told.value)
