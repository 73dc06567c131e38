"""The database is locked for 4 s at a click; the person hears in time, and nothing is half done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial

import pytest

from govbot.record import Busy, Record, Tx
from tests.places import Place
from tests.record.given import CIO, Clock, Noted, record_in

pytestmark = pytest.mark.check("R07")

STREAM = "policy:ITP-1"


@pytest.fixture
async def record(place: Place) -> AsyncIterator[Record]:
    opened = record_in(place, Clock())
    await opened.open()
    yield opened
    await opened.close()


def click(tx: Tx, key: str = "k") -> str:
    tx.append(STREAM, CIO, [Noted(words=key)])
    tx.answers.remember(key, "done", tx.now)
    return "done"


async def answered(record: Record) -> object:
    return await record.read(lambda tx: (tx.state(STREAM)[0], tx.answers.get("k")))


async def test_the_person_sees_an_error_in_time_and_nothing_is_recorded(record: Record, place: Place) -> None:
    with place.locked():
        began = time.monotonic()
        with pytest.raises(Busy, match="Nothing was recorded"):
            await record.write(click)
        assert time.monotonic() - began < 2.5
        assert await answered(record) == ((), None)
    assert await record.write(click) == "done"
    assert await answered(record) == (("k",), "done")


async def test_those_who_queue_behind_hear_in_time_too(record: Record, place: Place) -> None:
    with place.locked():
        began = time.monotonic()
        heard = await asyncio.gather(
            *(record.write(partial(click, key=str(n))) for n in range(10)), return_exceptions=True
        )
        assert time.monotonic() - began < 2.7
        assert [type(each) for each in heard] == [Busy] * 10
        await asyncio.sleep(4 - (time.monotonic() - began))
    assert await answered(record) == ((), None)
    assert await record.write(click) == "done"
