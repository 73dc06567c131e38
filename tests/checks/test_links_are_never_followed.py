"""A link to a machine's own addresses, or to a cloud's, in any field: nothing of it is fetched."""

from __future__ import annotations

import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import ShowCard
from tests.bot.town import town_at
from tests.documents.given import linked, paragraph, word
from tests.pages.given import place_at

pytestmark = pytest.mark.check("S41")

LINKS = (
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:9/",
    "http://localhost:9/",
    "http://[::1]:9/",
)
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
BLIP = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r-out"/>'
    "</w:drawing></w:r></w:p>"
)
_asked: list[tuple[str, Any]] | None = None


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if _asked is not None and event in ("socket.connect", "socket.getaddrinfo"):
        _asked.append((event, given[1] if event == "socket.connect" else given[:2]))


sys.addaudithook(_hear)


@contextmanager
def listening() -> Iterator[list[tuple[str, Any]]]:
    """Whatever this process connects to, or looks up, in any thread."""
    global _asked
    _asked = []
    try:
        yield _asked
    finally:
        _asked = None


def text(link: str) -> str:
    return (
        f"See [this]({link}) and {link} and ![that]({link}x.png).\n\n<img src='{link}'><iframe src='{link}'>\n\n"
        f"[ref]: {link}\n"
    )


def word_file(link: str) -> bytes:
    """With a picture, a link and a template that stand elsewhere."""
    outside = f'<Relationship Id="r-out" Type="{IMAGE}" Target="{link}x.png" TargetMode="External"/>'
    template = outside.replace("r-out", "r-template").replace("/image", "/attachedTemplate")
    return linked(word(paragraph(f"See {link}.") + BLIP), outside + template)


@pytest.mark.parametrize("link", LINKS)
async def test_links_in_every_field_are_never_followed(tmp_path: Path, link: str) -> None:
    async with town_at("nothing", tmp_path) as town:
        with listening() as asked:
            await town.pursue(f"A need {link}")
            for name, data in (("draft.md", text(link).encode()), ("draft.docx", word_file(link))):
                file = Upload(name, "application/octet-stream", data)
                await town.cio.does("draft ITP-1", {"file": file}, note=text(link))
            await town.review()
            await town.cio.does("feedback ITP-1", capacities=["agency data officer"], closes_on="2026-10-23")
            await town.settle()
            await town.dss.press("Comment")
            await town.dss.fill(kind="comment", text=text(link))
            await town.cio.does("respond ITP-1", comments=["C1"], response="accepted", reasons=text(link))
            await town.settle()
            for typed in ("read ITP-1", "comments ITP-1", "status ITP-1"):
                assert isinstance((await town.cio.command(typed)).last, ShowCard)
        assert asked == []


async def test_nor_when_a_page_shows_them(tmp_path: Path) -> None:
    async with place_at("nothing", tmp_path) as place:
        await place.town.pursue(f"A need {LINKS[0]}")
        await place.town.draft(text(LINKS[0]))
        link, browser = await place.link(place.town.cio), place.browser()
        with listening() as asked:
            page = await browser.open(link)
        assert LINKS[0] in page.words
        own = urlsplit(place.base)
        assert {given for event, given in asked if event == "socket.connect"} == {(own.hostname, own.port)}
        assert "<img" not in page.text
        assert "<iframe" not in page.text


def test_this_test_would_hear_it() -> None:
    with listening() as asked, pytest.raises(OSError, match="refused"):
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
    assert ("socket.connect", ("127.0.0.1", 9)) in asked
