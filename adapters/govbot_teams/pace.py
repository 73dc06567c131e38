"""The rate limits of Teams and Graph as settings.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
https://learn.microsoft.com/graph/throttling-limits
"""

from __future__ import annotations

from dataclasses import dataclass

from govbot.adapter_api.chat import Call, Limit

# Sending to one conversation, per bot: messages in seconds.
CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
BOT: tuple[Call, ...] = ("open", "post", "redraw")


@dataclass(frozen=True)
class TeamsPace:
    """Calls a second: of the bot and of Graph in the tenant, and of Graph for one team or chat."""

    bot: int = 30
    graph: int = 30
    graph_each: int = 4

    def limits(self) -> tuple[Limit, ...]:
        return (
            Limit(BOT, self.bot, 1.0, evenly=True),
            *(Limit(("post", "redraw"), most, seconds, "conversation") for most, seconds in CONVERSATION),
            Limit(("look up", "room"), self.graph, 1.0),
            Limit(("room",), self.graph_each, 1.0),
        )
