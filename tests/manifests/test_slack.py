"""The Slack manifest asks for what the adapter uses, neither more nor less."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from govbot.adapter_api.manifest import SAMPLE_URL
from govbot.adapter_api.settings import UnsafeSettings
from govbot.docgen.pages import MANIFESTS, PERMISSIONS
from govbot.runtime.adapters import manifest_request
from govbot.runtime.settings import process_at
from govbot_slack import SlackSettings, api, commands, endpoint, listeners
from govbot_slack.context import AdapterContext
from govbot_slack.manifest import SLACK_EVENTS, SLACK_SCOPES, slack_app, slack_manifest
from govbot_slack.standin.methods import METHODS, SCOPES
from govbot_slack.standin.subscriptions import SCOPE_OF, SUBSCRIBED
from tests.parsed import parsed

REQUEST = manifest_request(SAMPLE_URL, process_at())
ROOT = Path(__file__).parents[2]
ADAPTER = ROOT / "adapters/govbot_slack"
ASKED = {scope for scope, _ in SLACK_SCOPES}
# What Slack demands for what is no method: the command and the shortcut, files, and events.
FOR_FEATURES = {"commands", "files:read"}
HISTORY_AMONG_OTHERS = {"channels:history", "groups:history", "mpim:history"}


def methods_called() -> set[str]:
    """Every method of the Web API that the adapter names."""
    trees = [parsed(file.read_text(encoding="utf-8")) for file in ADAPTER.glob("*.py")]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and word in METHODS}


def events_listened_to(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    heard: set[str] = set()
    told = AsyncApp.event

    def noted(app: AsyncApp, event: Any, *rest: Any, **named: Any) -> Any:
        heard.add(event)
        return told(app, event, *rest, **named)

    monkeypatch.setattr(AsyncApp, "event", noted)
    settings = SlackSettings(bot_token="xoxb-1", signing_secret="secret", team="T1")
    bot: Any = None
    listeners.listen(AdapterContext(bot, settings, api.client(settings)), listeners.Identity())
    return heard


def test_the_scopes_are_those_that_the_methods_features_and_events_need() -> None:
    for_methods = {scope for method in methods_called() for scope in METHODS[method].scopes}
    for_methods -= HISTORY_AMONG_OTHERS  # what is looked up was sent to one person
    for_methods -= {"channels:read", "im:read"}  # of a group's room alone Slack is asked what it is
    for_events = {SCOPE_OF[event] for event in SLACK_EVENTS} - {""}
    assert for_methods | for_events | FOR_FEATURES == ASKED


def test_nothing_reads_what_people_say_among_others() -> None:
    assert not ASKED & HISTORY_AMONG_OTHERS
    assert not {"message.channels", "message.groups", "message.mpim"} & set(SLACK_EVENTS)


def test_the_stand_in_grants_what_the_manifest_asks_for_and_no_more() -> None:
    assert set(SCOPES) == ASKED
    assert set(SUBSCRIBED) == set(SLACK_EVENTS)


def test_the_events_are_those_that_the_adapter_listens_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {event.partition(".")[0] for event in SLACK_EVENTS} == events_listened_to(monkeypatch)


def test_every_scope_and_event_is_explained() -> None:
    page = (ROOT / PERMISSIONS).read_text(encoding="utf-8")
    assert [scope for scope, why in SLACK_SCOPES if f"| `{scope}` | {why} |" not in page] == []
    assert [event for event in SLACK_EVENTS if f"`{event}`" not in page] == []


def test_its_command_shortcut_and_address_are_the_adapters() -> None:
    manifest = slack_manifest(REQUEST)
    assert f'command: "{commands.COMMAND}"' in manifest
    assert f"callback_id: {commands.SHORTCUT}" in manifest
    assert manifest.count(f'"{SAMPLE_URL}{endpoint.PATH}"') == 4


# Slack's own table of fields: the longest text of each, or None for what is no text.
# https://docs.slack.dev/reference/app-manifest
FIELDS: dict[str, int | None] = {
    "_metadata.major_version": None,
    "_metadata.minor_version": None,
    "display_information.name": 35,
    "display_information.description": 140,
    "display_information.background_color": 7,
    "features.app_home.home_tab_enabled": None,
    "features.app_home.messages_tab_enabled": None,
    "features.app_home.messages_tab_read_only_enabled": None,
    "features.bot_user.display_name": 80,
    "features.bot_user.always_online": None,
    "features.unfurl_domains": 255,
    "features.shortcuts.name": 24,
    "features.shortcuts.type": 7,
    "features.shortcuts.callback_id": 255,
    "features.shortcuts.description": 150,
    "features.slash_commands.command": 32,
    "features.slash_commands.url": 3000,
    "features.slash_commands.description": 2000,
    "features.slash_commands.usage_hint": 1000,
    "features.slash_commands.should_escape": None,
    "oauth_config.scopes.bot": 255,
    "settings.event_subscriptions.request_url": 3000,
    "settings.event_subscriptions.bot_events": 255,
    "settings.interactivity.is_enabled": None,
    "settings.interactivity.request_url": 3000,
    "settings.interactivity.message_menu_options_url": 3000,
    "settings.org_deploy_enabled": None,
    "settings.socket_mode_enabled": None,
    "settings.token_rotation_enabled": None,
}


def fields(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field with its value; those of lists under the list's name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from fields(inner, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, path)
    else:
        yield path, value


def test_every_field_is_one_of_slacks_and_no_longer_than_it_may_be() -> None:
    for field, value in fields(slack_app(SAMPLE_URL + endpoint.PATH, REQUEST.commands)):
        longest = FIELDS[field]
        if longest is None:
            assert isinstance(value, (bool, int)), field
        else:
            assert 0 < len(value) <= longest, field


def test_its_lists_are_as_short_as_slack_wants_them() -> None:
    app = slack_app(SAMPLE_URL, REQUEST.commands)
    assert len(app["features"]["slash_commands"]) <= 50
    assert len(app["features"]["shortcuts"]) <= 10
    assert len(app["settings"]["event_subscriptions"]["bot_events"]) <= 100
    assert len(app["oauth_config"]["scopes"]["bot"]) <= 255


def test_it_switches_off_what_an_installation_switches_on_itself() -> None:
    manifest = slack_manifest(REQUEST)
    for setting in ("org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"):
        assert f"{setting}: false" in manifest


def test_the_sample_is_what_is_printed() -> None:
    assert (ROOT / MANIFESTS / "slack/manifest.yaml").read_text(encoding="utf-8") == slack_manifest(REQUEST)


def test_it_is_plain_yaml() -> None:
    """Two blanks a level, no tabs, and every text that could be read as something else in quotes."""
    for line in slack_manifest(REQUEST).splitlines():
        bare = re.sub(r"\s+# .*$", "", line)
        assert re.fullmatch(
            r"#.*|(?:  )*(?:- )?(?:[a-z_]+:(?: (?:\"[^\"]*\"|true|false|\d+|[A-Za-z_.:]+))?|[a-z_.:]+)", bare
        ), line


@pytest.mark.parametrize(
    "address", ["https://gov.example", "https://gov.example/", " https://GOV.example:8443 "]
)
def test_an_address_may_end_in_a_slash_and_name_a_port(address: str) -> None:
    expected = address.strip().rstrip("/").lower() + endpoint.PATH
    assert f'"{expected}"' in slack_manifest(replace(REQUEST, base_url=address))


@pytest.mark.parametrize(
    "address",
    [
        "", "gov.example", "http://gov.example", "https://", "https://gov.example/slack", "https://gov.example?x=1",
        "https://gov.example#x", "https://me:secret@gov.example", "https://[::1", "https://gov.example:port",
    ],
)  # fmt: skip
def test_an_address_that_slack_could_not_use_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(
        UnsafeSettings, match=r"Give one as in https://govbot\.example\.|give one as in https://govbot"
    ):
        slack_manifest(replace(REQUEST, base_url=address))
