"""A web page of another origin, or another Host name, talks to the pages: refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from govbot.core.cards import pages as say
from tests.pages.given import OWN_FORM, Place, place_at


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with place_at("reviewed", tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
@pytest.mark.check("S49")
async def test_another_host_is_refused(place: Place, host: str) -> None:
    link = await place.link(place.town.cio)
    seen = await place.browser().get(link, Host=host)
    assert (seen.status, say.FOREIGN in seen.words) == (403, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.check("S49")
async def test_a_form_of_another_page_is_refused(place: Place, headers: dict[str, str]) -> None:
    browser = place.browser()
    landed = await browser.get(await place.link(place.town.cio))
    form = landed.forms[0]
    refused = await browser.post(form["action"], form["hidden"], headers)
    assert (refused.status, say.FOREIGN in refused.words) == (403, True)
    assert (await browser.press(landed)).status == 200


@pytest.mark.check("S49")
async def test_a_form_without_the_pages_own_proof_is_not_taken(place: Place) -> None:
    """An old browser says nothing of where a form comes from: then the proof alone decides."""
    browser = place.browser()
    landed = await browser.get(await place.link(place.town.cio))
    action = landed.forms[0]["action"]
    for proof in ("", "0" * 64, "é"):
        asked = await browser.post(action, {"proof": proof}, {})
        assert say.ASK_AGAIN in asked.words
        assert "Submitted" not in asked.words
    assert (await browser.press(landed)).status == 200


@pytest.mark.check("S49")
async def test_without_a_cookie_nothing_opens(place: Place) -> None:
    landed = await place.browser().get(await place.link(place.town.cio))
    form = landed.forms[0]
    asked = await place.browser().post(form["action"], form["hidden"], OWN_FORM)
    assert say.NO_COOKIES in asked.words


@pytest.mark.check("S49")
async def test_the_cookie_is_out_of_reach_of_scripts_and_other_pages(place: Place) -> None:
    link = await place.link(place.town.cio)
    landed = await place.browser().get(link)
    cookie = landed.headers["Set-Cookie"]
    id = link.split("/")[4]
    for fact in ("HttpOnly", "SameSite=Strict", f"Path=/pages/{id}", "Max-Age=115200"):
        assert fact in cookie


@pytest.mark.check("S40")
async def test_every_answer_carries_the_headers_that_keep_it_inert(place: Place) -> None:
    browser = place.browser()
    link = await place.link(place.town.cio)
    page = "/" + "/".join(link.split("/")[3:5]) + "/"
    answers = [
        await browser.get(link),
        await browser.open(link),
        await browser.get(page + "original"),
        await browser.get("/pages/"),
        await browser.get("/pages/nothing/like/this"),
        await browser.get("/pages/static/pages.js"),
        await browser.get(link, Host="evil.example"),
    ]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answers[0].headers["Content-Security-Policy"]
    assert {
        answer.headers["Cache-Control"]
        for answer in answers
        if "script" not in answer.headers["Content-Type"]
    } == {"no-store"}
