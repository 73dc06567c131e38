"""A government on two chats at once: its process can be killed, and the database and the chats outlive it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from govbot.adapter_api.chat import Account
from govbot.operations.importing import take_in
from govbot.runtime.app import App
from govbot.runtime.clock import Clock
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace as Slack
from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace as Teams
from tests.bot.chat_in_memory import START
from tests.government import PROCESS, SECRET, agencies, offices, roster


class Ticking(Clock):
    """A clock of the simulation: each look at it is a millisecond later than the last."""

    def __init__(self, at: datetime = START) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, seconds: float) -> None:
        """Nobody waits: it is later now."""
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def move(self, to: datetime) -> None:
        self.at = max(self.at, to)


@dataclass
class Government:
    """Both chats, one database, one clock; `app` is the process, `where` the chat of each address.

    `greetings` are the messages on Teams with which an installed app greets: they have no receipts.
    """

    folder: Path
    slack: Slack
    teams: Teams
    where: dict[str, str]
    clock: Ticking = field(default_factory=Ticking)
    app: App = field(init=False)
    greetings: frozenset[tuple[str, str]] = frozenset()

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / "govbot.db"

    async def open(self) -> None:
        """Start a process on the database, and connect it to both chats."""
        self.app = App(f"sqlite:///{self.database}", PROCESS, SECRET, self.clock, timedelta())
        await self.app.open()
        await self.slack.serve(SlackAdapter(self.app.bot, self.slack.settings()))
        await self.teams.serve(TeamsAdapter(self.app.bot, self.teams.settings()))

    async def kill(self) -> None:
        """The process is gone: nothing that it had in hand is finished, nothing is said to anybody."""
        await self.app.record.close()

    def account(self, email: str) -> Account:
        """The account of a person, on the chat where they are."""
        if self.where[email] == "slack":
            user = self.slack.person(email).user
            return Account("slack", user.team, user.id)
        member = self.teams.person(email).user
        return Account("teams", member.tenant, member.id)

    async def settle(self) -> None:
        """Deliver what is due, until nothing is."""
        await self.app.settle()

    async def cut_short(self, work: Coroutine[Any, Any, Any], after: float) -> None:
        """Let something run for so many seconds; then whoever did it is gone."""
        task = asyncio.ensure_future(work)
        done, _ = await asyncio.wait((task,), timeout=after)
        if not done:
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def government_in(folder: Path) -> AsyncIterator[Government]:
    """A government with its lists taken in; every second person is on Slack, the others are on Teams."""
    listed, held = roster("chat"), offices("chat")
    people = {row.email: row.name for row in listed} | {row.email: row.office for row in held}
    where = {email: ("slack", "teams")[at % 2] for at, email in enumerate(people)}
    on = {
        chat: [(name, email) for email, name in people.items() if where[email] == chat]
        for chat in ("slack", "teams")
    }
    async with Slack(*on["slack"], patience=10.0) as slack, Teams(*on["teams"]) as teams:
        government = Government(folder, slack, teams, where)
        await government.open()
        for _, email in on["teams"]:
            await teams.person(email).install()
        await government.app.record.write(
            lambda tx: take_in(government.app.bot.context(tx), agencies(), listed, held), within=30
        )
        await government.settle()
        government.greetings = frozenset((each.conversation, each.id) for each in teams.posted())
        try:
            yield government
        finally:
            await government.app.close()
