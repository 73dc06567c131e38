"""What a chat's package offers to govbot: its settings, and an adapter made from them.

A package names its `AdapterPackage` under the entry point group `govbot.adapters`; nothing else of govbot changes
for a new chat. tests/adapters/console is the smallest one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from aiohttp import web

from govbot.adapter_api.chat import Chat
from govbot.adapter_api.settings import Environment

# `govbot.bot.Bot`, which this folder must not import: the bot itself stands on it.
BotT = TypeVar("BotT")


class Adapter(Protocol):
    """A chat at work: it receives from its platform, and sends for the courier."""

    @property
    def chat(self) -> Chat:
        """What the courier sends through."""

    @property
    def notices(self) -> Sequence[str]:
        """What the operator reads once it has started, a line each."""

    def mount(self, app: web.Application) -> None:
        """Add the addresses at which the platform calls; none where it does not."""

    async def start(self) -> None:
        """Connect. Raises UnsafeSettings where the platform contradicts the settings."""

    async def run(self) -> None:
        """Receive through a connection of its own until cancelled; return at once where the platform calls."""

    async def stop(self) -> None:
        """Take no more, finish what is under way, disconnect."""


@dataclass(frozen=True, slots=True)
class AdapterPackage(Generic[BotT]):
    """One chat that can be served.

    `name` is how people call it. `settings` are the names of all that it reads from the environment. `missing` has a
    sentence for each setting without which it must not be served. `build` makes the adapter and introduces its chat
    (`bot.meet`); it raises UnsafeSettings with a sentence for each setting that it can't read or that is unsafe.
    """

    name: str
    settings: tuple[str, ...]
    is_configured: Callable[[Environment], bool]
    missing: Callable[[Environment], list[str]]
    build: Callable[[BotT, Environment], Adapter]
