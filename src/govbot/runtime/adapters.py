"""The installed adapters, found through entry points: govbot names no chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from aiohttp import web

from govbot.adapter_api.adapter import Adapter, AdapterPackage
from govbot.adapter_api.drawings import Draw
from govbot.adapter_api.manifest import ManifestMaker, ManifestRequest
from govbot.adapter_api.settings import Environment
from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot, Pages
from govbot.core.cards.guide import query_words
from govbot.core.process import Process
from govbot.core.table import BY_WORD, plain_label
from govbot.runtime.settings import own_names

OpenSimulatedChat = Callable[[Bot, SimulationControls], Awaitable[SimulatedChat]]


class Mounted(Protocol):
    """Pages of a web application."""

    def mount(self, app: web.Application) -> None:
        """Add the routes."""


class Playground(Protocol):
    """What `govbot demo` serves: one person acts as everybody, in the browser."""

    def build(
        self,
        bot: Bot,
        controls: SimulationControls,
        transcript_path: Path | None = None,
        draws: Sequence[Draw] = (),
        apart: str = "",
    ) -> Adapter:
        """The adapter: what was said is kept in `transcript_path`; what is mounted under `apart` guards itself."""

    def visiting(self, address: str) -> SimulatedChat:
        """The people of the playground at this address."""


def chats() -> dict[str, AdapterPackage[Bot]]:
    """The chats that can be served, by platform ("console")."""
    return {platform: entry.load() for platform, entry in _installed("govbot.adapters").items()}


def platforms() -> tuple[str, ...]:
    """The platforms of the chats that can be served, without loading their packages."""
    return tuple(_installed("govbot.adapters"))


def known_settings() -> list[str]:
    """The names of all settings: govbot's own, and those of each installed chat."""
    return [*own_names(), *(name for package in chats().values() for name in package.settings)]


def drawings() -> list[Draw]:
    """How each installed chat draws a card, in the order of their platforms."""
    return [entry.load() for entry in _installed("govbot.drawings").values()]


def manifest_makers() -> dict[str, ManifestMaker]:
    """The makers of app manifests, by platform."""
    return {platform: entry.load() for platform, entry in _installed("govbot.manifests").items()}


def simulated_chats() -> dict[str, OpenSimulatedChat]:
    """What opens a chat with simulated people, by platform."""
    return {platform: entry.load() for platform, entry in _installed("govbot.simulated_chats").items()}


def playground() -> Playground:
    """The playground."""
    loaded: Playground = _installed("govbot.playgrounds")["web"].load()
    return loaded


def mount_pages(bot: Bot, app: web.Application) -> None:
    """Mount the pages behind links from chat, where govbot has an address for them."""
    if bot.pages is not None:
        build: Callable[[Pages], Mounted] = _installed("govbot.pages")["pages"].load()
        build(bot.pages).mount(app)


def manifest_request(
    base_url: str,
    process: Process,
    options: Mapping[str, str] | None = None,
    environment: Environment | None = None,
) -> ManifestRequest:
    """What a manifest is made from; the commands are those of the table."""
    queries = {words.partition(" ")[0]: label for words, label in query_words(process)}
    commands = {word: plain_label(action, process) for word, action in BY_WORD.items()} | queries
    return ManifestRequest(base_url, process.government.name, commands, options or {}, environment or {})


@cache  # they are read from disk, and do not change while govbot runs
def _installed(group: str) -> Mapping[str, EntryPoint]:
    """The entry points of a group, sorted by name; later ones of the same name are left out."""
    named: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        named.setdefault(entry.name, entry)
    return named
