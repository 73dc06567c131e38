"""The playground as a chat: what the courier may ask of it."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import Account, Chat, Profile, Sent, Undeliverable
from govbot_web.chat import account_of
from tests.web.conftest import Served
from tests.web.scripted_cards import APPROVAL, APPROVED, FEEDBACK


def test_it_is_the_port(served: Served) -> None:
    chat: Chat = served.adapter.chat
    assert chat.platform == "web"
    assert chat is served.bot.chat


async def test_people_are_found_by_address_whatever_its_case(served: Served) -> None:
    chat = served.adapter.chat
    assert account_of("p6") == await chat.address("OPM.Secretary@example")
    assert await chat.address("nobody@example") is None
    assert Profile(account_of("p6"), "opm.secretary@example") == await chat.profile(account_of("p6"))


async def test_accounts_that_are_not_the_rehearsals_reach_nobody(served: Served) -> None:
    for account in (account_of("p999"), Account("slack", "playground", "p1"), Account("web", "other", "p1")):
        with pytest.raises(Undeliverable):
            await served.adapter.chat.send(account, "", FEEDBACK, "k")


async def test_a_sent_card_is_found_by_its_key_and_redrawn_where_it_is(served: Served) -> None:
    chat, person = served.adapter.chat, served.person("p6")
    sent = await chat.send(account_of("p6"), "", APPROVAL, "key-1")
    assert sent == await chat.find(sent.conversation, "key-1")
    assert await chat.find(sent.conversation, "key-2") is None
    await chat.redraw(sent, APPROVED)
    assert [message.card for message in await person.messages()] == [APPROVED]


async def test_what_is_not_there_cannot_be_redrawn_or_posted_to(served: Served) -> None:
    chat = served.adapter.chat
    sent = await chat.send(account_of("p6"), "", APPROVAL, "key-1")
    for wrong in (Sent(sent.conversation, "m99"), Sent("dm:p1", sent.message)):
        with pytest.raises(Undeliverable):
            await chat.redraw(wrong, APPROVED)
    with pytest.raises(Undeliverable):
        await chat.post("channel:nowhere", APPROVED, "k")
    with pytest.raises(Undeliverable):
        await chat.change_members("room:9", [account_of("p1")], [])


async def test_a_room_is_for_those_who_are_in_it(served: Served) -> None:
    chat, inside, outside = served.adapter.chat, served.person("p1"), served.person("p20")
    room = await chat.open_room("Ad hoc: AI / <b>", "A topic", [account_of("p1")])
    await chat.post(room, FEEDBACK, "k")
    assert [message.card for message in await inside.messages("Ad hoc: AI / <b>")] == [FEEDBACK]
    with pytest.raises(LookupError):
        await outside.messages(room)
    await chat.change_members(
        room, [account_of("p20"), account_of("p20")], [account_of("p1"), account_of("p9")]
    )
    assert [message.card for message in await outside.messages(room)] == [FEEDBACK]
    with pytest.raises(LookupError):
        await inside.messages(room)


async def test_a_channel_shows_itself_to_its_members_alone(served: Served) -> None:
    await served.adapter.chat.post("channel:steering", APPROVED, "k")
    assert len(await served.person("p1").messages("Steering Group")) == 1
    names = [each["name"] for each in await served.person("p20").conversations()]
    assert names == ["govbot", "Announcements"]
