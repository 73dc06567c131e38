"""Delivering: everybody is told once, whatever the platform does in between."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.adapter_api.chat import DeliveryOutcomeUnknown, Undeliverable
from govbot.core.grammar import Notification
from govbot.record import Tx
from tests.delivery.chat_standin import Killed, busy
from tests.delivery.given import STREAM, Office

NEED = Notification("steering", "need")


async def test_a_party_is_told_one_by_one_and_receipts_are_kept(office: Office) -> None:
    await office.add_people(3)
    await office.tell(NEED)
    assert await office.drain() == {"expanded": 1, "sent": 3}
    assert [office.chat.headlines(f"D-U-p{n}") for n in (1, 2, 3)] == [["need"]] * 3
    live = await office.record.read(lambda tx: tx.receipts.live(STREAM))
    assert [(each.person, each.conversation, each.live) for each in live] == [
        (f"p{n}", f"D-U-p{n}", True) for n in (1, 2, 3)
    ]


async def test_a_card_is_drawn_from_the_state_at_the_moment_of_sending(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    await office.note("changed since")
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["need changed since"]


async def test_one_person_in_two_parties_is_asked_once(office: Office) -> None:
    (ada, _) = await office.add_people(2)
    office.parties["seat:cio"] = [ada]
    await office.tell(NEED, Notification("seat:cio", "need"), Notification(f"person:{ada}", "need"))
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["need"]


async def test_the_same_news_of_a_later_moment_is_told_again(office: Office) -> None:
    await office.add_people(1)
    for _ in range(2):
        await office.tell(NEED)
        await office.later(60)
    assert office.chat.headlines("D-U-p1") == ["need", "need"]


async def test_a_broadcast_is_expanded_in_chunks_and_survives_a_crash_between_them(office: Office) -> None:
    await office.add_people(250)
    await office.tell(NEED)
    office.chat.faults["address"] = [*[None] * 150, *busy(1, 30)]
    await office.drain()
    assert len(office.chat.messages) == 150
    await office.crash()
    await office.later(30)
    assert len(office.chat.messages) == 250
    assert len({message.conversation for message in office.chat.messages.values()}) == 250


async def test_an_address_is_looked_up_once_and_the_conversation_kept(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    await office.drain()
    await office.tell(Notification("steering", "report"))
    await office.drain()
    assert office.chat.calls == ["address", "open", "send", "send"]
    account = await office.record.read(lambda tx: tx.accounts.get("slack", "T1", "U-p1"))
    assert account is not None
    assert (account.conversation, account.person) == ("D-U-p1", None)


async def test_a_channel_is_posted_to_wherever_it_is_configured(office: Office) -> None:
    office.chat.channels["steering"] = "C-steering"
    office.chat.rooms["C-steering"] = set()
    await office.tell(Notification("channel:steering", "need"))
    await office.drain()
    assert office.chat.headlines("C-steering") == ["need"]


async def test_who_cannot_be_reached_is_shown_to_the_operator_and_others_are_unaffected(
    office: Office,
) -> None:
    office.chat.channels["operator"] = "C-operator"
    office.chat.rooms["C-operator"] = set()
    await office.add_people(2)
    del office.chat.people["p1@ct.example"]
    await office.tell(NEED)
    await office.drain()
    assert office.chat.headlines("D-U-p2") == ["need"]
    assert office.chat.headlines("C-operator") == ["undelivered"]
    assert (await office.states())["failed"] == 1


async def test_the_operator_has_one_card_for_all_whom_a_policys_messages_did_not_reach(
    office: Office,
) -> None:
    office.chat.channels["operator"] = "C-operator"
    office.chat.rooms["C-operator"] = set()
    await office.add_people(3)
    office.chat.faults["send"] = [Undeliverable("This person has blocked the bot.")] * 3
    await office.tell(NEED)
    await office.drain()
    assert (await office.states())["failed"] == 3
    assert office.chat.headlines("C-operator") == ["undelivered"]


async def test_a_channel_that_nobody_configured_fails_with_a_sentence(office: Office) -> None:
    await office.tell(Notification("channel:steering", "need"))
    await office.drain()
    assert (await office.posting(1)).last_error == (
        "No chat has a channel for “steering”: name one in the settings."
    )


@pytest.mark.check("R12")
async def test_a_person_who_blocked_us_is_final_and_others_are_unaffected(office: Office) -> None:
    await office.add_people(2)
    office.chat.faults["send"] = [Undeliverable("This person has blocked the bot.")]
    await office.tell(NEED)
    assert await office.drain() == {"expanded": 1, "failed": 1, "sent": 1}
    await office.tell(Notification("steering", "report"))
    await office.drain()
    assert office.chat.calls.count("send") == 3
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", "D-U-p1"))
    await office.tell(Notification("steering", "again"))
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["again"]


@pytest.mark.check("R09")
async def test_retry_after_is_respected(office: Office) -> None:
    await office.add_people(1)
    office.chat.faults["send"] = busy(1, 30)
    await office.tell(NEED)
    await office.drain()
    await office.later(29)
    assert office.chat.messages == {}
    await office.later(1)
    assert office.chat.headlines("D-U-p1") == ["need"]


@pytest.mark.check("R10")
async def test_what_is_refused_for_ever_is_parked_and_the_operator_told(office: Office) -> None:
    office.chat.channels["operator"] = "C-operator"
    office.chat.rooms["C-operator"] = set()
    await office.add_people(1)
    office.chat.faults["send"] = busy(100)
    await office.tell(NEED)
    for _ in range(22):
        await office.later(700)
    assert (
        office.chat.calls.count("send") == 20
    )  # a short outage parks nothing: it takes over an hour and a half
    assert (await office.states())["parked"] == 1
    assert office.chat.headlines("C-operator") == ["undelivered"]


@pytest.mark.check("R19")
async def test_a_card_that_cannot_be_drawn_is_parked_and_the_others_go_on(office: Office) -> None:
    await office.add_people(1)
    office.undrawable.add("need")
    await office.tell(NEED, Notification("steering", "report"))
    assert await office.drain() == {"expanded": 2, "parked": 1, "sent": 1}


@pytest.mark.check("R03")
async def test_a_message_taken_before_the_connection_broke_is_found_not_sent_again(
    office: Office,
) -> None:
    (ada,) = await office.add_people(1)
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", "D-U-p1"))
    await office.record.write(lambda tx: tx.accounts.link("slack", "T1", "U-p1", ada))
    office.chat.late["send"] = [DeliveryOutcomeUnknown("The connection broke.")]
    await office.note("raised")
    await office.tell(NEED)
    await office.drain()
    await office.later(30)
    assert "find" not in office.chat.calls
    assert await office.later(31) == {"sent": 1, "redrawn": 1}
    assert office.chat.calls == ["send", "find", "redraw"]
    assert office.chat.headlines("D-U-p1") == ["need raised"]


async def test_a_message_that_surely_is_not_there_is_sent_again(office: Office) -> None:
    (ada,) = await office.add_people(1)
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", "D-U-p1"))
    await office.record.write(lambda tx: tx.accounts.link("slack", "T1", "U-p1", ada))
    office.chat.faults["send"] = [DeliveryOutcomeUnknown("The connection broke.")]
    await office.tell(NEED)
    await office.drain()
    await office.later(61)
    assert office.chat.calls == ["send", "find", "send"]
    assert office.chat.headlines("D-U-p1") == ["need"]


@pytest.mark.check("R11")
async def test_what_cannot_be_found_out_is_unknown_and_never_sent_again(office: Office) -> None:
    await office.add_people(1)
    office.chat.faults["find"] = [DeliveryOutcomeUnknown("The chat keeps no keys.")]
    office.chat.late["send"] = [DeliveryOutcomeUnknown("502 after delivering.")]
    await office.tell(NEED)
    await office.drain()
    for _ in range(5):
        await office.later(700)
    assert office.chat.headlines("D-U-p1") == ["need"]
    assert (await office.states())["unknown"] == 1


@pytest.mark.check("R02")
async def test_killed_after_the_platform_took_the_message_it_is_looked_up(office: Office) -> None:
    (ada,) = await office.add_people(1)
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", "D-U-p1"))
    await office.record.write(lambda tx: tx.accounts.link("slack", "T1", "U-p1", ada))
    office.chat.late["send"] = [Killed()]
    await office.tell(NEED)
    with pytest.raises(Killed):
        await office.drain()
    await office.crash()
    await office.drain()
    assert "find" not in office.chat.calls
    await office.later(61)
    assert office.chat.headlines("D-U-p1") == ["need"]
    assert (await office.states()) == {"expanded": 1, "sent": 1}


@pytest.mark.check("R02")
async def test_killed_where_nothing_can_be_looked_up_it_is_shown_as_unknown_and_never_sent_again(
    office: Office,
) -> None:
    await office.add_people(1)
    office.chat.faults["find"] = [DeliveryOutcomeUnknown("The chat keeps no keys.")]
    office.chat.late["send"] = [Killed()]
    await office.tell(NEED)
    with pytest.raises(Killed):
        await office.drain()
    await office.crash()
    for _ in range(5):
        await office.later(700)
    assert office.chat.headlines("D-U-p1") == ["need"]
    assert (await office.states()) == {"expanded": 1, "unknown": 1}


@pytest.mark.check("R15")
async def test_who_lost_the_lease_writes_nothing(office: Office) -> None:
    """The holder stops while the chat takes the message; another courier looks it up meanwhile."""
    (ada,) = await office.add_people(1)
    await office.record.write(lambda tx: tx.accounts.link("slack", "T1", "U-p1", ada))
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", "D-U-p1"))
    await office.tell(NEED)
    office.chat.on_send = lambda: office.record.write_now(_take_over)
    assert await office.drain() == {"expanded": 1}
    assert (await office.states()) == {"expanded": 1, "sending": 1}
    assert await office.record.read(lambda tx: tx.receipts.live(STREAM)) == []


def _take_over(tx: Tx) -> None:
    tx.conn.exec_driver_sql("UPDATE outbox SET fence = fence + 1 WHERE platform = 'slack'")


@pytest.mark.check("R15")
async def test_who_lost_the_lanes_writes_nothing_even_while_its_row_is_still_its_own(
    office: Office,
) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    office.chat.on_send = lambda: office.record.write_now(_take_lanes)
    await office.drain()
    assert (await office.states()) == {"expanded": 1, "sending": 1}
    assert await office.record.read(lambda tx: tx.receipts.live(STREAM)) == []


def _take_lanes(tx: Tx) -> None:
    tx.conn.exec_driver_sql("UPDATE lanes SET fence = fence + 1, holder = 'another'")


@pytest.mark.check("R15")
async def test_nothing_is_sent_when_too_little_of_the_lanes_lease_is_left(office: Office) -> None:
    """The process was stopped between claiming and sending; the row's own lease is still long enough."""
    await office.add_people(1)
    await office.tell(NEED)
    draw = office.draw

    def stopped(*args: Any) -> Any:
        office.seconds += 4
        return draw(*args)

    office.draw = stopped  # type: ignore[assignment, method-assign]
    await office.crash()
    await office.drain()
    assert "send" not in office.chat.calls


async def test_a_message_is_not_sent_when_too_little_of_the_lease_is_left(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    draw = office.draw

    def slowly(*args: Any) -> Any:
        office.seconds += 41
        return draw(*args)

    office.draw = slowly  # type: ignore[assignment, method-assign]
    await office.crash()
    await office.drain()
    assert "send" not in office.chat.calls


async def test_urgent_news_goes_first(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED, Notification("steering", "request", urgent=True))
    await office.drain()
    assert office.chat.headlines("D-U-p1") == ["request", "need"]


async def test_every_try_is_kept(office: Office) -> None:
    await office.add_people(1)
    office.chat.faults["send"] = busy(1, 5)
    await office.tell(NEED)
    await office.drain()
    await office.later(5)
    tries = await office.record.read(
        lambda tx: tx.conn.exec_driver_sql("SELECT outcome, error FROM deliveries ORDER BY id").all()
    )
    assert [tuple(row) for row in tries] == [
        ("expanded", ""),
        ("waiting", "Too many requests."),
        ("sent", ""),
    ]
