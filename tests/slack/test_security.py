"""Who gets in, and what people's words can't do: S31, S34, S35, S36, S37, S45, S47."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Facts,
    Field,
    Form,
    Items,
    OpenForm,
    ShowCard,
    ShowRefusal,
    Text,
)
from govbot.core.grammar import Change, Choice
from govbot_slack import SlackAdapter, SlackSettings
from govbot_slack import card as draw
from govbot_slack import form as forms
from govbot_slack.files import NOT_OURS
from govbot_slack.standin import Message, View, Workspace
from govbot_slack.standin.delivery import OverHttp, signed
from govbot_slack.standin.faults import Fault
from govbot_slack.standin.payloads import MENTION
from govbot_slack.standin.workspace import SECRET
from govbot_slack.workspace import STRANGER
from tests.slack.scripted import CARD, DONE, FORM, ScriptedBot

ADA = "ada@state.example"
BODY = "command=%2Fgov&text=&team_id=T0GOV&user_id=U1&channel_id=D1"


def http(slack: Workspace) -> OverHttp:
    assert isinstance(slack.delivery, OverHttp)
    return slack.delivery


# S31 ---------------------------------------------------------------------------------------------------


@pytest.fixture
def eve(slack: Workspace) -> Any:
    return slack.add("Eve", "eve@elsewhere.example", team="T0ELSEWHERE")


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S31")
async def test_a_command_from_another_workspace_reads_and_writes_nothing(
    slack: Workspace, bot: ScriptedBot, eve: Any
) -> None:
    seen = await eve.command("status")
    assert seen.words == STRANGER
    assert bot.asked == []


@pytest.mark.check("S31")
async def test_an_external_person_in_a_shared_channel_presses_in_vain(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter, eve: Any
) -> None:
    await adapter.chat.post(slack.channels["steering"], CARD, "k")
    slack.channel("steering").members.add(eve.user.id)
    card = slack.channel("steering").messages[-1]
    seen = await eve.press(card, "Approve")
    assert (seen.words, seen.ephemeral_for) == (STRANGER, eve.user.id)
    await eve.shortcut(card)
    reply = Message(card.conversation, slack.world.ts(), eve.user.id, f"{MENTION} Hello", thread=card.ts)
    slack.channel("steering").messages.append(reply)
    for event in slack.payloads.said(eve.user, reply):
        await slack.send("events_api", slack.payloads.event(event))
    assert bot.asked == []
    assert card.redrawn == 0


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S31")
async def test_forms_choices_and_home_of_another_workspace_too(
    slack: Workspace, bot: ScriptedBot, eve: Any
) -> None:
    view = View("V1", eve.user.id, forms.modal(FORM), "h")
    answer = await slack.send("interactive", slack.payloads.submit(eve.user, view))
    assert answer["response_action"] == "update"
    (block,) = [block for block in view.payload["blocks"] if block["block_id"] == "section"]
    assert await slack.send("interactive", slack.payloads.suggest(eve.user, view, block, "")) == {
        "options": []
    }
    foreign = slack.payloads.event({"type": "app_home_opened", "user": eve.user.id, "tab": "home"})
    await slack.send("events_api", {**foreign, "team_id": "T0ELSEWHERE"})
    assert bot.asked == []


@pytest.mark.check("S31")
async def test_an_organisation_counts_where_the_workspace_is_null(bot: ScriptedBot) -> None:
    async with Workspace(("Ada", ADA), enterprise="E0GOV", patience=1.0) as slack:
        await slack.serve(SlackAdapter(bot, slack.settings()))
        bot.reply = ShowCard(CARD)
        card = await slack.person(ADA).command("status")
        bot.reply = ShowCard(DONE, instead=True)
        await slack.person(ADA).press(card, "Approve")
        assert card.words.startswith("D2 is approved")
        eve = slack.add("Eve", "eve@elsewhere.example", team="T0ELSEWHERE", enterprise="E0OTHER")
        asked = len(bot.asked)
        assert (await eve.command("status")).words == STRANGER
        assert len(bot.asked) == asked


# S34 ---------------------------------------------------------------------------------------------------


@pytest.mark.check("S34")
async def test_a_captured_click_reaches_the_bot_with_the_same_token(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    ada = slack.person(ADA)
    await adapter.chat.send(Account("slack", "T0GOV", ada.user.id), "", CARD, "k")
    bot.reply = ShowRefusal("No.")
    await ada.press(ada.direct[-1], "Approve")
    await http(slack).again()
    # The token is the key under which the bot gives the same answer, and acts once.
    assert bot.calls("press") == [(ada.user.id, "approve-token")] * 2


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S34")
async def test_a_form_sent_twice_reaches_the_bot_with_the_same_token(
    slack: Workspace, bot: ScriptedBot
) -> None:
    bot.replies["return"] = OpenForm(FORM)
    ada = slack.person(ADA)
    view = await ada.command("return")
    await ada.fill(view, {"why": "x", "section": "s1"})
    await http(slack).again()
    first, second = bot.calls("submit")
    assert first == second


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("R04")
async def test_an_event_delivered_four_times_is_said_once(slack: Workspace, bot: ScriptedBot) -> None:
    await slack.person(ADA).say("hello")
    for _ in range(3):
        await http(slack).again()
    assert len(bot.calls("said")) == 1
    assert slack.server.calls["chat.postMessage"] == 1


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("R05")
async def test_an_event_that_failed_is_handled_at_its_next_delivery(
    slack: Workspace, bot: ScriptedBot
) -> None:
    bot.reply, working = ShowCard(DONE), bot.reply
    bot.replies["hello"] = RuntimeError("the database is locked")
    with pytest.raises(AssertionError, match="HTTP 500"):
        await slack.person(ADA).say("hello")
    bot.replies["hello"] = working
    await http(slack).again()
    await slack.settled()
    assert len(bot.calls("said")) == 2
    assert slack.person(ADA).direct[-1].words.startswith("D2 is approved")


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("R05")
async def test_when_the_first_delivery_is_lost_the_second_retry_is_handled(
    slack: Workspace, bot: ScriptedBot
) -> None:
    bot.replies["hello"] = ShowCard(DONE)
    ada = slack.person(ADA)
    message = Message(ada.direct_place, slack.world.ts(), ada.user.id, "hello")
    slack.channel(ada.direct_place).messages.append(message)
    (said,) = slack.payloads.said(ada.user, message)
    body = json.dumps(slack.payloads.event(said))
    # https://docs.slack.dev/apis/events-api/#retries
    retried = {"X-Slack-Retry-Num": "2", "X-Slack-Retry-Reason": "http_timeout"}
    signature = signed(body, SECRET, str(int(time.time())))
    headers = {"Content-Type": "application/json", **signature, **retried}
    status, _ = await http(slack).raw(body, headers)
    assert status == 200
    await slack.settled()
    assert len(bot.calls("said")) == 1
    assert ada.direct[-1].words.startswith("D2 is approved")


# S35 ---------------------------------------------------------------------------------------------------


def stamped(stamp: str) -> dict[str, str]:
    return {**signed(BODY, SECRET, stamp), "Content-Type": "application/x-www-form-urlencoded"}


STAMPS: dict[str, Callable[[], str]] = {
    "non-numeric": lambda: "now",
    "empty": lambda: "",
    "old": lambda: str(int(time.time()) - 400),
    "ahead": lambda: str(int(time.time()) + 400),
    "fraction": lambda: f"{time.time():.1f}",
    "other digits": lambda: "١٧٦٥٠٠٠٠٠٠",
    "endless": lambda: "9" * 400,
}


@pytest.mark.usefixtures("adapter")
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS.keys())
@pytest.mark.check("S35")
async def test_a_wrong_timestamp_is_401(slack: Workspace, bot: ScriptedBot, stamp: Callable[[], str]) -> None:
    assert (await http(slack).raw(BODY, stamped(stamp())))[0] == 401
    assert bot.asked == []


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S35")
async def test_a_missing_or_wrong_signature_is_401(slack: Workspace, bot: ScriptedBot) -> None:
    right = stamped(str(int(time.time())))
    assert (await http(slack).raw(BODY, right))[0] == 200
    asked = len(bot.asked)
    for wrong in (
        {},
        {name: value for name, value in right.items() if name != "X-Slack-Request-Timestamp"},
        {name: value for name, value in right.items() if name != "X-Slack-Signature"},
        {**right, "X-Slack-Signature": "v0=" + "0" * 64},
        {**right, "X-Slack-Signature": "v0=é"},
        {**right, **signed(BODY, "another secret", right["X-Slack-Request-Timestamp"])},
    ):
        assert (await http(slack).raw(BODY, wrong))[0] == 401
    assert (await http(slack).raw(BODY + "&text=approve", right))[0] == 401
    assert len(bot.asked) == asked


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S42")
async def test_a_body_larger_than_any_of_slacks_is_413(slack: Workspace, bot: ScriptedBot) -> None:
    try:
        status, _ = await http(slack).raw("x" * 3_000_000, stamped(str(int(time.time()))))
    except aiohttp.ClientError:
        return  # closed while it was still being sent
    assert status == 413
    assert bot.asked == []


# S36 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signing_secret": ""}, "signing secret is empty"),
        ({"signing_secret": "  "}, "signing secret is empty"),
        ({"bot_token": ""}, "bot token is empty"),
        ({"team": ""}, "Neither a Slack team id"),
        ({"base_url": "http://slack.com/api/"}, "does not begin with https"),
    ],
)
@pytest.mark.check("S36")
def test_unsafe_settings_are_refused_with_the_reason(changes: dict[str, str], words: str) -> None:
    known = {"bot_token": "xoxb-1", "signing_secret": "s", "team": "T1"}
    with pytest.raises(ValueError, match=words):
        SlackSettings(**(known | changes))


@pytest.mark.check("S36")
async def test_a_token_of_another_workspace_is_refused(slack: Workspace, bot: ScriptedBot) -> None:
    with pytest.raises(ValueError, match="is for T0GOV, and the settings name T0OTHER"):
        await SlackAdapter(bot, slack.settings(team="T0OTHER")).start()


@pytest.mark.check("S36")
async def test_socket_mode_without_its_token_is_refused(slack: Workspace, bot: ScriptedBot) -> None:
    with pytest.raises(ValueError, match="app-level token"):
        await SlackAdapter(bot, slack.settings(app_token="")).run_socket_mode()


def test_secrets_are_not_in_what_settings_print() -> None:
    assert "xoxb" not in repr(
        SlackSettings(
            bot_token="xoxb-secret", signing_secret="secret-secret", team="T1", app_token="xapp-secret"
        )
    )
    assert "secret" not in repr(
        SlackSettings(bot_token="xoxb-secret", signing_secret="s", team="T1", app_token="xapp-secret")
    ).split("'")


# S37 ---------------------------------------------------------------------------------------------------

NASTY = (
    "<!channel> <@U1> [x](javascript:alert(1)) *bold* _it_ ~st~ `code` :tada: & <https://evil.example|bank>"
)


def texts(value: Any, kind: str = "") -> list[tuple[str, str]]:
    """Every text of a payload, and what kind of object holds it."""
    if isinstance(value, dict):
        own = [(str(value.get("type", kind)), value["text"])] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("style", ["", "strong", "quote", "small", "warning"])
@pytest.mark.check("S37")
def test_peoples_words_are_inert_everywhere(style: Any) -> None:
    parts = (
        Text(NASTY, style),
        Facts(((NASTY, NASTY),)),
        Items((NASTY,)),
        Change(NASTY, NASTY, NASTY, NASTY),
        Buttons((Button(NASTY, "v", confirm=NASTY),)),
    )
    field = Field("f", NASTY, "choice", hint=NASTY, choices=(Choice("c", NASTY),), initial="c")
    drawn = [
        draw.message(Card(NASTY, parts)),
        draw.sentence(NASTY),
        draw.home(Card(NASTY, parts)),
        draw.window(Card(NASTY, parts)),
        forms.modal(Form(NASTY, "t", (field,), parts, NASTY)),
    ]
    for kind, text in texts(drawn):
        assert kind in ("plain_text", "text", ""), f"{kind} reads markup"
        if kind == "text":  # of rich text, which is literal: an entity would be read as one
            assert "&lt;" not in text
            assert "&amp;" not in text
            continue
        assert "<" not in text
        assert ">" not in text
        assert "&" not in text.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "")


@pytest.mark.check("S37")
def test_emoji_codes_stay_letters_and_only_web_addresses_become_links() -> None:
    drawn = draw.message(Card(NASTY, (Text(NASTY), Text("See https://state.example/a?b=1&c=2."))))
    assert drawn["blocks"][0]["text"]["emoji"] is False
    spans = [span for block in drawn["blocks"][1:] for part in block["elements"] for span in part["elements"]]
    links = [span for span in spans if span["type"] == "link"]
    assert links == [
        {"type": "link", "url": "https://evil.example"},
        {"type": "link", "url": "https://state.example/a?b=1&c=2"},
    ]


# S45 ---------------------------------------------------------------------------------------------------


@pytest.mark.check("S45")
async def test_guests_strangers_bots_and_the_deactivated_are_known_as_such(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    def account(person: Any) -> Account:
        return Account("slack", "T0GOV", person.user.id)

    full = await adapter.chat.profile(account(slack.person(ADA)))
    assert (full.email, full.is_guest, full.is_deactivated) == (ADA, False, False)
    kinds: tuple[dict[str, Any], ...] = (
        {"restricted": True},
        {"stranger": True},
        {"team": "T0OTHER"},
        {"is_bot": True},
    )
    for number, marks in enumerate(kinds):
        guest = slack.add("Guest", f"guest{number}@x.example", **marks)
        assert (await adapter.chat.profile(account(guest))).is_guest
    gone = slack.add("Gone", "gone@state.example", deleted=True)
    assert (await adapter.chat.profile(account(gone))).is_deactivated
    assert (await adapter.chat.profile(Account("slack", "T0GOV", "U0NOBODY"))).is_guest


# S43, S47 ----------------------------------------------------------------------------------------------


@pytest.fixture
async def elsewhere(slack: Workspace) -> tuple[str, list[str]]:
    """Another server: its address, and what it was asked."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", "nothing"))
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    return await slack.listen(app), asked


