"""The loop: a nudge or time wakes it, and stopping leaves nothing half done."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from typing import Any

import pytest
import structlog
from sqlalchemy import insert

from govbot.adapter_api.chat import Limit, RetryLater
from govbot.core.grammar import Notification
from govbot.delivery import Courier
from govbot.delivery.pace import Pace
from govbot.record.claims import Claims
from govbot.record.outbox import Posting
from govbot.record.receipts import Receipts
from govbot.record.tables import people
from tests.delivery.given import Office


async def delivered(office: Office) -> None:
    """Until the next message is taken by the chat."""
    taken = asyncio.Event()
    office.chat.on_send = taken.set
    await asyncio.wait_for(taken.wait(), 5)


async def test_a_nudge_wakes_the_courier(office: Office) -> None:
    await office.add_people(1)
    running = asyncio.create_task(office.courier.run())
    await asyncio.sleep(0.1)
    await office.tell(Notification("steering", "need"))
    office.courier.nudge()
    await delivered(office)
    office.courier.stop()
    await asyncio.wait_for(running, 2)
    assert office.chat.headlines("D-U-p1") == ["need"]


async def test_time_wakes_the_courier_when_nobody_does(office: Office) -> None:
    rested = asyncio.Event()

    async def sleep(seconds: float) -> None:
        rested.set()
        await asyncio.sleep(0.01)

    object.__setattr__(office.context, "sleep", sleep)
    await office.crash()
    await office.add_people(1)
    running = asyncio.create_task(office.courier.run())
    await rested.wait()
    await office.tell(Notification("steering", "need"))
    await delivered(office)
    office.courier.stop()
    await asyncio.wait_for(running, 2)
    assert office.chat.headlines("D-U-p1") == ["need"]


async def test_stopping_finishes_the_message_in_hand(office: Office) -> None:
    await office.add_people(50)
    await office.tell(Notification("steering", "need"))
    office.chat.on_send = lambda: office.courier.stop()
    await asyncio.wait_for(office.courier.run(), 5)
    assert len(office.chat.messages) == 1
    assert await office.states() == {"expanded": 1, "sent": 1, "waiting": 49}


async def test_a_clock_that_jumps_hands_no_lane_over(office: Office) -> None:
    """R13: who watches judges by beats and by a clock that only moves forward."""
    await office.add_people(1)
    await office.drain()
    watching = Courier(office.context, equal=True)
    await watching.drain()
    office.clock.forward(hours=1)
    await office.tell(Notification("steering", "need"))
    await watching.drain()
    assert office.chat.messages == {}
    office.seconds += 14
    await watching.drain()
    assert len(office.chat.messages) == 1
    await office.tell(Notification("steering", "again"))
    await office.drain()
    assert len(office.chat.messages) == 1, "the first one is fenced out"


async def test_who_takes_over_says_so_and_so_does_who_was_fenced_out(office: Office) -> None:
    context = replace(office.context, paced=True)
    first, second = Courier(context), Courier(context, equal=True)
    with structlog.testing.capture_logs() as logs:
        for courier in (first, second):
            await courier.drain()
        office.seconds += 14
        for courier in (second, first, second):
            await courier.drain()
    told = [log["event"] for log in logs]
    assert told == ["this govbot sends now", "this govbot sends now", "another govbot sends now"]
    assert (first.holds, second.holds) == (False, True)


async def test_thirty_five_thousand_people_block_nobody(office: Office) -> None:
    """One row is expanded in chunks: no transaction holds the record for long."""
    someone = {"agency": "", "active": True, "added_at": office.clock.now}
    rows = [
        {"id": f"p{n}", "name": f"p{n}", "email": f"p{n}@ct.example", "email_folded": f"p{n}@ct.example"}
        for n in range(1, 35_001)
    ]
    await office.record.write(
        lambda tx: tx.conn.execute(insert(people), [{**row, **someone} for row in rows]), within=120
    )
    office.parties["steering"] = [row["id"] for row in rows]
    office.chat.people |= {row["email"]: f"U-{row['id']}" for row in rows}
    office.chat.limits = (Limit(("look up",), 200, 60.0),)
    object.__setattr__(office.context, "paced", True)
    await office.crash()
    await office.tell(Notification("steering", "need"))
    running = asyncio.create_task(office.courier.run())
    slowest = 0.0
    for _ in range(40):
        began = time.perf_counter()
        await office.record.write(lambda tx: tx.notes.set("a", "click"))
        slowest = max(slowest, time.perf_counter() - began)
        await asyncio.sleep(0.02)
    office.courier.stop()
    await asyncio.wait_for(running, 10)
    assert slowest < 1.0


async def test_a_turn_that_comes_while_the_courier_looks_is_not_slept_through(office: Office) -> None:
    """It looks what may begin, then how long to rest; when the turn comes in between, it does not rest at all."""
    await office.add_people(20)
    office.chat.limits = (Limit(("post",), 30, 1.0, evenly=True),)
    courier = Courier(replace(office.context, paced=True, at_once=4))
    await office.tell(Notification("steering", "bulk"))
    while await courier._begin() or courier.under_way:  # noqa: ASYNC110
        await asyncio.sleep(0.001)
    assert len(office.chat.messages) == 1, "the others wait for their turn"
    office.seconds += 0.05
    assert courier._rest() == 0
    assert await courier._begin()
    await asyncio.gather(*courier._under_way.tasks)
    assert len(office.chat.messages) == 2


def paced(office: Office, *limits: Limit) -> Pace:
    """The office with a new courier that keeps to these limits; the pace of its one queue."""
    office.chat.limits = limits
    office.courier = Courier(replace(office.context, paced=True))
    return office.courier._chats.pace(office.chat.platform)


async def test_a_message_that_never_leaves_gives_its_place_back(office: Office) -> None:
    await office.add_people(1)
    office.chat.rooms["C1"] = set()
    office.chat.channels["news"] = "C1"
    office.undrawable.add("broken")
    pace = paced(office, Limit(("post",), 2, 1.0))
    await office.tell(
        *(Notification("channel:news", "broken") for _ in range(2)), Notification("channel:news", "need")
    )
    await office.drain()
    assert office.chat.messages == {}, "both places are taken"
    await office.later(1.1)
    assert office.chat.headlines("C1") == ["need"]
    assert pace.wait("post", "", office.seconds + 1.1) == 0


async def test_a_window_begins_at_the_answer_and_not_when_it_is_written_down(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.add_people(1)
    pace, add = paced(office, Limit(("post",), 1, 1.0)), Receipts.add

    def slow(*given: Any) -> None:
        office.seconds += 2
        add(*given)

    monkeypatch.setattr(Receipts, "add", slow)
    await office.tell(Notification("steering", "need"))
    await office.drain()
    assert len(office.chat.messages) == 1
    assert pace.wait("post", "", office.seconds) == 0


async def test_drawing_again_gives_its_place_back_whatever_becomes_of_it(office: Office) -> None:
    await office.add_people(1)
    pace = paced(office, Limit(("redraw",), 1, 1.0))
    await office.tell(Notification("steering", "need"))
    await office.drain()
    office.chat.faults["redraw"] = [RuntimeError("a bug")]
    await office.note("approved")
    await office.drain()
    assert 0 < pace.wait("redraw", "", office.seconds) <= 1.01
    assert pace.wait("redraw", "", office.seconds + 1.1) == 0


async def test_looking_somebody_up_gives_its_place_back_whatever_becomes_of_it(office: Office) -> None:
    pace = paced(office, Limit(("look up",), 1, 1.0))
    office.chat.faults["address"] = [RuntimeError("a bug")]
    with pytest.raises(RuntimeError):
        await office.courier._chats["slack"].address("p1@ct.example")
    with pytest.raises(RetryLater):
        await office.courier._chats["slack"].address("p1@ct.example")
    assert pace.wait("look up", "", office.seconds + 1.1) == 0


async def test_drawing_again_does_not_take_the_place_of_a_message_that_is_being_claimed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.chat.rooms["C1"] = set()
    office.chat.channels["news"] = "C1"
    paced(office, Limit(("post", "redraw"), 1, 1.0))
    await office.tell(Notification("channel:news", "need"))
    await office.courier._begin()
    await asyncio.gather(*office.courier._under_way.tasks)
    claim, claiming = Claims.claim, threading.Event()

    def slow(*given: Any, **more: Any) -> Posting | None:
        claiming.set()
        time.sleep(0.1)
        return claim(*given, **more)

    monkeypatch.setattr(Claims, "claim", slow)
    beginning = asyncio.create_task(office.courier._begin())
    await asyncio.to_thread(claiming.wait, 5)
    office.courier._behind.clear()
    assert isinstance(await office.courier._take_redrawing("slack", "C2"), float), "it waits"
    await beginning
