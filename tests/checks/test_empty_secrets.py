"""An empty secret, token or workspace: govbot refuses to start, and says why."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.check("S36")

SAFE = {
    "GOVBOT_SECRET": "s" * 40,
    "GOVBOT_SLACK_BOT_TOKEN": "xoxb-1",
    "GOVBOT_SLACK_SIGNING_SECRET": "secret",
    "GOVBOT_SLACK_TEAM": "T0GOV",
}


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ("GOVBOT_SECRET", "buttons could be forged"),
        ("GOVBOT_SLACK_BOT_TOKEN", "Set GOVBOT_SLACK_BOT_TOKEN: the bot token is empty"),
        ("GOVBOT_SLACK_SIGNING_SECRET", "Set GOVBOT_SLACK_SIGNING_SECRET: the signing secret is empty"),
        ("GOVBOT_SLACK_TEAM", "Set GOVBOT_SLACK_TEAM: neither a Slack team id is set"),
    ],
)
def test_govbot_does_not_start_without(missing: str, why: str, tmp_path: object) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOVBOT_")}
    given = {**kept, **{name: value for name, value in SAFE.items() if name != missing}}
    given["GOVBOT_DATABASE"] = f"sqlite:///{tmp_path}/govbot.db"
    command = [sys.executable, "-m", "govbot", "serve"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=given)
    assert ran.returncode == 1
    assert why in ran.stderr
    assert "Traceback" not in ran.stderr


def test_with_no_chat_at_all_both_are_named(tmp_path: object) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOVBOT_")}
    given = {**kept, "GOVBOT_SECRET": "s" * 40, "GOVBOT_DATABASE": f"sqlite:///{tmp_path}/govbot.db"}
    command = [sys.executable, "-m", "govbot", "serve"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=given)
    assert ran.returncode == 1
    assert "Set GOVBOT_SLACK_BOT_TOKEN" in ran.stderr
    assert "set GOVBOT_TEAMS_APP_ID" in ran.stderr
