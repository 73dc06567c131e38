"""Slack's rate limits as settings: https://docs.slack.dev/apis/web-api/rate-limits"""

from __future__ import annotations

from dataclasses import dataclass

from govbot.adapter_api.chat import Limit

MINUTE = 60.0


@dataclass(frozen=True)
class SlackPace:
    """Calls a minute in the workspace, by the tiers of the methods that each needs.

    `chat.postMessage` is "several hundred a minute" for a workspace and one a second in a channel, where
    short bursts pass. `conversations.create` is of tier 2 (20), the others are of tier 3 (50).
    """

    posts: int = 300
    updates: int = 50
    opens: int = 50
    lookups: int = 50
    rooms: int = 20
    burst: int = 3

    def limits(self) -> tuple[Limit, ...]:
        return (
            Limit(("post",), self.posts, MINUTE, evenly=True),
            Limit(("post",), self.burst, float(self.burst), "conversation"),
            Limit(("redraw",), self.updates, MINUTE, evenly=True),
            Limit(("open",), self.opens, MINUTE, evenly=True),
            Limit(("look up",), self.lookups, MINUTE),
            Limit(("room",), self.rooms, MINUTE),
        )
