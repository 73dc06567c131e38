"""The stand-in refuses what Slack refuses: else the tests that pass against it would mean little."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from govbot_slack.standin import Workspace
from govbot_slack.standin.chat_api import respond
from govbot_slack.standin.checks import check_message, check_view
from govbot_slack.standin.filling import Unfillable
from govbot_slack.standin.methods import SCOPES
from govbot_slack.standin.server import BOT_TOKEN
from govbot_slack.standin.subscriptions import SUBSCRIBED, is_heard
from govbot_slack.standin.users_api import BOT
from govbot_slack.standin.views_api import push
from govbot_slack.standin.world import SlackSays

ADA = "ada@state.example"


class Clock:
    """A clock that a test sets."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def paced(clock: Clock) -> AsyncIterator[Workspace]:
    async with Workspace(("Ada", ADA), paced=True, now=clock) as workspace:
        yield workspace


def web(slack: Workspace, token: str = BOT_TOKEN) -> AsyncWebClient:
    client = AsyncWebClient(
        token, base_url=f"{slack.server.address}/api/", session=slack.session, retry_handlers=[]
    )
    client.proxy = None
    return client


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(number: int, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Press"), "action_id": f"a{number}", "value": "v", **more}


def asking(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": "b",
        "label": plain("Label"),
        "element": {"action_id": "a", **element},
        **more,
    }


def options(number: int) -> list[dict[str, Any]]:
    return [{"text": plain(f"Option {n}"), "value": f"v{n}"} for n in range(number)]


SECTION = {"type": "section", "text": plain("Words")}


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [SECTION] * 51,
        [{"type": "section", "text": plain("x" * 3001)}],
        [{"type": "section", "text": plain("")}],
        [{"type": "section"}],
        [{"type": "section", "fields": [plain("x")] * 11}],
        [{"type": "header", "text": plain("x" * 151)}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "context", "elements": [plain("x")] * 11}],
        [{"type": "actions", "elements": []}],
        [{"type": "actions", "elements": [button(n) for n in range(26)]}],
        [{"type": "actions", "elements": [button(1), button(1)]}],
        [{"type": "actions", "elements": [button(1)]}, {"type": "actions", "elements": [button(1)]}],
        [{"type": "actions", "elements": [button(1, value="v" * 2001)]}],
        [{"type": "actions", "elements": [button(1, text=plain("x" * 76))]}],
        [{"type": "actions", "elements": [button(1, style="green")]}],
        [{**SECTION, "block_id": "same"}, {**SECTION, "block_id": "same"}],
        [{"type": "nonsense"}],
        [asking({"type": "plain_text_input"})],
        [{"type": "rich_text", "elements": []}],
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            }
        ],
    ],
    ids=lambda blocks: str(blocks)[:40],
)
def test_messages_that_slack_refuses(blocks: list[dict[str, Any]]) -> None:
    with pytest.raises(SlackSays, match="invalid_blocks"):
        check_message(blocks)


def test_a_message_that_is_too_long_in_all() -> None:
    check_message([{"type": "section", "text": plain("x" * 2600)}] * 5)
    with pytest.raises(SlackSays, match="msg_blocks_too_long"):
        check_message([{"type": "section", "text": plain("x" * 2700)}] * 5)


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input", "max_length": 3001},
        {"type": "plain_text_input", "initial_value": "x" * 3001},
        {"type": "plain_text_input", "max_length": 10, "initial_value": "x" * 11},
        {"type": "checkboxes", "options": options(11)},
        {"type": "static_select", "options": options(101)},
        {"type": "static_select", "options": []},
        {"type": "static_select", "options": options(2) + options(1)},
        {"type": "static_select", "options": [{"text": plain("x" * 76), "value": "v"}]},
        {"type": "static_select", "options": [{"text": plain("x"), "value": "v" * 151}]},
        {"type": "static_select", "options": options(2), "initial_option": options(3)[2]},
        {"type": "datepicker", "initial_date": "4.12.2026"},
        {"type": "file_input", "max_files": 11},
        {"type": "nonsense"},
    ],
    ids=lambda element: str(element)[:60],
)
def test_forms_that_slack_refuses(element: dict[str, Any]) -> None:
    view = {"type": "modal", "title": plain("Title"), "submit": plain("Submit")}
    with pytest.raises(SlackSays, match="invalid_arguments"):
        check_view({**view, "blocks": [asking(element)]})


@pytest.mark.parametrize(
    "changes",
    [
        {"title": plain("x" * 25)},
        {"submit": None},
        {"private_metadata": "x" * 3001},
        {"blocks": [SECTION] * 101},
        {"type": "dialog"},
        {"type": "home"},
    ],
    ids=str,
)
def test_views_that_slack_refuses(changes: dict[str, Any]) -> None:
    blocks = [asking({"type": "plain_text_input"})]
    view = {"type": "modal", "title": plain("Title"), "submit": plain("Submit"), "blocks": blocks}
    check_view(view)
    changed = {name: value for name, value in (view | changes).items() if value is not None}
    with pytest.raises(SlackSays, match="invalid_arguments"):
        check_view(changed)


def test_a_view_of_more_than_250_kb() -> None:
    large = [{"type": "section", "text": plain("é" * 2900)}] * 20
    with pytest.raises(SlackSays, match="view_too_large"):
        check_view({"type": "home", "blocks": large})


