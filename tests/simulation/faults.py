"""Faults that strike at random: on the platforms, between a person and the bot, in the database, in the process."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from govbot_slack.standin.faults import Fault as SlackFault
from govbot_teams.standin.faults import Fault as TeamsFault
from tests.simulation.government import Government

SLACK = (
    SlackFault("drop after", "chat.postMessage"),
    SlackFault("drop before", "chat.postMessage"),
    SlackFault("ratelimited", "chat.postMessage", seconds=30),
    SlackFault("status", "chat.postMessage", status=503),
    SlackFault("error", "chat.postMessage", name="internal_error"),
    SlackFault("drop after", "chat.update"),
    SlackFault("ratelimited", "chat.update", seconds=30),
    SlackFault("status", "conversations.open", status=503),
    SlackFault("drop before", "conversations.open"),
    SlackFault("ratelimited", "users.lookupByEmail", seconds=30),
    SlackFault("drop before", "conversations.create"),
    SlackFault("ratelimited", "conversations.invite", seconds=30),
)
TEAMS = (
    TeamsFault("drop after", "post"),
    TeamsFault("drop before", "post"),
    TeamsFault("status", "post", status=429, seconds=30),
    TeamsFault("status", "post", status=502),
    TeamsFault("status after", "post", status=502),
    TeamsFault("status", "update", status=429, seconds=30),
    TeamsFault("drop after", "update"),
    TeamsFault("status", "create", status=503),
    TeamsFault("drop before", "create"),
    TeamsFault("status", "graph", status=429, seconds=30),
)
PEOPLE = ("twice at once", "twice", "answer lost", "given up on", "record held")
PROCESS = ("killed while delivering", "killed at a click", "away for days")


@dataclass
class Faults:
    """Those that have been armed; `counts` has those that really happened, by kind."""

    government: Government
    rnd: Random
    counts: Counter[str] = field(default_factory=Counter)
    armed: list[SlackFault | TeamsFault] = field(default_factory=list)

    def on_the_platforms(self, most: int) -> None:
        """Let a few of the platforms' calls go wrong, whenever they come."""
        self.count()
        for _ in range(self.rnd.randint(0, most)):
            if self.rnd.random() < 0.5:
                known = self.rnd.choice(SLACK)
                slack = SlackFault(known.kind, known.method, 1, known.seconds, known.name, known.status)
                self.government.slack.fail(slack)
                self.armed.append(slack)
            else:
                of = self.rnd.choice(TEAMS)
                teams = TeamsFault(of.kind, of.call, 1, of.status, of.code, of.seconds)
                self.government.teams.fail(teams)
                self.armed.append(teams)

    def count(self) -> None:
        """Count the platforms' faults that have happened since."""
        for fault in [fault for fault in self.armed if fault.times < 1]:
            self.armed.remove(fault)
            where = fault.method if isinstance(fault, SlackFault) else fault.call
            self.counts[f"{type(fault).__module__.partition('.')[0]}: {fault.kind} {where}"] += 1

    def over(self) -> None:
        """From now on nothing goes wrong any more."""
        self.count()
        self.government.slack.faults.waiting.clear()
        self.government.teams.server.faults.waiting.clear()
        self.armed.clear()

    @property
    def total(self) -> int:
        return self.counts.total()
