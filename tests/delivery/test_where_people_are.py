"""A message goes where the person is; what is the operator's to mend holds the queue, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.adapter_api.chat import (
    AccountGone,
    ChatRefusesGovbot,
    ConversationGone,
    PermissionMissing,
    Profile,
    Sent,
    Undeliverable,
)
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Notification
from tests.delivery.given import Office

NEED = Notification("steering", "need")
REVOKED = "The chat refuses govbot itself (token_revoked): install it again."


@pytest.mark.parametrize("known", [False, True])
async def test_a_refused_token_holds_the_whole_queue_and_nothing_is_given_up(
    office: Office, known: bool
) -> None:
    await office.add_people(8)
    office.chat.rooms["C-op"] = set()
    office.chat.channels = {"operator": "C-op"}
    await office.tell(NEED)
    if known:
        await office.drain()
        office.clock.forward(seconds=1)
        await office.tell(NEED)
    before = len(office.chat.messages)
    office.chat.calls.clear()
    office.chat.refuses = ChatRefusesGovbot(REVOKED, 60.0)
    await office.drain()
    assert len(office.chat.calls) == 1  # the others wait
    for _ in range(21):
        await office.later(61)
    assert len(office.chat.messages) == before
    assert await office.record.read(lambda tx: tx.refusals.all()) == {"slack": REVOKED}
    condition = await office.record.read(lambda tx: tx.service_status.condition())
    assert condition.refused == (("slack", REVOKED),)
    office.chat.refuses = None
    await office.later(600)
    assert len([m for m in office.chat.messages.values() if m.conversation != "C-op"]) == before + 8
    assert office.chat.headlines("C-op") == ["undelivered"]
    assert await office.record.read(lambda tx: tx.refusals.all()) == {}


async def test_a_message_follows_a_person_whose_account_was_made_anew(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    await office.drain()
    office.chat.people["p1@ct.example"] = "U-new"
    office.chat.faults["send"] = [AccountGone("This account is not there any more.")]
    await office.tell(Notification("steering", "review"))
    await office.drain()
    await office.later(2)
    assert office.chat.headlines("D-U-new") == ["review"]


async def test_a_conversation_that_moved_is_opened_anew(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    await office.drain()
    office.chat.faults["send"] = [ConversationGone("The conversation is not there any more.")]
    await office.tell(Notification("steering", "review"))
    await office.drain()
    await office.later(2)
    assert office.chat.calls.count("open") == 2
    assert office.chat.headlines("D-U-p1") == ["need", "review"]


async def test_a_message_goes_to_the_conversation_that_is_kept_now(office: Office) -> None:
    await office.add_people(1)
    await office.tell(NEED)
    await office.drain()
    office.clock.forward(seconds=1)
    await office.tell(Notification("steering", "review"))
    await office.courier._expand()
    await office.record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U-p1", ""))
    await office.drain()
    assert office.chat.calls.count("open") == 2  # the row's own conversation is only how it was known


async def test_a_missing_permission_is_no_refusal_of_the_person(office: Office) -> None:
    await office.add_people(1)
    office.chat.faults["address"] = [PermissionMissing("Grant User.ReadBasic.All to look people up.")]
    await office.tell(NEED)
    await office.drain()
    lost = await office.record.read(lambda tx: tx.outreach.undelivered())
    assert [message.why for message in lost] == ["Grant User.ReadBasic.All to look people up."]
    assert await office.record.read(lambda tx: tx.refusals.lacking(tx.now)) == [lost[0].why]
    office.clock.forward(seconds=1)
    office.chat.faults["send"] = [PermissionMissing("Grant chat:write.")]
    await office.tell(NEED)
    await office.later(1)
    row = await office.record.read(lambda tx: tx.accounts.get("slack", "T1", "U-p1"))
    assert row is not None
    assert not row.refused
    lacking = await office.record.read(lambda tx: tx.refusals.lacking(tx.now))
    assert lacking == ["Grant User.ReadBasic.All to look people up.", "Grant chat:write."]
    office.clock.forward(days=1, seconds=1)
    assert await office.record.read(lambda tx: tx.refusals.lacking(tx.now)) == []


async def test_a_member_who_was_written_to_is_known_before_they_act(office: Office) -> None:
    await office.add_people(2)
    profiles = {"U-p1": False, "U-p2": True}
    chat: Any = office.chat
    chat.at_hand = lambda account: Profile(account, f"{account.user[2:]}@ct.example", profiles[account.user])
    await office.tell(NEED)
    await office.drain()
    known = await office.record.read(
        lambda tx: [tx.accounts.member("slack", "T1", user) for user in ("U-p1", "U-p2")]
    )
    assert known == ["p1@ct.example", ""]  # a guest is never linked so


async def test_what_was_not_delivered_as_drawn_is_told_to_the_operator(office: Office) -> None:
    await office.add_people(1)
    office.chat.rooms["C-op"] = set()
    office.chat.channels = {"operator": "C-op"}
    put = office.chat._put

    def plain(conversation: str, card: Card, key: str, method: str) -> Sent:
        sent = put(conversation, card, key, method)
        return Sent(sent.conversation, sent.message, "" if conversation == "C-op" else "Refused as blocks.")

    replaced: Any = office.chat
    replaced._put = plain
    await office.tell(NEED)
    await office.drain()
    await office.drain()
    assert office.chat.headlines("C-op") == ["undelivered"]


async def test_the_liaison_is_told_that_nothing_goes_into_a_room(office: Office) -> None:
    lead, liaison = await office.add_people(2, "somebody")
    office.parties |= {"role:lead": [lead], "liaisons": [lead, liaison]}
    office.chat.rooms["C1"] = set()
    office.chat.faults["post"] = [Undeliverable("This room was made public.")]
    await office.record.write(lambda tx: tx.rooms.put("policy:ITP-1", "slack", "C1", (), "linked"))
    await office.tell(Notification("room", "draft"))
    await office.drain()
    await office.drain()
    assert office.chat.headlines(f"D-U-{liaison}") == ["undelivered"]
    assert office.chat.headlines(f"D-U-{lead}") == ["undelivered"]
