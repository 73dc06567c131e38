"""What a transaction promises: all of it or nothing, in order, and it goes on when its caller leaves."""

from __future__ import annotations

import asyncio
import threading
import time
from functools import partial

import pytest

from govbot.core.grammar import Entry
from govbot.record import Busy, CommitOutcomeUnknown, Record, StorageFault, Tx
from govbot.record.database import WRITERS
from tests.places import Place
from tests.record.given import CIO, MORNING, Clock, Noted, Notes, record_in

STREAM = "policy:ITP-1"


def append(tx: Tx, words: str, stream: str = STREAM) -> int:
    return tx.append(stream, CIO, [Noted(words=words)])[-1].seq


async def state(record: Record, stream: str = STREAM) -> tuple[str, ...]:
    folded: tuple[str, ...] = (await record.read(lambda tx: tx.state(stream)))[0]
    return folded


async def test_what_was_recorded_can_be_read(record: Record) -> None:
    await record.write(lambda tx: append(tx, "a need"))
    entries = await record.read(lambda tx: tx.entries(STREAM))
    assert [
        ("policy:ITP-1", 1, "Noted", "p1", "Chief Information Officer", MORNING, Noted(words="a need"))
    ] == [
        (each.stream, each.seq, each.type, each.actor, each.capacity, each.recorded_at, each.event)
        for each in entries
    ]


async def test_a_refused_transaction_leaves_nothing(record: Record) -> None:
    def refuse(tx: Tx) -> None:
        append(tx, "never")
        tx.state(STREAM)
        raise ValueError("Refused.")

    with pytest.raises(ValueError, match="Refused"):
        await record.write(refuse)
    assert await state(record) == ()
    assert await record.write(lambda tx: append(tx, "first")) == 1
    assert await state(record) == ("first",)


async def test_a_state_within_a_transaction_has_its_own_events(record: Record) -> None:
    def work(tx: Tx) -> tuple[object, object]:
        append(tx, "one")
        before = tx.state(STREAM)
        append(tx, "two")
        return before, tx.state(STREAM)

    assert await record.write(work) == ((("one",), 1), (("one", "two"), 2))


async def test_only_new_events_are_folded(record: Record, notes: Notes) -> None:
    for words in ("one", "two", "three"):
        await record.write(partial(append, words=words))
        await record.read(lambda tx: tx.state(STREAM))
    assert notes.folded == ["one", "two", "three"]


async def test_another_process_sees_and_continues_the_stream(
    record: Record, place: Place, clock: Clock
) -> None:
    await record.write(lambda tx: append(tx, "here"))
    other = record_in(place, clock)
    await other.open()
    assert await other.write(lambda tx: append(tx, "there")) == 2
    await other.close()
    assert await state(record) == ("here", "there")


async def test_two_processes_decide_one_after_the_other(record: Record, place: Place, clock: Clock) -> None:
    """Each looks first and writes then; neither decides on what the other has just changed."""

    def look_then_write(tx: Tx) -> int:
        before: int = tx.state(STREAM)[1]
        time.sleep(0.002)
        assert append(tx, "next") == before + 1
        return before + 1

    other = record_in(place, clock)
    await other.open()
    seqs = await asyncio.gather(*(each.write(look_then_write) for _ in range(20) for each in (record, other)))
    assert sorted(seqs) == list(range(1, 41))
    await other.close()


async def test_a_reader_sees_one_moment_and_spoils_nothing_newer(record: Record) -> None:
    await record.write(lambda tx: append(tx, "one"))
    looking, written = threading.Event(), threading.Event()

    def look_twice(tx: Tx) -> tuple[object, object]:
        before = tx.exists(STREAM)
        looking.set()
        written.wait(2)
        return before, tx.state(STREAM)

    reading = asyncio.create_task(record.read(look_twice))
    await asyncio.to_thread(looking.wait, 2)
    await record.write(lambda tx: append(tx, "two"))
    await record.write(lambda tx: tx.state(STREAM))
    written.set()
    assert await reading == (True, (("one",), 1))
    assert await state(record) == ("one", "two")


async def test_a_reader_cannot_write(record: Record) -> None:
    with pytest.raises(StorageFault):
        await record.read(lambda tx: append(tx, "never"))
    assert await state(record) == ()


async def test_many_writers_queue_and_none_is_lost(record: Record) -> None:
    seqs = await asyncio.gather(*(record.write(partial(append, words=str(n)), within=60) for n in range(200)))
    assert sorted(seqs) == list(range(1, 201))