async def test_tokens_scopes_and_methods_are_checked(slack: Workspace) -> None:
    assert await error(web(slack, "xoxb-wrong").auth_test()) == "invalid_auth"
    assert await error(web(slack).api_call("chat.meMessage")) == "unknown_method"
    slack.server.scopes = SCOPES - {"users:read.email"}
    assert await error(web(slack).users_lookupByEmail(email=ADA)) == "missing_scope"
    # What reads finds nothing in JSON.
    assert (
        await error(web(slack).api_call("users.info", json={"user": slack.person(ADA).user.id}))
        == "user_not_found"
    )


@pytest.mark.parametrize(
    ("kind", "scope"), [("im", "im:history"), ("private", "groups:history"), ("public", "channels:history")]
)
async def test_history_needs_the_scope_of_its_kind_of_conversation(
    slack: Workspace, kind: str, scope: str
) -> None:
    places = {
        "im": slack.world.direct(BOT, slack.person(ADA).user.id).id,
        "private": slack.add_channel("room", private=True).id,
        "public": slack.channels["steering"],
    }
    every = {"im:history", "groups:history", "channels:history"}
    slack.server.scopes = frozenset(every - {scope})
    assert await error(web(slack).conversations_history(channel=places[kind])) == "missing_scope"
    slack.server.scopes = frozenset({scope})
    assert (await web(slack).conversations_history(channel=places[kind]))["messages"] == []


async def test_an_event_is_told_where_it_is_subscribed_to_and_its_scope_is_granted(slack: Workspace) -> None:
    said = {"type": "message", "channel_type": "group", "channel": "C1"}
    assert not is_heard(said, SUBSCRIBED, {"groups:history"})
    assert not is_heard(said, {"message.groups"}, SCOPES)
    assert is_heard(said, {"message.groups"}, {"groups:history"})
    assert is_heard({"type": "app_home_opened"}, SUBSCRIBED, set())


async def test_a_trigger_is_good_once_and_for_three_seconds(paced: Workspace, clock: Clock) -> None:
    view = {"type": "modal", "title": plain("Title"), "blocks": [SECTION]}
    ada = paced.person(ADA).user.id
    trigger = paced.world.trigger(ada)
    await web(paced).views_open(trigger_id=trigger, view=view)
    assert await error(web(paced).views_open(trigger_id=trigger, view=view)) == "exchanged_trigger_id"
    late = paced.world.trigger(ada)
    clock.now += 3.1
    assert await error(web(paced).views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert await error(web(paced).views_open(trigger_id="1.2", view=view)) == "invalid_trigger_id"
    for _ in range(2):
        await web(paced).views_push(trigger_id=paced.world.trigger(ada), view=view)
    assert (
        await error(web(paced).views_push(trigger_id=paced.world.trigger(ada), view=view))
        == "push_limit_reached"
    )


async def test_a_response_url_is_good_five_times_and_for_half_an_hour(paced: Workspace, clock: Clock) -> None:
    place, ada = paced.channels["steering"], paced.person(ADA).user.id
    name = paced.world.open_answer(ada, place, None)
    for _ in range(5):
        respond(paced.world, name, {"text": "x"})
    with pytest.raises(SlackSays):
        respond(paced.world, name, {"text": "x"})
    late = paced.world.open_answer(ada, place, None)
    clock.now += 1801
    with pytest.raises(SlackSays):
        respond(paced.world, late, {"text": "x"})


async def test_rate_limits_hold_a_method_back_and_say_for_how_long(paced: Workspace, clock: Clock) -> None:
    client, ada = web(paced), paced.person(ADA).user.id
    for _ in range(50):
        await client.conversations_open(users=ada)
    with pytest.raises(SlackApiError) as limited:
        await client.conversations_open(users=ada)
    assert limited.value.response.status_code == 429
    wait = int(limited.value.response.headers["Retry-After"])
    await client.users_info(user=ada)  # all else goes on
    clock.now += wait
    await client.conversations_open(users=ada)


async def test_a_channel_takes_about_a_message_a_second(paced: Workspace, clock: Clock) -> None:
    client = web(paced)
    for _ in range(5):
        await client.chat_postMessage(channel=paced.channels["steering"], text="x")
    held = client.chat_postMessage(channel=paced.channels["steering"], text="x")
    assert await error(held) == "ratelimited"
    await client.chat_postMessage(channel=paced.channels["operator"], text="x")
    clock.now += 5
    await client.chat_postMessage(channel=paced.channels["steering"], text="x")


async def test_names_of_channels_are_checked(slack: Workspace) -> None:
    client = web(slack)
    for name, why in (
        ("Upper", "specials"),
        ("a.b", "specials"),
        ("x" * 81, "maxlength"),
        ("---", "punctuation"),
    ):
        assert why in await error(client.conversations_create(name=name))
    assert await error(client.conversations_create(name="steering")) == "name_taken"
    room = (await client.conversations_create(name="room", is_private=True))["channel"]["id"]
    assert await error(client.conversations_invite(channel=room, users=["U1"] * 101)) == "too_many_users"


async def test_a_person_can_do_only_what_slacks_client_lets_them(slack: Workspace) -> None:
    ada = slack.person(ADA)
    element = {"type": "plain_text_input", "max_length": 5}
    view = push(
        slack.world,
        ada.user.id,
        {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": [asking(element)]},
    )
    with pytest.raises(Unfillable, match="does not ask 'Nothing'"):
        await ada.fill(view, {"Nothing": "x"})
    with pytest.raises(Unfillable, match="takes 5 characters"):
        await ada.fill(view, {"Label": "too long"})
    with pytest.raises(Unfillable, match="'Label' is required"):
        await ada.fill(view, {})
    with pytest.raises(Unfillable, match="There is no button 'Go'"):
        await ada.press(view, "Go")
