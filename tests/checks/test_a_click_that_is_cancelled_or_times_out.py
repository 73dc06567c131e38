"""A click is cancelled or times out while its transaction runs; the same form tells what came of it."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator
from functools import partial

import pytest

from govbot.record import CommitOutcomeUnknown, Record, Tx
from tests.places import Place
from tests.record.given import CIO, Clock, Noted, record_in

pytestmark = pytest.mark.check("R25")

STREAM = "policy:ITP-1"
RUNS = 555 if os.environ.get("GOVBOT_THOROUGH") else 55


@pytest.fixture
async def record(place: Place) -> AsyncIterator[Record]:
    opened = record_in(place, Clock())
    await opened.open()
    yield opened
    await opened.close()


def click(tx: Tx, key: str, seconds: float = 0.0) -> str:
    """What a form does: answered before, it says the same again; else it acts and remembers."""
    if (before := tx.answers.get(key)) is not None:
        return before
    seq = tx.append(STREAM, CIO, [Noted(words=key)])[-1].seq
    tx.answers.remember(key, f"recorded as {seq}", tx.now)
    time.sleep(seconds)
    return f"recorded as {seq}"


async def effects(record: Record, key: str) -> int:
    entries = await record.read(lambda tx: tx.entries(STREAM))
    return sum(entry.event == Noted(words=key) for entry in entries)


async def test_a_cancelled_click_is_found_by_its_key_with_one_effect(record: Record) -> None:
    chance = random.Random(25)
    for run in range(RUNS):
        key = f"click {run}"
        clicking = asyncio.create_task(record.write(partial(click, key=key)))
        await asyncio.sleep(chance.uniform(0, 0.003))
        clicking.cancel()
        await asyncio.gather(clicking, return_exceptions=True)
        again = await record.write(partial(click, key=key))
        assert (again, await effects(record, key)) == (f"recorded as {run + 1}", 1)


async def test_a_click_that_times_out_is_not_known_and_the_same_form_shows_it(record: Record) -> None:
    with pytest.raises(CommitOutcomeUnknown, match="Send the same form again"):
        await record.write(lambda tx: click(tx, "slow", 1.8), within=1.3)
    assert await record.write(lambda tx: click(tx, "slow")) == "recorded as 1"
    assert await effects(record, "slow") == 1


async def test_a_slow_click_that_fails_in_the_end_has_no_effect_and_can_be_sent_again(
    record: Record,
) -> None:
    def fails(tx: Tx) -> None:
        click(tx, "slow", 1.8)
        raise RuntimeError("the power went")

    with pytest.raises(CommitOutcomeUnknown):
        await record.write(fails, within=1.3)
    assert await record.write(lambda tx: click(tx, "slow")) == "recorded as 1"
    assert await effects(record, "slow") == 1
