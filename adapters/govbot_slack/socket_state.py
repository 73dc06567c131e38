"""Whether Socket Mode is connected, and whether another deployment answers for the same app."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

log = logging.getLogger(__name__)
DOWN = (
    "Slack's Socket Mode is not connected: no click or message of Slack arrives. It is tried again by itself; "
    "if that lasts, check GOVBOT_SLACK_APP_TOKEN and the way out to Slack."
)
TWICE = (
    "{others} more than expected answer for this Slack app, so a part of the clicks goes to another deployment. "
    "Stop the other one, or name the number of replicas in GOVBOT_SLACK_CONNECTIONS."
)


class SocketState:
    """Watches a client of Socket Mode. `expected` is how many connections this deployment holds by itself."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._handler: AsyncSocketModeHandler | None = None
        self._wanted = False
        self._greeted = 0
        self._others = 0

    def watch(self, handler: AsyncSocketModeHandler) -> None:
        """From now on a connection is wanted."""
        self._handler, self._wanted = handler, True
        handler.client.message_listeners.append(self._heard)

    def leave(self) -> None:
        """The connection is closed on purpose."""
        self._handler, self._wanted = None, False

    def problems(self) -> list[str]:
        """What is wrong now, a sentence each."""
        if not self._wanted:
            return []
        session = self._handler.client.current_session if self._handler else None
        if session is None or session.closed:
            return [DOWN]
        return [TWICE.format(others=self._others)] if self._others > 0 else []

    async def _heard(self, client: Any, message: dict[str, Any], raw: str | None) -> None:
        """Slack greets each new connection, and says how many the app has: https://docs.slack.dev/apis/events-api/using-socket-mode"""
        if message.get("type") != "hello":
            return
        # When Slack renews a connection the former one still counts.
        own = self._expected + (1 if self._greeted else 0)
        self._greeted += 1
        self._others = max(int(message.get("num_connections") or 0) - own, 0)
        if self._others:
            log.error(TWICE.format(others=self._others))
