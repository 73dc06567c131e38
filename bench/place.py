"""Where everything is measured: a folder, Slack's stand-in with everybody in it, and the stores, each made once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.stores import FEW, LONG, MANY, SHORT, USERS, Links, Store, prepare
from govbot_slack.standin import Workspace
from govbot_slack.standin.users_api import BOT

PEOPLE = tuple((f"Representative {number}", f"r{number}@agencies.example") for number in range(USERS))


@dataclass
class Place:
    """The folder of this run, and Slack."""

    folder: Path
    slack: Workspace
    _made: dict[str, Store] = field(default_factory=dict)
    _copies: int = 0

    def links(self) -> Links:
        """Everybody's account on Slack, and their direct messages with the bot."""
        world = self.slack.world
        return {
            user.email: (("slack", world.team, user.id, world.direct(BOT, user.id).id),)
            for user in world.users.values()
            if user.id != BOT
        }

    async def few(self) -> Store:
        """A copy of a store of ten policies of ten events."""
        return await self._store("few", FEW, SHORT)

    async def long(self) -> Store:
        """A copy of a store of ten policies; those that ask everybody have 5,000 events."""
        return await self._store("long", FEW, LONG)

    async def many(self) -> Store:
        """A copy of a store of 10,000 policies."""
        return await self._store("many", MANY, SHORT)

    def fresh(self) -> Path:
        """A folder that is not there yet."""
        self._copies += 1
        return self.folder / f"copy-{self._copies}"

    async def _store(self, name: str, policies: int, events: int) -> Store:
        if name not in self._made:
            self._made[name] = await prepare(self.folder / name, self.links(), policies, events)
        return self._made[name].copy(self.fresh())


@asynccontextmanager
async def place_in(folder: Path) -> AsyncIterator[Place]:
    """A place to measure in."""
    async with Workspace(*PEOPLE) as slack:
        yield Place(folder, slack)
