"""Step 2 of the tour on a web page: a reviewer opens the draft by a one-time link from the chat."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

from aiohttp import ClientSession, CookieJar, FormData, web

from govbot.bot import PAGES_ROOT
from govbot.demo.tour.scenario import Scenario
from govbot.demo.tour.transcript import TourFailed
from govbot.runtime.adapters import mount_pages
from govbot.runtime.app import App

OWN_FORM = {"Sec-Fetch-Site": "same-origin"}


def listening() -> tuple[socket.socket, str]:
    """A listening socket on a free loopback port, and the base URL of its pages."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@asynccontextmanager
async def served(app: App, listener: socket.socket) -> AsyncIterator[None]:
    """Serve the app's pages on this socket while the tour runs."""
    web_app = web.Application()
    mount_pages(app.bot, web_app)
    runner = web.AppRunner(web_app, access_log=None, handle_signals=False, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def read_on_a_page(scenario: Scenario) -> None:
    """Legal counsel reads the draft in a browser; a second browser is refused the same link."""
    counsel = await scenario.participants.office("reviewer", "Legal")
    card = await counsel.types(f"page {scenario.policy}")
    link = re.search(rf"http://\S+{PAGES_ROOT}/\S+/open/[\w.-]+", card.words)
    if link is None:
        raise TourFailed(f"{counsel.name} asked for a page, but “{card.title}” shows no link.")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser, ClientSession() as second_browser:
        page = await _open(browser, link[0])
        sections = len(re.findall(r'<li class="level-', page))
        if 'class="text"' not in page:
            raise TourFailed("The page should show the draft.")
        scenario.participants.transcript.detail(
            f"→ opens the link: the draft on a page, with {sections} sections"
        )
        refused = await _get(second_browser, link[0])
        if "opened before" not in refused or "Open as" in refused:
            raise TourFailed("A link that was opened should open in no second browser.")
        scenario.participants.transcript.detail("→ the same link in another browser is refused")


async def _open(browser: ClientSession, link: str) -> str:
    """Follow a link, press its button, and return the page."""
    landing = await _get(browser, link)
    proof = re.search(r'name="proof" value="([^"]+)"', landing)
    action = re.search(r'<form method="post" action="([^"]+)"', landing)
    if proof is None or action is None:
        raise TourFailed("The link should show a button to open the page.")
    base = "/".join(link.split("/")[:3])
    form = FormData({"proof": unescape(proof[1])}, default_to_multipart=True)
    async with browser.post(base + unescape(action[1]), data=form, headers=OWN_FORM) as answer:
        return await answer.text()


async def _get(browser: ClientSession, address: str) -> str:
    async with browser.get(address) as answer:
        return await answer.text()
