"""A platform that asks to wait is waited for with that call alone; for ever, and it is parked and said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from govbot.adapter_api.chat import Limit, RetryLater
from govbot.core.grammar import Notification
from govbot.delivery import Courier
from tests.bot.town import Town, town_at
from tests.checks.replicas import until
from tests.core.cards.given import words
from tests.delivery.chat_standin import Chat, busy
from tests.delivery.given import Office
from tests.places import Place
from tests.record.given import Clock, record_in


@pytest.fixture
async def office(place: Place) -> AsyncIterator[Office]:
    clock = Clock()
    record = record_in(place, clock)
    await record.open()
    yield Office(record, clock)
    await record.close()


@pytest.mark.check("R09")
async def test_others_are_not_even_tried_on_that_method_while_redraws_and_another_chat_go_on(
    office: Office,
) -> None:
    teams = Chat("teams", people={"both@ct.example": "T-both"}, rooms={"C-teams": set()})
    await office.add_people(3)
    await office.tell(Notification("steering", "first"))
    await office.drain()
    office.chats["teams"] = teams
    teams.channels["steering"] = "C-teams"
    office.chat.calls.clear()
    office.chat.faults["send"] = busy(1, 30)
    await office.tell(Notification("steering", "second"), Notification("channel:steering", "second"))
    await office.note("changed")
    await office.drain()
    assert office.chat.calls.count("send") == 1, "the other two wait with it"
    assert office.chat.calls.count("redraw") == 3
    assert teams.headlines("C-teams") == ["second changed"]
    await office.later(29)
    assert office.chat.calls.count("send") == 1
    await office.later(2)
    assert office.chat.calls.count("send") == 4


@pytest.mark.check("R09")
async def test_an_open_conversation_is_never_opened_twice_even_if_sending_failed(office: Office) -> None:
    await office.add_people(1)
    office.chat.faults["send"] = busy(3, 1)
    await office.tell(Notification("steering", "need"))
    for _ in range(6):
        await office.later(20)
    assert office.chat.calls.count("open") == 1
    assert office.chat.headlines("D-U-p1") == ["need"]


@pytest.mark.check("R09")
async def test_a_backlog_does_not_hold_up_an_urgent_message(office: Office) -> None:
    """In virtual time: the clock moves on only where the courier waits for its turn."""
    await office.add_people(200)
    office.chat.limits = (Limit(("post",), 300, 60.0, evenly=True),)
    sent: list[float] = []
    courier = _paced(office)
    office.chat.on_send = lambda: sent.append(office.seconds)
    running = asyncio.create_task(courier.run())
    await office.tell(Notification("steering", "bulk"))
    courier.nudge()
    await until(lambda: len(sent) >= 60, 20)
    office.parties["role:secretary"] = ["p200"]
    before = office.seconds
    await office.tell(Notification("role:secretary", "urgent", urgent=True))
    courier.nudge()
    await until(lambda: "urgent" in office.chat.headlines("D-U-p200"), 20)
    cards = [message.cards[0].headline for message in office.chat.messages.values()]
    at = cards.index("urgent")
    assert at < 190, "the backlog was still there"
    behind = sum(before < instant < sent[at] for instant in sent)
    assert behind <= 2 * AT_ONCE, "what was in hand went, while it was found who that is; then it was next"
    courier.stop()
    await running


AT_ONCE = 4  # messages in hand at a time


def _paced(office: Office) -> Courier:
    async def sleep(seconds: float) -> None:
        await asyncio.sleep(0.001)
        office.seconds += seconds
        office.clock.forward(seconds=seconds)

    return Courier(replace(office.context, paced=True, sleep=sleep, at_once=AT_ONCE))


async def _refusing(town: Town, times: int) -> None:
    """The chat asks everybody to wait, so many times."""
    send, left = town.chat.send, [times]

    async def refuses(*given: object) -> object:
        if left[0] > 0:
            left[0] -= 1
            raise RetryLater("Too many requests.", 30)
        return await send(*given)  # type: ignore[arg-type]

    town.chat.send = refuses  # type: ignore[method-assign, assignment]


@pytest.mark.check("R10")
async def test_the_lead_is_told_what_was_given_up_and_one_button_sends_it_again(place: Place) -> None:
    async with town_at("reviewed", place) as town:
        await town.cio.does("feedback ITP-1", capacities=["agency data officer"], closes_on="2026-12-20")
        await _never(town, "U-none")
        await _refusing(town, 10_000)
        for _ in range(60):
            await town.days(0.02)
            await _forget_pauses(town)
        parked = await town.rows(
            "SELECT person FROM outbox WHERE state = 'parked' AND card = 'feedback_request'"
        )
        assert len(parked) == 3
        town.chat.send = type(town.chat).send.__get__(town.chat)  # type: ignore[method-assign]
        await town.cio.command("outreach ITP-1")
        assert "given up after the last try" in words(town.cio.card)
        await town.cio.press("Send them again")
        await town.cio.fill()
        await _forget_pauses(town)
        await town.settle()
        await town.days(0.02)
        assert (
            await town.rows("SELECT id FROM outbox WHERE state = 'parked' AND card = 'feedback_request'")
            == []
        )
        await town.cio.command("outreach ITP-1")
        assert "asked for feedback, " in words(town.cio.card)
        assert "DeliveryTriedAgain" in await town.entries()


async def _never(town: Town, user: str) -> None:
    assert user not in town.chat.people


async def _forget_pauses(town: Town) -> None:
    """The monotonic clock does not move with the town's: what it paused is over."""
    town.app.courier._chats._known.clear()
