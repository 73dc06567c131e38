"""Whatever fails, neither a token nor anybody's words stand in the log: only where it failed, and its kind."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from govbot.adapter_api.chat import Account, Sent
from govbot.core.cards.vocabulary import Card
from govbot.runtime import logs
from tests.bot.chat_in_memory import Chat
from tests.bot.town import town_at
from tests.government import DATA

pytestmark = pytest.mark.check("S43")

CANARY = "canary xoxb-7f3a"


@contextmanager
def as_served() -> Iterator[None]:
    """The log as `govbot serve` sets it up."""
    root, usual = logging.getLogger(), structlog.get_config()
    others, root.handlers[:] = root.handlers[:], []
    logs.set_up()
    (own,) = root.handlers
    root.handlers.extend(others)
    try:
        yield
    finally:
        root.removeHandler(own)
        structlog.configure(**usual)


class Broken(Chat):
    """A chat whose adapter has a bug: it fails with everything in its hands."""

    async def send(self, account: Account, conversation: str, card: Card, key: str) -> Sent:
        token = CANARY
        raise RuntimeError(f"{token} in {card.headline}")


async def test_a_card_that_cannot_be_sent_leaves_nothing_of_it_in_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with as_served():
        async with town_at("reviewed", tmp_path) as town:
            town.chat.send = Broken.send.__get__(town.chat)  # type: ignore[method-assign]
            await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
            await town.settle()
    logged = "".join(capfd.readouterr())
    assert "sending failed" in logged
    assert "RuntimeError" in logged
    assert "deliver.py" in logged
    assert CANARY not in logged
    assert "Backup of state data" not in logged, "nor what the card says"
    assert "ct.example" not in logged, "nor to whom"


@pytest.mark.parametrize("terminal", [True, False])
def test_the_log_has_colours_on_a_terminal_alone(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    with as_served():
        structlog.get_logger("govbot").warning("not delivered", posting=7)
    assert ("\x1b" in capsys.readouterr().out) == terminal


def fails() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as first:
        raise RuntimeError(f"after {CANARY}") from first


@pytest.mark.parametrize("name", ["aiohttp.server", "slack_bolt", "apscheduler.executors.default"])
def test_nor_does_what_a_library_logs(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    with as_served():
        try:
            fails()
        except RuntimeError:
            logging.getLogger(name).exception("It failed.")
    logged = "".join(capfd.readouterr())
    assert f"{name}: It failed." in logged
    assert f"{__file__}:{fails.__code__.co_firstlineno + 4} fails" in logged
    assert "RuntimeError\nwhich came from" in logged
    assert logged.rstrip().endswith("KeyError")
    assert CANARY not in logged