@pytest.mark.check("S47")
async def test_an_answer_goes_to_slacks_own_address_only(
    slack: Workspace, adapter: SlackAdapter, elsewhere: tuple[str, list[str]]
) -> None:
    ada = slack.person(ADA)
    await adapter.chat.send(Account("slack", "T0GOV", ada.user.id), "", CARD, "k")
    press = slack.payloads.press(ada.user, ada.direct[-1], next(iter(_buttons(ada.direct[-1]))))
    await slack.send("interactive", {**press, "response_url": f"{elsewhere[0]}/respond/1"})
    await slack.settled()
    assert elsewhere[1] == []


@pytest.mark.usefixtures("adapter")
@pytest.mark.check("S41")
@pytest.mark.check("S47")
async def test_a_file_is_fetched_from_slack_only_and_no_redirect_is_followed(
    slack: Workspace, bot: ScriptedBot, elsewhere: tuple[str, list[str]]
) -> None:
    bot.replies["upload"] = OpenForm(Form("Upload", "file-token", (Field("draft", "Draft", "file"),)))
    view = await slack.person(ADA).command("upload")
    assert isinstance(view, View)
    state = view.values["draft"]["file:draft"]
    for address in (
        f"{elsewhere[0]}/files/1",
        "http://169.254.169.254/latest",
        "https://files.slack.com/x",
        "",
    ):
        state["files"] = [{"name": "x", "url_private": address}]
        await slack.person(ADA).submit(view)
        assert view.errors == {"Draft": NOT_OURS}
    state["files"] = [slack.upload("x.txt", b"x")]
    slack.fail(Fault("redirect", "files", name=f"{elsewhere[0]}/files/1"))
    await slack.person(ADA).submit(view)
    assert view.errors == {"Draft": NOT_OURS}
    assert (elsewhere[1], bot.calls("submit")) == ([], [])


