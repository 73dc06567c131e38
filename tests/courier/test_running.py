"""The loop: a nudge or time wakes it, and stopping leaves nothing half done."""

from __future__ import annotations

import asyncio

from govbot.grammar import News
from tests.courier.post_office import Office


async def delivered(office: Office) -> None:
    """Until the next message is taken by the chat."""
    taken = asyncio.Event()
    office.chat.on_send = taken.set
    await asyncio.wait_for(taken.wait(), 5)


async def test_a_nudge_wakes_the_courier(office: Office) -> None:
    await office.add_people(1)
    running = asyncio.create_task(office.courier.run())
    await asyncio.sleep(0.1)
    await office.tell(News("steering", "need"))
    office.courier.nudge()
    await delivered(office)
    office.courier.stop()
    await asyncio.wait_for(running, 2)


async def test_time_wakes_the_courier_when_nobody_does(office: Office) -> None:
    rested = asyncio.Event()

    async def sleep(seconds: float) -> None:
        rested.set()
        await asyncio.sleep(0.01)

    object.__setattr__(office.means, "sleep", sleep)
    await office.crash()
    await office.add_people(1)
    running = asyncio.create_task(office.courier.run())
    await rested.wait()
    await office.tell(News("steering", "need"))
    await delivered(office)
    office.courier.stop()
    await asyncio.wait_for(running, 2)


async def test_stopping_finishes_the_message_in_hand(office: Office) -> None:
    await office.add_people(50)
    await office.tell(News("steering", "need"))
    office.chat.on_send = lambda: office.courier.stop()
    await asyncio.wait_for(office.courier.run(), 5)
    assert len(office.chat.messages) == 1
    assert await office.states() == {"expanded": 1, "sent": 1, "waiting": 49}
