"""What broke against Slacks that nobody here wrote: each fault by a test that fails without its mending."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from govbot.adapter_api.chat import (
    Account,
    ChatRefusesGovbot,
    PermissionMissing,
    Profile,
    RetryLater,
    Undeliverable,
)
from govbot.core.cards.vocabulary import Card, Facts, Field, Form, OpenForm, ShowCard, Text
from govbot_slack import SlackAdapter
from govbot_slack.api import OURS
from govbot_slack.standin import Message, View, Workspace
from govbot_slack.standin.faults import Fault
from govbot_slack.standin.methods import SCOPES
from tests.slack.scripted import CARD, DONE, FORM, ScriptedBot

ADA, BEN = "ada@state.example", "ben@state.example"


def account(slack: Workspace, email: str) -> Account:
    return Account("slack", "T0GOV", slack.person(email).user.id)


async def test_what_people_wrote_is_read_as_they_wrote_it(slack: Workspace, adapter: SlackAdapter) -> None:
    words = "R&D of <agencies>: AT&T & co"
    card = Card("A & B", (Text(words), Text(words, "quote"), Facts((("Q&A", words),))))
    await adapter.chat.send(account(slack, ADA), "", card, "k")
    assert slack.person(ADA).direct[-1].words == f"A & B\n{words}\n> {words}\nQ&A: {words}"


@pytest.mark.parametrize("error", sorted(OURS))
async def test_a_refused_token_is_not_the_persons_fault(
    slack: Workspace, adapter: SlackAdapter, error: str
) -> None:
    slack.fail(Fault("error", "chat.postMessage", name=error))
    with pytest.raises(ChatRefusesGovbot, match=error):
        await adapter.chat.post(slack.channels["steering"], CARD, "k")


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U0GOVBOT"]}}]
)
@pytest.mark.usefixtures("adapter")
async def test_the_operator_hears_at_once_that_the_app_was_removed(
    slack: Workspace, bot: ScriptedBot, event: dict[str, Any]
) -> None:
    assert await slack.tell(event)
    [(platform, why)] = bot.calls("chat_refuses")
    assert platform == "slack"
    assert "install the app again" in why


async def test_a_missing_scope_is_named_and_stops_nothing_else(bot: ScriptedBot) -> None:
    async with Workspace(("Ada", ADA), patience=1.0, scopes=SCOPES - {"users:read.email"}) as slack:
        adapter = SlackAdapter(bot, slack.settings())
        await slack.serve(adapter)
        with pytest.raises(PermissionMissing, match=r"users:read\.email"):
            await adapter.chat.address(ADA)
        await adapter.chat.post(slack.channels["steering"], CARD, "k")
        assert len(slack.posted()) == 1


async def test_an_organisation_wide_installation_names_the_workspace_of_a_room(bot: ScriptedBot) -> None:
    async with Workspace(("Ada", ADA), enterprise="E0GOV", patience=1.0) as slack:
        adapter = SlackAdapter(bot, slack.settings())
        await slack.serve(adapter)
        ada = Account("slack", "E0GOV", slack.person(ADA).user.id)
        with pytest.raises(Undeliverable, match="GOVBOT_SLACK_TEAM"):
            await adapter.chat.open_room("ITP-1", "", [ada])
        adapter = SlackAdapter(bot, slack.settings(team="T0GOV"))
        await slack.serve(adapter)
        room = await adapter.chat.open_room("ITP-1", "", [ada])
        assert [place.id for place in slack.rooms()] == [room]


@pytest.mark.usefixtures("adapter")
async def test_a_file_in_the_direct_message_is_handed_in_with_the_form_it_belongs_to(
    slack: Workspace, bot: ScriptedBot
) -> None:
    ada, data = slack.person(ADA), b"# A policy"
    bot.replies["received"] = ShowCard(CARD)
    seen = await ada.say("", file=("draft.md", data))
    assert isinstance(seen, Message)
    assert seen.words.startswith(CARD.headline)
    question = Field("file", "The draft", "file")
    bot.replies["approve-token"] = OpenForm(Form("Submit a draft", "draft-token", (question,)))
    form = await ada.press(seen, "Approve")
    assert isinstance(form, View)
    assert form.questions == ["The file that you sent me", "The draft"]
    bot.replies["draft-token"] = ShowCard(DONE)
    await ada.submit(form)
    [(_, _, answers, uploads)] = bot.calls("submit")
    assert (answers, uploads["file"].name, uploads["file"].data) == ({}, "draft.md", data)


async def test_a_first_contact_waits_two_seconds_at_most_for_users_info(
    slack: Workspace, adapter: SlackAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govbot_slack.limits.PROFILE_SECONDS", 0.05)
    slack.fail(Fault("delay", "users.info", seconds=0.4))
    with pytest.raises(RetryLater):
        await adapter.chat.profile(account(slack, ADA))
    await adapter.chat.address(ADA)
    assert adapter.chat.at_hand(account(slack, ADA)) == Profile(account(slack, ADA), ADA)


@pytest.mark.usefixtures("adapter")
async def test_people_of_ones_own_organisation_are_no_strangers(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    place = slack.world.direct("U0GOVBOT", ada.user.id)
    message = Message(place.id, slack.world.ts(), ada.user.id, "hello")
    place.messages.append(message)
    [event] = slack.payloads.said(ada.user, message)
    told = slack.payloads.event({**event, "user_team": "E0ORG"})
    ours = {**told, "authorizations": [{"enterprise_id": "E0ORG", "team_id": "T0GOV"}]}
    await slack.send("events_api", {**ours, "enterprise_id": "E0ELSE"})
    assert len(bot.calls("said")) == 1
    theirs = slack.payloads.event({**event, "ts": "2.0", "user_team": "E0OTHER"})
    await slack.send("events_api", {**theirs, "authorizations": ours["authorizations"]})
    assert len(bot.calls("said")) == 1


@pytest.mark.parametrize("failing", ["response_url", "views.open"])
async def test_no_click_is_met_with_silence(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter, failing: str
) -> None:
    await adapter.chat.send(account(slack, ADA), "", CARD, "k")
    card = slack.person(ADA).direct[-1]
    bot.replies["approve-token"] = OpenForm(FORM) if failing == "views.open" else ShowCard(DONE)
    slack.fail(Fault("status", failing, times=2))
    slack.fail(Fault("status", "response_url", times=2))
    seen = await slack.person(ADA).press(card, "Approve")
    assert isinstance(seen, Message)
    assert seen.words.startswith("Slack did not open" if failing == "views.open" else DONE.headline)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_slacks_look_at_the_certificate_is_answered_and_does_nothing(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter, method: str
) -> None:
    address = await slack.listen(adapter.app)
    sent = {"ssl_check": "1", "token": "x"}
    query, form = (sent, None) if method == "GET" else ({}, sent)
    async with aiohttp.request(method, f"{address}/slack/events", params=query, data=form) as answer:
        assert answer.status == 200
    async with aiohttp.request(method, f"{address}/slack/events") as answer:
        assert answer.status == 401
    assert bot.asked == []


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_too_long", "msg_blocks_too_long"])
async def test_a_card_that_slack_refuses_goes_out_as_plain_text(
    slack: Workspace, adapter: SlackAdapter, error: str
) -> None:
    card = Card("D2 & D3 await you", (Text("Read <both>."),), "policy:ITP-1")
    slack.fail(Fault("error", "chat.postMessage", name=error))
    sent = await adapter.chat.send(account(slack, ADA), "", card, "k")
    assert error in sent.note
    [message] = slack.person(ADA).direct
    assert message.blocks == []
    assert message.text == "D2 &amp; D3 await you\nRead &lt;both&gt;.\nTo act on it, type /gov show ITP-1"


async def test_nothing_goes_into_a_room_that_was_made_public(slack: Workspace, adapter: SlackAdapter) -> None:
    room = await adapter.chat.open_room("ITP-1", "", [account(slack, ADA)])
    slack.world.conversations[room].kind = "public"
    with pytest.raises(Undeliverable, match="made public"):
        await adapter.chat.post(room, CARD, "k")
    assert slack.posted() == []


@pytest.mark.usefixtures("adapter")
async def test_what_was_typed_into_a_closed_form_is_kept(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    bot.replies["feedback"] = OpenForm(FORM)
    form = await ada.command("feedback")
    await ada.fill(form, {"why": "We need two more months."}, submit=False)
    await ada.close()
    [(_, token, answers)] = bot.calls("closed")
    assert (token, answers["why"]) == ("form-token", "We need two more months.")


async def test_readiness_tells_of_a_lost_socket_and_of_a_second_deployment(bot: ScriptedBot) -> None:
    async with Workspace(("Ada", ADA), patience=1.0) as slack:
        adapter = SlackAdapter(bot, slack.settings())
        await slack.serve(adapter, socket_mode=True)
        bot.reply = ShowCard(CARD)
        await slack.person(ADA).command("status")
        assert list(adapter.chat.problems()) == []
        other = SlackAdapter(bot, slack.settings())
        await other.start()
        second = asyncio.create_task(other.run_socket_mode())
        await slack.until(lambda: bool(other.chat.problems()) and slack.sockets.count == 2)
        assert "another deployment" in other.chat.problems()[0]
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        await other.stop()
        slack.sockets.cut()
        await slack.until(lambda: bool(adapter.chat.problems()))
        assert "Socket Mode is not connected" in adapter.chat.problems()[0]


@pytest.mark.usefixtures("adapter")
async def test_an_answer_to_typed_words_that_slack_did_not_take_is_sent_again(
    slack: Workspace, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govbot_slack.events.LONGEST_WAIT", 0.01)
    slack.fail(Fault("ratelimited", "chat.postMessage", seconds=1))
    bot.replies["hello"] = ShowCard(CARD)
    seen = await slack.person(ADA).say("hello")
    assert isinstance(seen, Message)
    assert seen.words.startswith(CARD.headline)
