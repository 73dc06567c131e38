"""Only a browser that holds our own secret for a page can ask for a new link to it.

The secret is made by govbot and signed: one that a browser brings is not taken.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from govbot.core.cards import pages as say
from govbot_pages.guard import Guard, proof
from tests.pages.given import OWN_FORM, Browser, Place, place_at

pytestmark = pytest.mark.check("S51")

BROUGHT = "a secret that somebody else knows"


def page_of(link: str) -> str:
    return "/" + "/".join(link.split("/")[3:5])


def messages(place: Place) -> int:
    return len(place.town.chat.messages)


async def is_open(browser: Browser, link: str) -> bool:
    return (await browser.get(page_of(link) + "/")).status == 200


async def test_who_knows_the_address_alone_closes_nothing_and_sends_nothing(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        mine, link = place.browser(), await place.link(place.town.cio)
        await mine.open(link)
        before, page = messages(place), page_of(link)
        own = proof(BROUGHT, link.split("/")[4])
        for fields in ({"token": ""}, {"token": "", "proof": own}, {"token": link.rpartition("/")[2]}):
            headers = {**OWN_FORM, "Cookie": f"govbot_page={BROUGHT}; govbot_page_again={BROUGHT}"}
            refused = await place.browser().post(page + "/again", fields, headers)
            assert (refused.status, say.NOT_OPENED in refused.words) == (403, True)
        assert (messages(place), await is_open(mine, link)) == (before, True)


async def test_another_page_of_ones_own_gives_no_right_to_close_this_one(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        mine, theirs = place.browser(), place.browser()
        link, other = await place.link(place.town.cio), await place.link(place.town.cdo)
        await mine.open(link)
        await theirs.open(other)
        secret = next(iter(theirs.session.cookie_jar)).value
        headers = {**OWN_FORM, "Cookie": f"govbot_page={secret}"}
        fields = {"token": "", "proof": proof(secret, link.split("/")[4])}
        assert (await place.browser().post(page_of(link) + "/again", fields, headers)).status == 403
        assert await is_open(mine, link)


async def test_a_secret_that_a_browser_brings_opens_nothing(tmp_path: Path) -> None:
    """Whoever could plant a cookie in somebody's browser would know the secret of the page that it opens."""
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        headers = {**OWN_FORM, "Cookie": f"govbot_page={BROUGHT}"}
        landed = await place.browser().get(link, Cookie=f"govbot_page={BROUGHT}")
        assert "govbot_page=" in landed.headers["Set-Cookie"]
        assert BROUGHT not in landed.headers["Set-Cookie"]
        fields = {"proof": proof(BROUGHT, link.split("/")[4])}
        await place.browser().post(landed.forms[0]["action"], fields, headers)
        assert (await place.browser().get(page_of(link) + "/", Cookie=f"govbot_page={BROUGHT}")).status == 403


async def test_whoever_had_the_page_open_asks_for_a_new_link_after_its_time(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        browser, link = place.browser(), await place.link(place.town.cio)
        await browser.open(link)
        place.town.clock.at += timedelta(hours=8)
        before = messages(place)
        assert say.ON_ITS_WAY in (await browser.press(await browser.get(page_of(link) + "/"))).words
        assert messages(place) == before + 1


async def test_a_second_look_at_a_link_leaves_the_open_page_open(tmp_path: Path) -> None:
    """A browser that comes from a chat sends no cookie, and must not lose the one it has."""
    async with place_at("reviewed", tmp_path) as place:
        browser, link = place.browser(), await place.link(place.town.cio)
        await browser.open(link)
        again = await place.browser().get(link)
        assert again.headers["Set-Cookie"].startswith("govbot_page_again=")
        assert await is_open(browser, link)


@pytest.mark.parametrize(
    ("base", "secure"), [("https://gov.example", True), ("http://127.0.0.1:8080", False)]
)
def test_the_secret_stays_on_https_where_pages_are(base: str, secure: bool) -> None:
    response = web.Response()
    Guard(base).keep(response, "abcdef", "secret", timedelta(hours=8))
    assert bool(response.cookies["govbot_page"]["secure"]) is secure