async def test_a_number_is_used_up_only_by_what_was_recorded(record: Record) -> None:
    def refuse(tx: Tx) -> None:
        tx.counters.next("policy")
        raise ValueError("Refused.")

    assert await record.write(lambda tx: tx.counters.next("policy")) == 1
    with pytest.raises(ValueError, match="Refused"):
        await record.write(refuse)
    assert await record.write(lambda tx: tx.counters.next("policy")) == 2


async def test_a_transaction_that_lasts_too_long_is_not_known_yet_and_goes_on(record: Record) -> None:
    def slowly(tx: Tx) -> None:
        append(tx, "slow")
        time.sleep(1.0)

    with pytest.raises(CommitOutcomeUnknown):
        await record.write(slowly, within=0.7)
    await asyncio.sleep(0.5)
    assert await state(record) == ("slow",)


async def test_what_was_not_begun_by_its_deadline_is_surely_not_recorded(
    record: Record, place: Place
) -> None:
    writers = WRITERS if place.server else 1
    slow = [asyncio.create_task(record.write(lambda tx: time.sleep(1.2))) for _ in range(writers)]
    await asyncio.sleep(0.05)
    with pytest.raises(Busy):
        await record.write(lambda tx: append(tx, "never"), within=0.7)
    await asyncio.gather(*slow)
    assert await state(record) == ()


async def test_what_is_derived_in_a_refused_transaction_is_not_seen_by_others(record: Record) -> None:
    def derive(tx: Tx, words: str) -> str:
        append(tx, words)
        return tx.derived("last words", tx.state(STREAM)[1], lambda: words)

    def refuse(tx: Tx) -> None:
        derive(tx, "never")
        raise ValueError("Refused.")

    with pytest.raises(ValueError, match="Refused"):
        await record.write(refuse)
    assert await record.write(partial(derive, words="first")) == "first"
    assert await record.read(lambda tx: tx.derived("last words", 1, lambda: "made again")) == "first"
    assert await record.read(lambda tx: tx.derived("last words", 2, lambda: "made again")) == "made again"


def test_what_comes_too_late_is_not_begun(place: Place, clock: Clock) -> None:
    record = record_in(place, clock)
    record.open_now()
    with pytest.raises(Busy):
        record.write_now(lambda tx: append(tx, "never"), within=0.1)
    assert record.read_now(lambda tx: tx.exists(STREAM)) is False
    record.close_now()


async def test_the_event_loop_is_never_blocked(record: Record) -> None:
    async def ticks() -> int:
        count = 0
        while not writing.done():
            await asyncio.sleep(0.01)
            count += 1
        return count

    writing = asyncio.create_task(record.write(lambda tx: time.sleep(0.3)))
    assert await ticks() >= 5
    await writing


async def test_closing_finishes_what_is_queued(place: Place, clock: Clock) -> None:
    record = record_in(place, clock)
    await record.open()
    writing = [asyncio.create_task(record.write(partial(append, words=str(n)))) for n in range(20)]
    await asyncio.sleep(0)
    await record.close()
    await asyncio.gather(*writing)
    await record.open()
    assert len(await state(record)) == 20
    await record.close()


async def test_answers_documents_and_notes_are_kept(record: Record) -> None:
    def keep(tx: Tx) -> None:
        tx.answers.remember("k", '{"done":1}', MORNING)
        tx.notes.set("offset", "1")
        tx.notes.set("offset", "2")

    await record.write(keep)
    assert await record.read(lambda tx: (tx.answers.get("k"), tx.answers.get("l"))) == ('{"done":1}', None)
    assert await record.read(lambda tx: (tx.notes.get("offset"), tx.notes.get("else"))) == ("2", None)


async def test_a_long_history_is_folded_beside_the_writer_so_that_nobodys_write_waits_for_it(
    place: Place, clock: Clock
) -> None:
    where: list[str] = []

    class Watching(Notes):
        def _evolve(self, state: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
            where.append(threading.current_thread().name)
            return super()._evolve(state, entry)

    written = record_in(place, clock)
    await written.open()
    await written.write(lambda tx: tx.append("policy:ITP-1", CIO, [Noted(words="a"), Noted(words="b")]))
    await written.close()
    record = record_in(place, clock, Watching())
    await record.open()
    await record.warm("policy:ITP-1")
    assert await record.write(lambda tx: tx.state("policy:ITP-1")[0]) == ("a", "b")
    await record.warm("policy:ITP-1")
    await record.close()
    assert len(where) == 2
    assert all(name.startswith("record-reader") for name in where)
