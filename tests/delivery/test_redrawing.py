"""Redrawing: a card that is out changes when what it shows has changed, and not otherwise."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, Sent
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Notification
from govbot.delivery.redraw import redraw
from govbot.record.receipts import Receipts, Stale
from tests.delivery.chat_standin import busy
from tests.delivery.given import STREAM, Office


async def sent(office: Office, people: int = 1) -> None:
    await office.add_people(people)
    await office.tell(Notification("steering", "need"))
    await office.drain()
    office.chat.calls.clear()


async def live(office: Office) -> int:
    return len(await office.record.read(lambda tx: tx.receipts.live(STREAM)))


async def test_a_card_is_drawn_again_when_what_it_shows_has_changed(office: Office) -> None:
    await sent(office)
    await office.note("approved")
    assert await office.drain() == {"redrawn": 1}
    assert office.chat.headlines("D-U-p1") == ["need approved"]


async def test_nothing_is_drawn_again_when_the_facts_are_the_same(office: Office) -> None:
    await sent(office)
    await office.note("same")
    await office.drain()
    await office.note("same")
    await office.drain()
    assert office.chat.calls == ["redraw"]


async def test_a_card_is_drawn_a_last_time_when_its_action_is_over(office: Office) -> None:
    await sent(office)
    await office.note("over")
    await office.drain()
    await office.note("something else")
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["need over"]
    assert await live(office) == 0


async def test_redrawing_waits_for_its_instant(office: Office) -> None:
    await sent(office)
    await office.note("approved")
    await office.drain()
    await office.record.write(lambda tx: tx.receipts.mark_stale(STREAM, office.clock.now.replace(minute=30)))
    assert await office.drain() == {}


async def test_a_deleted_message_leaves_the_live_list_and_others_are_drawn(office: Office) -> None:
    await sent(office, 2)
    office.chat.messages["m1"].deleted = True
    await office.note("approved")
    await office.drain()
    assert office.chat.headlines("D-U-p2") == ["need approved"]
    assert await live(office) == 1


async def test_a_chat_that_asks_to_wait_is_asked_again_for_the_rest_only(office: Office) -> None:
    await sent(office, 3)
    office.chat.faults["redraw"] = [None, *busy(1, 30)]
    await office.note("approved")
    await office.drain()
    assert office.chat.calls == ["redraw", "redraw"]
    await office.later(29)
    assert len(office.chat.calls) == 2
    await office.later(1)
    assert office.chat.calls == ["redraw"] * 4
    assert [office.chat.headlines(f"D-U-p{n}") for n in (1, 2, 3)] == [["need approved"]] * 3


async def test_a_redrawing_that_was_not_answered_is_repeated(office: Office) -> None:
    await sent(office)
    office.chat.late["redraw"] = [DeliveryOutcomeUnknown("The connection broke.")]
    await office.note("approved")
    await office.drain()
    await office.later(60)
    assert office.chat.calls == ["redraw", "redraw"]


async def test_a_card_that_the_adapter_has_drawn_itself_is_left_alone(office: Office) -> None:
    await sent(office)
    await office.note("approved")
    receipt = await office.record.read(lambda tx: tx.receipts.at("slack", "D-U-p1", "m1"))
    assert receipt is not None
    await office.record.write(lambda tx: tx.receipts.drawn(receipt, "approved", True))
    await office.drain()
    assert office.chat.calls == []


async def test_more_cards_than_a_chunk_are_all_drawn_again(office: Office) -> None:
    await sent(office, 120)
    await office.note("approved")
    assert await office.drain() == {"redrawn": 120}


async def test_what_happens_while_a_card_is_on_its_way_is_drawn_when_it_has_arrived(office: Office) -> None:
    await office.add_people(1)
    await office.tell(Notification("steering", "need"))
    send = office.chat.send

    async def meanwhile(account: Account, conversation: str, card: Card, key: str) -> Sent:
        arrived = await send(account, conversation, card, key)
        await office.note("approved")
        (seen,) = await office.record.read(lambda tx: tx.receipts.next_stale(1))
        assert await redraw(office.context, seen, its_turn) == 0, "the card is not known to be out yet"
        return arrived

    office.chat.send = meanwhile  # type: ignore[method-assign]
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["need approved"]


async def test_what_fails_while_the_card_that_lists_it_is_on_its_way_is_listed_too(office: Office) -> None:
    await office.add_people(1)
    lost = ["dss"]

    def draw(*_: object) -> tuple[Card, str, bool]:
        return Card(f"{len(lost)} lost"), str(len(lost)), True

    office.draw = draw  # type: ignore[assignment, method-assign]
    await office.crash()
    send = office.chat.send

    async def meanwhile(account: Account, conversation: str, card: Card, key: str) -> Sent:
        lost.append("dcp")
        await office.record.write(lambda tx: tx.receipts.mark_stale(STREAM, tx.now))
        (seen,) = await office.record.read(lambda tx: tx.receipts.next_stale(1))
        assert await redraw(office.context, seen, its_turn) == 0, "the card is not known to be out yet"
        return await send(account, conversation, card, key)

    office.chat.send = meanwhile  # type: ignore[method-assign]
    await office.tell(Notification("steering", "undelivered"))
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["2 lost"]


@asynccontextmanager
async def its_turn(platform: str, conversation: str) -> AsyncIterator[Callable[[], None]]:
    yield lambda: None


async def test_whoever_looked_before_the_last_drawing_takes_no_later_mark_away(office: Office) -> None:
    await sent(office)
    await office.note("approved")
    (seen,) = await office.record.read(lambda tx: tx.receipts.next_stale(1))
    await office.drain()
    await office.note("over")
    await office.record.write(lambda tx: tx.receipts.redrawn(seen))
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["need over"]


async def test_a_drawing_that_ends_during_a_look_hinders_no_later_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sent(office)
    look, done, ended = Receipts.next_stale, Receipts.redrawn, threading.Event()

    def slow_look(receipts: Receipts, *given: Any) -> list[Stale]:
        plan = look(receipts, *given)
        if office.courier.under_way and ended.wait(1):
            time.sleep(0.05)  # the drawing has ended before what this look saw is read
        return plan

    def told(receipts: Receipts, seen: Stale) -> None:
        done(receipts, seen)
        ended.set()

    monkeypatch.setattr(Receipts, "next_stale", slow_look)
    monkeypatch.setattr(Receipts, "redrawn", told)
    running = asyncio.create_task(office.courier.run())
    for words in ("approved", "published"):
        await office.note(words)
        office.courier.nudge()
        async with asyncio.timeout(5):
            while office.chat.headlines("D-U-p1") != [f"need {words}"]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    office.courier.stop()
    await running
    assert office.chat.headlines("D-U-p1") == ["need published"]
