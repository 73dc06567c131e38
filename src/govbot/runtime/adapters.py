"""The adapters that are installed, found through entry points."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from aiohttp import web

from govbot.adapter_api.drawings import Draw
from govbot.runtime.app import App


def adapter(name: str) -> Any:
    """The adapter of this name, found among those that are installed."""
    found = {one.name: one for one in entry_points(group="govbot.adapters")}
    return found[name].load()


def drawings() -> list[Draw]:
    """How each installed chat draws a card, in the order of their names."""
    return [one.load() for one in sorted(entry_points(group="govbot.drawings"), key=lambda one: one.name)]


def mount_pages(app: App, web_app: web.Application) -> None:
    """The pages behind links from chat, where this house has an address for them."""
    if app.bot.pages is not None:
        adapter("pages").build(app.bot.pages).mount(web_app)
