"""What the benchmarks run on: a temporary folder, a Slack stand-in with 500 users, and prepared stores."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.documents import add_documents
from bench.stores import FEW, LONG, MANY, SHORT, USERS, Links, Store, prepare
from govbot_slack.standin import Workspace
from govbot_slack.standin.users_api import BOT

PEOPLE = tuple((f"Representative {number}", f"r{number}@agencies.example") for number in range(USERS))


@dataclass
class Fixtures:
    """The folder of this run, the Slack stand-in, and the stores. Each store is prepared once, then copied."""

    folder: Path
    slack: Workspace
    _prepared: dict[str, Store] = field(default_factory=dict)
    _copies: int = 0

    async def few(self) -> Store:
        """A copy of a store of ten policies of ten events."""
        return await self._copy("few", FEW, SHORT)

    async def long(self) -> Store:
        """A copy of a store of ten policies; the four that ask everybody for feedback have 5,000 events."""
        return await self._copy("long", FEW, LONG)

    async def many(self) -> Store:
        """A copy of a store of 10,000 policies."""
        return await self._copy("many", MANY, SHORT)

    async def documents(self) -> Store:
        """A copy of `few` with adopted policies besides: 200 documents, one redline of 900 KB."""
        if "documents" not in self._prepared:
            store = await self.few()
            await add_documents(store.folder)
            self._prepared["documents"] = store
        return self._prepared["documents"].copy(self.new_folder())

    def new_folder(self) -> Path:
        """The path of a folder that does not exist yet."""
        self._copies += 1
        return self.folder / f"copy-{self._copies}"

    async def _copy(self, name: str, policies: int, events: int) -> Store:
        if name not in self._prepared:
            links = slack_links(self.slack)
            self._prepared[name] = await prepare(self.folder / name, links, policies, events)
        return self._prepared[name].copy(self.new_folder())


def slack_links(slack: Workspace) -> Links:
    """Everybody's account on Slack, and their direct messages with the bot."""
    world = slack.world
    return {
        user.email: (("slack", world.team, user.id, world.direct(BOT, user.id).id),)
        for user in world.users.values()
        if user.id != BOT
    }


@asynccontextmanager
async def fixtures_in(folder: Path) -> AsyncIterator[Fixtures]:
    """Fixtures in this folder, with the Slack stand-in running."""
    async with Workspace(*PEOPLE) as slack:
        yield Fixtures(folder, slack)
