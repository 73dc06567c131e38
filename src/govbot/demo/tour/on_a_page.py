"""Step 2, beside the chat: a reviewer opens the draft on a page, by the link that the chat gives them."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

from aiohttp import ClientSession, CookieJar, FormData, web

from govbot.bot import PAGES_ROOT
from govbot.demo.tour.script import Play
from govbot.demo.tour.telling import TourFailed
from govbot.runtime.adapters import mount_pages
from govbot.runtime.app import App

OWN_FORM = {"Sec-Fetch-Site": "same-origin"}


def listening() -> tuple[socket.socket, str]:
    """A socket of this machine's own, and the address at which its pages are reached."""
    here = socket.socket()
    here.bind(("127.0.0.1", 0))
    return here, f"http://127.0.0.1:{here.getsockname()[1]}"


@asynccontextmanager
async def served(app: App, here: socket.socket) -> AsyncIterator[None]:
    """The pages of this house, while the tour is played."""
    web_app = web.Application()
    mount_pages(app.bot, web_app)
    runner = web.AppRunner(web_app, access_log=None, handle_signals=False, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, here).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def reading(play: Play) -> None:
    """Legal counsel reads the draft in a browser; the same link opens in no second one."""
    counsel = await play.company.office("reviewer", "Legal")
    card = await counsel.types(f"page {play.policy}")
    link = re.search(rf"http://\S+{PAGES_ROOT}/\S+/open/[\w.-]+", card.words)
    if link is None:
        raise TourFailed(f"{counsel.name} asked for a page, and there was no link on “{card.title}”.")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as mine, ClientSession() as another:
        opened = await _opened(mine, link[0])
        sections = len(re.findall(r'<li class="level-', opened))
        if 'class="text"' not in opened:
            raise TourFailed("The page should show the draft.")
        play.company.teller.aside(f"→ opens the link: the draft on a page, with {sections} sections")
        refused = await _got(another, link[0])
        if "opened before" not in refused or "Open as" in refused:
            raise TourFailed("A link that was opened should open in no second browser.")
        play.company.teller.aside("→ the same link in another browser is refused")


async def _opened(browser: ClientSession, link: str) -> str:
    """Open a link, and press its button."""
    landed = await _got(browser, link)
    proof = re.search(r'name="proof" value="([^"]+)"', landed)
    action = re.search(r'<form method="post" action="([^"]+)"', landed)
    if proof is None or action is None:
        raise TourFailed("The link should show a button to open the page.")
    base = "/".join(link.split("/")[:3])
    form = FormData({"proof": unescape(proof[1])}, default_to_multipart=True)
    async with browser.post(base + unescape(action[1]), data=form, headers=OWN_FORM) as answer:
        return await answer.text()


async def _got(browser: ClientSession, address: str) -> str:
    async with browser.get(address) as answer:
        return await answer.text()