@pytest.mark.check("S47")
def test_only_slacks_own_hosts_get_the_token() -> None:
    settings = SlackSettings(bot_token="xoxb-1", signing_secret="s", team="T1")
    assert settings.is_slack("https://files.slack.com/files-pri/T1-F1/x")
    assert settings.is_slack("https://hooks.slack.com/actions/T1/1/a")
    for address in (
        "http://files.slack.com/x",
        "https://files.slack.com.evil.example/x",
        "https://files.slack.com@evil.example/x",
        "https://evil.example/files.slack.com",
        "https://files.slack.com:8443/x",
        "https://127.0.0.1/x",
        "",
    ):
        assert not settings.is_slack(address)
    gov = SlackSettings(
        bot_token="xoxb-1", signing_secret="s", team="T1", base_url="https://slack-gov.com/api/"
    )
    assert gov.is_slack("https://files.slack-gov.com/x")
    assert not gov.is_slack("https://files.slack.com/x")


def _buttons(message: Message) -> list[dict[str, Any]]:
    return [
        element for block in message.blocks if block["type"] == "actions" for element in block["elements"]
    ]


@pytest.mark.parametrize("socket_mode", [False, True])
@pytest.mark.check("S43")
async def test_no_secret_is_logged_though_everything_is(
    slack: Workspace, bot: ScriptedBot, caplog: pytest.LogCaptureFixture, socket_mode: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    adapter = SlackAdapter(bot, slack.settings())
    await slack.serve(adapter, socket_mode)
    ada = slack.person(ADA)
    await adapter.chat.send(Account("slack", "T0GOV", ada.user.id), "", CARD, "k")
    card = ada.direct[-1]
    await ada.press(card, "Approve")
    slack.fail(Fault("drop before", "response_url"))
    await ada.press(card, "Approve")  # answered in the direct conversation instead
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "did not reach Slack" in logged
    for secret in ("xoxb-", "xapp-", SECRET, f"{slack.server.address}/respond/", "ticket="):
        assert secret not in logged
