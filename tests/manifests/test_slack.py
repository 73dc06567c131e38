"""The Slack manifest asks for what the adapter uses, neither more nor less."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from govbot.operator.documentation import SLACK
from govbot.operator.manifests import SAMPLE_URL, SLACK_EVENTS, SLACK_PATH, SLACK_SCOPES, slack_manifest
from govbot.settings import Unsafe
from govbot_slack import SlackSettings, api, commands, door, listeners
from govbot_slack.standin.methods import METHODS, SCOPES
from govbot_slack.standin.subscriptions import SCOPE_OF, SUBSCRIBED
from govbot_slack.wiring import Wiring

ROOT = Path(__file__).parents[2]
ADAPTER = ROOT / "adapters/govbot_slack"
ASKED = {scope for scope, _ in SLACK_SCOPES}
# What Slack demands for what is no method: the command and the shortcut, files, and events.
FOR_FEATURES = {"commands", "files:read"}
HISTORY_AMONG_OTHERS = {"channels:history", "groups:history", "mpim:history"}


def methods_called() -> set[str]:
    """Every method of the Web API that the adapter names."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in ADAPTER.glob("*.py")]
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
    listeners.listen(Wiring(bot, settings, api.client(settings)), listeners.Identity())
    return heard


def test_the_scopes_are_those_that_the_methods_features_and_events_need() -> None:
    for_methods = {scope for method in methods_called() for scope in METHODS[method].scopes}
    for_methods -= HISTORY_AMONG_OTHERS  # what is looked up was sent to one person
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
    page = (ROOT / "docs/platforms.md").read_text(encoding="utf-8")
    assert [scope for scope, why in SLACK_SCOPES if f"| `{scope}` | {why} |" not in page] == []
    assert [event for event in SLACK_EVENTS if f"`{event}`" not in page] == []


def test_its_command_shortcut_and_address_are_the_adapters() -> None:
    manifest = slack_manifest(SAMPLE_URL)
    assert f'command: "{commands.COMMAND}"' in manifest
    assert f"callback_id: {commands.SHORTCUT}" in manifest
    assert door.PATH == SLACK_PATH
    assert manifest.count(f'"{SAMPLE_URL}{door.PATH}"') == 4


def test_it_switches_off_what_an_installation_switches_on_itself() -> None:
    manifest = slack_manifest(SAMPLE_URL)
    for setting in ("org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"):
        assert f"{setting}: false" in manifest


def test_the_sample_is_what_is_printed() -> None:
    assert (ROOT / SLACK).read_text(encoding="utf-8") == slack_manifest(SAMPLE_URL)


def test_it_is_plain_yaml() -> None:
    """Two blanks a level, no tabs, and every text that could be read as something else in quotes."""
    for line in slack_manifest(SAMPLE_URL).splitlines():
        bare = re.sub(r"\s+# .*$", "", line)
        assert re.fullmatch(
            r"#.*|(?:  )*(?:- )?(?:[a-z_]+:(?: (?:\"[^\"]*\"|true|false|\d+|[A-Za-z_.:]+))?|[a-z_.:]+)", bare
        ), line


@pytest.mark.parametrize(
    "address", ["https://gov.example", "https://gov.example/", " https://GOV.example:8443 "]
)
def test_an_address_may_end_in_a_slash_and_name_a_port(address: str) -> None:
    expected = address.strip().rstrip("/").lower() + SLACK_PATH
    assert f'"{expected}"' in slack_manifest(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "gov.example", "http://gov.example", "https://", "https://gov.example/slack", "https://gov.example?x=1",
        "https://gov.example#x", "https://me:secret@gov.example", "https://[::1", "https://gov.example:port",
    ],
)  # fmt: skip
def test_an_address_that_slack_could_not_use_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(
        Unsafe, match=r"Give one as in https://govbot\.example\.|give one as in https://govbot"
    ):
        slack_manifest(address)
