"""A govbot that can't start says what to set, in a sentence, and ends with 1."""

from __future__ import annotations

import fcntl
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from govbot.adapter_api.settings import UnsafeSettings, unreadable
from govbot.runtime.adapters import known_settings
from govbot.runtime.settings import Settings, read_settings, unknown
from tests.slack.test_serving import free_port

SETTINGS = {
    "GOVBOT_SECRET": "s" * 40,
    "GOVBOT_TEAMS_APP_ID": "3f2b8c1e-7f57-4d43-9d2d-0a8f5f0f2c11",
    "GOVBOT_TEAMS_APP_PASSWORD": "a password",
    "GOVBOT_TEAMS_TENANT": "5a1f0c52-1d2f-4f0b-8a57-6c2f5ea3b7d4",
}


def govbot(folder: Path, *words: str, **named: str) -> tuple[int, str, str]:
    """What it ended with, printed, and said on the error stream."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("GOVBOT_")}
    database = f"sqlite:///{folder}/govbot.db"
    ended = subprocess.run(
        [sys.executable, "-m", "govbot", *words],
        env={**others, **SETTINGS, "GOVBOT_DATABASE": database, **named},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which something listens already; the one after it is free."""
    with socket.create_server(("127.0.0.1", free_port())) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_is_said_in_a_sentence_and_nothing_is_taken_over(
    tmp_path: Path, taken: int
) -> None:
    ended = govbot(tmp_path, "serve", "--new", GOVBOT_PORT=str(taken))
    assert ended == (1, "", f"Port {taken} is taken. Name another one in GOVBOT_PORT.\n")
    with closing(sqlite3.connect(tmp_path / "govbot.db")) as record:
        assert record.execute("SELECT lane FROM lanes").fetchall() == []


def test_a_demo_says_in_a_sentence_that_its_port_is_taken_or_its_folder_is_open(
    tmp_path: Path, taken: int
) -> None:
    words = ("demo", "--port", str(taken), "--folder", str(tmp_path / "demo"))
    status, shown, said = govbot(tmp_path, *words)
    assert (status, shown) == (1, "")
    assert said.startswith(f"Port {taken} is taken. End what runs there")
    assert "Traceback" not in said
    with (tmp_path / "demo" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, _, said = govbot(tmp_path, *words)
    assert status == 1
    assert said.startswith(f"Another playground is open on the folder {tmp_path / 'demo'}.")


def test_a_name_that_is_no_settings_is_told_with_the_nearest_that_is(tmp_path: Path) -> None:
    status, _, said = govbot(tmp_path, "serve", GOVBOT_PROT="3", GOVBOT_SECRET="", GOVBOT_HOMETOWN="x")
    assert (status, said.splitlines()[:2]) == (
        1,
        [
            "GOVBOT_HOMETOWN is set, and is no setting of govbot's. All settings: docs/operating.md.",
            "GOVBOT_PROT is set, and is no setting of govbot's. Is GOVBOT_PORT meant?",
        ],
    )


def test_what_is_a_settings_name_or_not_govbots_is_not_told() -> None:
    known = known_settings()
    assert unknown([*known, "govbot_port", "PORT", "PATH"], known) == []


def test_an_address_that_is_not_this_machines_is_said_too(tmp_path: Path) -> None:
    status, _, said = govbot(
        tmp_path, "serve", "--new", GOVBOT_HOST="192.0.2.1", GOVBOT_PORT=str(free_port())
    )
    assert (status, said.startswith("govbot can't listen at 192.0.2.1, port ")) == (1, True)
    assert said.endswith("Name others in GOVBOT_HOST and GOVBOT_PORT.\n")


def test_a_command_says_of_a_setting_that_it_cannot_read_what_to_write(tmp_path: Path) -> None:
    mistyped = {"GOVBOT_PORT": "http", "GOVBOT_PAGE_OPEN_HOURS": "many"}
    sentences = (
        "GOVBOT_PORT is “http”: write a whole number.\n"
        "GOVBOT_PAGE_OPEN_HOURS is “many”: write a whole number.\n"
    )
    assert govbot(tmp_path, "status", **mistyped) == (1, "", sentences)


def test_serve_says_of_a_chats_setting_that_it_cannot_read_what_to_write(tmp_path: Path) -> None:
    mistyped = {"GOVBOT_TEAMS_CALLS_A_SECOND": "3.5", "GOVBOT_TEAMS_GRAPH": "perhaps"}
    sentences = (
        "GOVBOT_TEAMS_GRAPH is “perhaps”: write true or false.\n"
        "GOVBOT_TEAMS_CALLS_A_SECOND is “3.5”: write a whole number.\n"
    )
    assert govbot(tmp_path, "serve", **mistyped) == (1, "", sentences)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "70000", "write 65534 or less."),
        ("OPERATIONS_PORT", "-1", "write 0 or more."),
        ("PAGE_OPEN_HOURS", "0", "write 1 or more."),
    ],
)
def test_each_is_told_by_its_name_and_value(
    name: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"GOVBOT_{name}", value)
    with pytest.raises(UnsafeSettings) as said:
        read_settings()
    assert str(said.value) == f"GOVBOT_{name} is “{value}”: {why}"


def test_what_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.setenv(f"GOVBOT_{field.upper()}", "")
    assert read_settings() == Settings.model_construct()


def test_of_a_secret_that_cannot_be_read_its_name_alone_is_told() -> None:
    given: dict[str, Any] = {"secret": 12345}
    with pytest.raises(ValidationError) as errors:
        Settings(**given)
    sentences = list(unreadable(errors.value, Settings, "GOVBOT_"))
    assert sentences == ["GOVBOT_SECRET: write it in quotation marks, as text."]
