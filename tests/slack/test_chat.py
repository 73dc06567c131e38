"""The port on Slack: what Slack answers, said in the port's words."""

from __future__ import annotations

import aiohttp
import pytest

from govbot.adapter_api.chat import (
    Account,
    AccountGone,
    ConversationGone,
    DeliveryOutcomeUnknown,
    RetryLater,
    Sent,
    Undeliverable,
)
from govbot_slack import SlackAdapter
from govbot_slack.rooms import legal_name
from govbot_slack.standin import Workspace
from govbot_slack.standin.faults import Fault
from tests.slack.scripted import CARD, DONE, ScriptedBot

ADA, BEN = "ada@state.example", "ben@state.example"


def account(slack: Workspace, email: str) -> Account:
    return Account("slack", "T0GOV", slack.person(email).user.id)


async def test_people_are_found_by_address(slack: Workspace, adapter: SlackAdapter) -> None:
    slack.add("Gone", "gone@state.example", deleted=True)
    slack.add("Eve", "eve@elsewhere.example", team="T0OTHER")
    assert await adapter.chat.address(ADA.upper()) == account(slack, ADA)
    for email in ("nobody@state.example", "gone@state.example", "eve@elsewhere.example"):
        assert await adapter.chat.address(email) is None


async def test_a_conversation_is_opened_once_and_kept_by_the_caller(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    first = await adapter.chat.send(account(slack, ADA), "", CARD, "k1")
    second = await adapter.chat.send(account(slack, ADA), first.conversation, DONE, "k2")
    assert slack.server.calls["conversations.open"] == 1
    assert [message.ts for message in slack.person(ADA).direct] == [first.message, second.message]
    assert slack.person(ADA).direct[0].text == CARD.headline


async def test_a_card_is_drawn_again_where_it_is_and_keeps_its_key(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    sent = await adapter.chat.send(account(slack, ADA), "", CARD, "k1")
    await adapter.chat.redraw(sent, DONE)
    assert slack.person(ADA).direct[-1].words == "D2 is approved\nRecorded."
    assert await adapter.chat.find(sent.conversation, "k1") == sent
    with pytest.raises(Undeliverable, match="not in Slack any more"):
        await adapter.chat.redraw(Sent(sent.conversation, "1.000000"), DONE)


@pytest.mark.check("R03")
async def test_a_connection_closed_after_accepting_leaves_one_message(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    slack.fail(Fault("drop after", "chat.postMessage"))
    with pytest.raises(DeliveryOutcomeUnknown):
        await adapter.chat.send(account(slack, ADA), "", CARD, "k1")
    assert len(slack.person(ADA).direct) == 1
    message = await adapter.chat.find("", "k1")
    assert message == Sent(slack.person(ADA).direct[0].conversation, slack.person(ADA).direct[0].ts)


@pytest.mark.check("R11")
async def test_a_server_error_after_sending_is_unknown_and_looked_up(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    slack.fail(Fault("status", "chat.postMessage", status=502))
    with pytest.raises(DeliveryOutcomeUnknown):
        await adapter.chat.send(account(slack, ADA), "", CARD, "k1")
    assert await adapter.chat.find("", "k1") is None


@pytest.mark.parametrize("place", ["steering", "room"])
async def test_a_message_among_others_is_never_looked_up(
    slack: Workspace, adapter: SlackAdapter, place: str
) -> None:
    room = await adapter.chat.open_room("ITP-1", "", [account(slack, ADA)])
    where = room if place == "room" else "channel:steering"
    await adapter.chat.post(where, CARD, "k1")
    with pytest.raises(DeliveryOutcomeUnknown, match="reads no history of channels"):
        await adapter.chat.find(where, "k1")
    assert slack.server.calls["conversations.history"] == 0


async def test_what_only_reads_or_redraws_is_simply_tried_again(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    sent = await adapter.chat.send(account(slack, ADA), "", CARD, "k1")
    for fault in (
        Fault("drop after", "chat.update"),
        Fault("status", "chat.update"),
        Fault("error", "chat.update"),
    ):
        slack.fail(fault)
        with pytest.raises(RetryLater):
            await adapter.chat.redraw(sent, DONE)
    slack.fail(Fault("drop before", "users.info", times=2))  # aiohttp repeats what only reads, once
    with pytest.raises(RetryLater):
        await adapter.chat.profile(account(slack, ADA))


@pytest.mark.check("R09")
async def test_slack_asks_to_wait_and_says_how_long(slack: Workspace, adapter: SlackAdapter) -> None:
    slack.fail(Fault("ratelimited", "chat.postMessage", seconds=30))
    with pytest.raises(RetryLater) as waited:
        await adapter.chat.post(slack.channels["steering"], CARD, "k1")
    assert waited.value.seconds == 30
    assert slack.posted() == []


async def test_a_connection_that_was_refused_surely_took_nothing(bot: ScriptedBot) -> None:
    async with Workspace() as slack:
        settings = slack.settings(base_url="http://127.0.0.1:9/api/")
        adapter = SlackAdapter(bot, settings)
        await adapter.start()  # starts although Slack can't be reached
        with pytest.raises(RetryLater, match="can't be reached"):
            await adapter.chat.post("C1", CARD, "k1")
        await adapter.stop()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("user_disabled", "deactivated"),
        ("channel_not_found", "Invite the bot there"),
        ("user_not_found", "Check their address"),
        ("cannot_dm_bot", "is a bot"),
        ("something_new", "chat.postMessage answered something_new"),
    ],
)
async def test_what_is_final_is_a_whole_sentence(
    slack: Workspace, adapter: SlackAdapter, error: str, words: str
) -> None:
    slack.fail(Fault("error", "chat.postMessage", name=error))
    with pytest.raises(Undeliverable, match=words) as final:
        await adapter.chat.post(slack.channels["steering"], CARD, "k1")
    assert str(final.value).endswith(".")


async def test_a_wrong_token_is_the_operators_matter_and_loses_no_message(
    slack: Workspace, bot: ScriptedBot
) -> None:
    adapter = SlackAdapter(bot, slack.settings(bot_token="xoxb-wrong"))
    await adapter.start()
    with pytest.raises(RetryLater, match="invalid_auth"):
        await adapter.chat.post(slack.channels["steering"], CARD, "k1")
    await adapter.stop()


async def test_deactivated_people_and_bots_can_not_be_written_to(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    slack.add("Gone", "gone@state.example", deleted=True)
    with pytest.raises(Undeliverable, match="deactivated"):
        await adapter.chat.send(account(slack, "gone@state.example"), "", CARD, "k1")
    place = (await adapter.chat.send(account(slack, BEN), "", CARD, "k2")).conversation
    slack.person(BEN).user.deleted = True
    with pytest.raises(ConversationGone):
        await adapter.chat.send(account(slack, BEN), place, CARD, "k3")
    with pytest.raises(AccountGone, match="deactivated"):
        await adapter.chat.open(account(slack, BEN))


async def test_a_message_is_looked_up_beyond_the_first_page(slack: Workspace, adapter: SlackAdapter) -> None:
    first = await adapter.chat.send(account(slack, ADA), "", CARD, "first")
    place = first.conversation
    for number in range(401):
        await adapter.chat.send(account(slack, ADA), place, DONE, f"k{number}")
    assert await adapter.chat.find(place, "first") == first
    assert await adapter.chat.find(place, "never") is None
    with pytest.raises(DeliveryOutcomeUnknown):
        await adapter.chat.find("", "never")


async def test_a_room_has_a_legal_name_a_topic_and_its_people(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    people = [slack.add(f"P{n}", f"p{n}@state.example") for n in range(230)]
    gone = slack.add("Gone", "gone@state.example", deleted=True)
    members = [Account("slack", "T0GOV", person.user.id) for person in [*people, gone]]
    first = await adapter.chat.open_room("Ad hoc: Remote Work (2026)", "Topic " * 100, members)
    second = await adapter.chat.open_room("Ad hoc: Remote Work (2026)", "", [])
    room = slack.channel(first)
    assert (room.name, room.kind, len(room.topic)) == ("ad-hoc-remote-work-2026", "private", 250)
    assert {person.user.id for person in people} < room.members
    assert gone.user.id not in room.members
    assert slack.channel(second).name == "ad-hoc-remote-work-2026-2"
    assert slack.server.calls["conversations.invite"] == 3


async def test_changing_members_takes_those_already_in_or_out_as_done(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    ada, ben = account(slack, ADA), account(slack, BEN)
    room = await adapter.chat.open_room("Room", "", [ada])
    await adapter.chat.change_members(room, [ada, ben], [])
    assert {ada.user, ben.user} < slack.channel(room).members
    await adapter.chat.change_members(room, [], [ben])
    await adapter.chat.change_members(room, [], [ben])
    assert ben.user not in slack.channel(room).members
    gone = slack.add("Gone", "gone@state.example", deleted=True)
    with pytest.raises(Undeliverable, match="did not add 1 of 2"):
        await adapter.chat.change_members(room, [Account("slack", "T0GOV", gone.user.id), ben], [])
    assert ben.user in slack.channel(room).members


async def test_a_room_that_could_not_be_finished_is_still_the_room(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    slack.fail(Fault("ratelimited", "conversations.setTopic", seconds=0))
    slack.fail(Fault("status", "conversations.invite", times=9))
    room = await adapter.chat.open_room("Room", "Topic", [account(slack, ADA)])
    assert slack.channel(room).topic == "Topic"


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("ITP-1.2 Ümläut & Co.", "itp-1-2-umlaut-co"),
        ("سياسة", "room"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_of_rooms_are_made_legal(name: str, legal: str) -> None:
    assert legal_name(name) == legal
    assert len(legal_name(name, 12)) <= 80


async def test_one_session_and_one_connection_serve_all_calls(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    session = adapter._context.session
    assert isinstance(session, aiohttp.ClientSession)
    for number in range(5):
        await adapter.chat.post("steering", CARD, f"k{number}")
    assert adapter._slack.session is session
