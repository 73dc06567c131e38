"""What is awaited is written as a difference, keeps its identity, and is found by party and by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from govbot.core.grammar import Obligation
from govbot.record import MOST_TRIES, Record
from tests.record.given import MORNING, Clock

STREAM = "policy:ITP-1"
FRIDAY = MORNING + timedelta(days=3)
DECISION = Obligation("seat:cio", "decide", "a decision on D1", FRIDAY, "D1", MORNING)
CLOSING = Obligation("clock", "close", "the period ends", FRIDAY, "", MORNING)


async def put(
    record: Record, *owed: Obligation, stream: str = STREAM
) -> tuple[list[Obligation], list[Obligation]]:
    return await record.write(lambda tx: tx.put_obligations(stream, owed))


async def test_the_difference_is_written_and_told(record: Record) -> None:
    assert await put(record, DECISION, CLOSING) == ([DECISION, CLOSING], [])
    assert await put(record, DECISION, CLOSING) == ([], [])
    assert await put(record, CLOSING) == ([], [DECISION])
    assert await record.read(lambda tx: tx.obligations.on(STREAM)) == [CLOSING]


async def test_a_settled_obligation_may_be_opened_again(record: Record) -> None:
    await put(record, DECISION)
    await put(record)
    assert await put(record, DECISION) == ([DECISION], [])


async def test_what_is_awaited_is_found_by_party_in_the_order_of_due_dates(record: Record) -> None:
    sooner = Obligation("steering", "advance", "to advance", MORNING + timedelta(days=1), since=MORNING)
    whenever = Obligation("steering", "look", "to look in", since=MORNING)
    await put(record, DECISION, CLOSING, whenever)
    await put(record, sooner, stream="policy:ITP-2")
    assert await record.read(lambda tx: tx.obligations.of(["seat:cio", "steering", "person:p1"])) == [
        ("policy:ITP-2", sooner),
        (STREAM, DECISION),
        (STREAM, whenever),
    ]
    assert await record.read(lambda tx: tx.obligations.of([])) == []


async def test_the_clock_finds_what_is_due_and_nothing_else(record: Record) -> None:
    await put(record, DECISION, CLOSING)
    assert await record.read(lambda tx: tx.obligations.due_before(FRIDAY - timedelta(seconds=1))) == []
    assert await record.read(lambda tx: tx.obligations.due_before(FRIDAY)) == [(STREAM, CLOSING)]


async def test_a_new_due_date_or_wording_changes_the_row_and_settles_nothing(
    record: Record, clock: Clock
) -> None:
    await put(record, DECISION)
    clock.forward(days=1)
    later = replace(DECISION, due=FRIDAY + timedelta(days=7), what="a decision on draft D1", since=None)
    assert await put(record, later) == ([], [])
    assert await record.read(lambda tx: tx.obligations.on(STREAM)) == [replace(later, since=MORNING)]


async def test_what_the_clock_fails_at_is_tried_later_is_parked_in_the_end_and_begun_anew_when_asked(
    record: Record, clock: Clock
) -> None:
    await put(record, CLOSING)
    clock.forward(days=30)
    for tries in range(1, MOST_TRIES + 1):
        assert await record.write(lambda tx: tx.obligations.due_before(tx.now)) == [(STREAM, CLOSING)]
        assert await record.write(lambda tx: tx.obligations.failed(STREAM, CLOSING)) == tries
        assert await record.write(lambda tx: tx.obligations.failed(STREAM, CLOSING)) == 0, (
            "a second replica's"
        )
        assert await record.read(lambda tx: tx.obligations.due_before(tx.now)) == []
        clock.forward(hours=3)
    assert await record.read(lambda tx: tx.obligations.due_before(tx.now)) == []
    assert (await record.read(lambda tx: tx.service_status.condition())).parked == ((STREAM, CLOSING.what),)
    assert await record.write(lambda tx: tx.obligations.try_again()) == 1
    assert await record.read(lambda tx: tx.obligations.due_before(tx.now)) == [(STREAM, CLOSING)]
    assert (await record.read(lambda tx: tx.service_status.condition())).parked == ()


async def test_a_new_date_for_what_the_clock_failed_at_begins_anew(record: Record, clock: Clock) -> None:
    await put(record, CLOSING)
    clock.forward(days=30)
    for _ in range(MOST_TRIES):
        await record.write(lambda tx: tx.obligations.failed(STREAM, CLOSING))
        clock.forward(hours=3)
    sooner = replace(CLOSING, due=CLOSING.due and CLOSING.due - timedelta(days=1))
    await put(record, sooner)
    assert [stream for stream, _ in await record.read(lambda tx: tx.obligations.due_before(tx.now))] == [
        STREAM
    ]
