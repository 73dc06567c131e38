"""Replicas in real processes, on one database, stopped, ended and killed while they deliver."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks.replicas import (
    Platform,
    courier_on,
    end_all,
    ended,
    holders,
    posted,
    record_at,
    replica,
    states,
    told,
    until,
)
from tests.places import Place

LONG = 60.0  # seconds of a lease: who goes on within half of it has not waited for its end
DUE = 1_000 if os.environ.get("GOVBOT_THOROUGH") else 400


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    yield
    end_all()


def none_twice(file: Path) -> bool:
    return max(Counter(message["conversation"] for message in posted(file)).values()) == 1


@pytest.mark.check("R16")
async def test_two_replicas_start_together_with_hundreds_due_and_none_goes_out_twice(
    place: Place, tmp_path: Path
) -> None:
    await told(place, DUE)
    file = tmp_path / "posted"
    for _ in range(2):
        replica(place, Platform(file))
    await until(lambda: len(posted(file)) >= DUE, 180)
    await asyncio.sleep(0.5)
    assert len(posted(file)) == DUE
    assert none_twice(file)
    assert len({message["by"] for message in posted(file)}) == 1, "one holder paces the queue"


@pytest.mark.check("R20")
async def test_at_sigterm_what_is_in_hand_is_finished_and_another_replica_goes_on_at_once(
    place: Place, tmp_path: Path
) -> None:
    await told(place, 300)
    file = tmp_path / "posted"
    slow = Platform(file, seconds=0.05)
    first = replica(place, slow, lease=LONG)
    await until(lambda: len(posted(file)) > 20, 20)
    second = replica(place, slow, lease=LONG)
    os.kill(first, signal.SIGTERM)
    ended(first)
    assert await until(lambda: any(message["by"] == second for message in posted(file)), LONG) < LONG / 2
    await until(lambda: len(posted(file)) >= 300, 40)
    os.kill(second, signal.SIGTERM)
    ended(second)
    assert await states(place) == {"expanded": 1, "sent": 300}
    assert set((await holders(place)).values()) == {""}, "the queues are left"
    assert none_twice(file)


@pytest.mark.check("R02")
async def test_after_a_kill_another_replica_takes_over_within_the_lease_and_looks_up_what_was_in_hand(
    place: Place, tmp_path: Path
) -> None:
    await told(place, 60)
    file = tmp_path / "posted"

    def dies(key: str) -> None:
        if len(posted(file)) == 20:
            os.kill(os.getpid(), signal.SIGKILL)

    first = replica(place, Platform(file, dies))
    await until(lambda: len(posted(file)) >= 20, 20)
    ended(first)
    second = replica(place, Platform(file))
    await until(lambda: any(message["by"] == second for message in posted(file)), 30)
    await until(lambda: len(posted(file)) >= 60, 30)
    await _all_sent(place, 60)
    assert none_twice(file)


@pytest.mark.check("R02")
async def test_one_that_is_no_replica_takes_over_at_once(place: Place, tmp_path: Path) -> None:
    await told(place, 40)
    file = tmp_path / "posted"
    first = replica(place, Platform(file, seconds=0.2), equal=False, lease=LONG)
    await until(lambda: len(posted(file)) >= 5, 20)
    os.kill(first, signal.SIGKILL)
    ended(first)
    second = replica(place, Platform(file), equal=False, lease=LONG)
    assert await until(lambda: any(message["by"] == second for message in posted(file)), LONG) < LONG / 2


@pytest.mark.check("R15")
async def test_who_was_stopped_past_its_lease_is_fenced_out_and_sends_nothing_more(
    place: Place, tmp_path: Path
) -> None:
    await told(place, 30)
    file = tmp_path / "posted"

    def stops(key: str) -> None:
        if len(posted(file)) == 10:
            time.sleep(0.1)  # no transaction of its own is open: a stopped one would lock SQLite's file
            os.kill(os.getpid(), signal.SIGSTOP)

    first = replica(place, Platform(file, stops))
    await until(lambda: len(posted(file)) >= 10, 20)
    record = record_at(place)
    await record.open()
    second = courier_on(record, Platform(file))
    began = time.monotonic()
    while len(posted(file)) < 30:
        assert time.monotonic() - began < 30
        await second.drain()
        await asyncio.sleep(0.05)
    os.kill(first, signal.SIGCONT)
    for _ in range(40):
        await second.drain()
        await asyncio.sleep(0.05)
    await record.close()
    assert await states(place) == {"expanded": 1, "sent": 30}
    assert len(posted(file)) == 30
    assert none_twice(file)
    taken_over = [tries for tries in outcomes(place).values() if len(tries) > 1]
    assert taken_over
    assert {tries[0] for tries in taken_over} == {""}, "what the first had in hand it never finished"
    assert {tries[-1] for tries in taken_over} == {"sent"}


def outcomes(place: Place) -> dict[int, list[str]]:
    """By message what became of each try, in the order of their tokens; "" where it was never written."""
    holders: dict[int, list[str]] = {}
    for posting, outcome in place.look("SELECT posting, outcome FROM deliveries ORDER BY posting, fence"):
        holders.setdefault(posting, []).append(outcome)
    return holders


async def _all_sent(place: Place, people: int) -> None:
    began = time.monotonic()
    while await states(place) != {"expanded": 1, "sent": people}:
        assert time.monotonic() - began < 20, await states(place)
        await asyncio.sleep(0.1)
