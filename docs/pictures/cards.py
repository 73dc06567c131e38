"""Takes the pictures of cards, as Slack and Teams draw them: of those who decide, publish and review, and of pairs.

Run it in the checkout: `PYTHONPATH=. .venv/bin/python docs/pictures/cards.py [FOLDER]`. It needs Debian's chromium.
The pairs of `docs/cards.md` are in `pairs/`: `NAME.png` is taken here, `NAME-before.png` was taken of an older govbot.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader
from playwright.async_api import async_playwright

from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.outreach import Reach, outreach_card
from govbot.core.cards.overview import policy_card
from govbot.core.cards.status_card import status_card
from govbot.core.cards.vocabulary import Card
from govbot_slack.drawing import draw as as_slack
from govbot_teams.drawing import draw as as_teams
from govbot_web import draw as web
from tests.core.cards import given
from tests.core.cards.deciding import decided_on

CHROMIUM = "/usr/bin/chromium"
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZES = {"desktop": (1100, 900), "phone": (390, 844)}
HERE = Path(__file__).parent
STATIC = Path(web.__file__).parent / "static"
STYLES = ("palette.css", "page.css", "cards.css", "drawn.css")
PAGE = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{css}'
    "body{{overflow:visible;height:auto;display:block;padding:12px;background:#fff}}"
    ".both{{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}}.both>div{{flex:1 1 340px;min-width:0}}"
    ".as{{max-height:none!important;overflow:visible!important;height:auto!important}}</style>"
    '<div class="both">{pictures}</div>'
)


def cards() -> Iterator[tuple[str, Card]]:
    """The name of each picture, and the card on it."""
    yield "secretary", decided_on().card("secretary_request", "secretary", "D2")
    changed = decided_on().do(
        "approve_with_change", "secretary", "", given.NEWER, old_words="far away", new_words="in another city"
    )
    yield "publisher", changed.card("candidate", "publisher", "D3")
    yield "reviewer", given.in_review().card("review_asked", "legal", "legal")
    correction = given.adopted().do(
        "correct_technically", "publisher", "", given.TEXT, old_words="are kept", new_words="shall be kept",
        reason="A word that was left out",
    )  # fmt: skip
    yield "correction", correction.card("correction", "secretary", "K1")


def pairs() -> Iterator[tuple[str, Card]]:
    """The cards of the page of pairs: the name of each picture, and the card as it is now."""
    circulating, commented, adopted = given.circulating(), given.commented(), given.adopted()
    yield "request", circulating.card("feedback_request", "dss", "P1")
    yield "review", given.in_review().card("review_asked", "legal", "legal")
    yield "progress", commented.card("feedback_progress", "cio", "P1")
    about = next(news.about for news in adopted.told if news.card == "agency_asked")
    yield "asked", adopted.card("agency_asked", "dss", about)
    yield "status", status_card(adopted.view("dss"))
    yield "policy", policy_card(commented.view("cio"))
    yield "draft", given.drafted().card("draft_submitted", "dss", "D1")
    yield "candidate", given.approved().card("candidate", "publisher", "D1")
    yield "outreach", outreach_card(circulating.view("cio"), _reached(circulating), 0)
    adopted.do("acknowledge", "dss").do("report_status", "dss", status="under way", text="Training in May")
    adopted.do("report_variance", "dcp", section="II. Scope", text="One old system")
    yield "agencies", agencies_card(adopted.view("cio"))


def _reached(story: given.Story) -> list[Reach]:
    """What became of some messages."""
    at, seconds = story.now, timedelta(seconds=4)
    return [
        Reach("dss", "feedback_request", at, "sent", at + seconds),
        Reach("dss", "digest", at, "sent", at + seconds),
        Reach("dcp", "feedback_request", at, "parked", None, "Too busy."),
        Reach("doc", "feedback_request", at, "unknown", None),
    ]


def page_of(card: Card) -> str:
    """A page with the card in both chats."""
    templates = Environment(
        loader=PackageLoader("govbot_web"), autoescape=True, undefined=ChainableUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    templates.filters.update(initials=web.initials, hue=web.hue, size=len, sign=web.sign, as_json=web.as_json)
    templates.globals.update(**web.GLOBALS)
    pictures = [_picture(templates, asdict(draw(card))) for draw in (as_slack, as_teams)]
    css = "".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES if (STATIC / name).exists())
    return PAGE.format(css=css, pictures="".join(pictures))


def _picture(templates: Environment, drawing: dict[str, Any]) -> str:
    source = (
        f'{{% import "as_{drawing["chat"]}.html" as chat with context %}}'
        f'<div class="drawn"><h3>{drawing["name"]}</h3><div class="as as-{drawing["chat"]}">'
        "{{ chat.picture(drawing.payload) }}</div></div>"
    )
    return templates.from_string(source).render(drawing=drawing)


async def main(folder: Path) -> None:
    """Write a picture of each card, at each size."""
    (folder / "pairs").mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for size, (wide, high) in SIZES.items():
            page = await browser.new_page(viewport={"width": wide, "height": high}, color_scheme="light")
            for name, card in cards():
                await page.set_content(page_of(card))
                await page.wait_for_timeout(200)
                await page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
        page = await browser.new_page(viewport={"width": 760, "height": 100}, color_scheme="light")
        for name, card in pairs():
            await page.set_content(page_of(card))
            await page.wait_for_timeout(200)
            await page.screenshot(path=folder / "pairs" / f"{name}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE))
