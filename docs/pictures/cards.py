"""Takes the pictures of the cards of those who decide, publish and review, as Slack and Teams draw them.

Run it in the checkout: `PYTHONPATH=. .venv/bin/python docs/pictures/cards.py [FOLDER]`. It needs Debian's chromium.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader
from playwright.async_api import async_playwright

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
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for size, (wide, high) in SIZES.items():
            page = await browser.new_page(viewport={"width": wide, "height": high}, color_scheme="light")
            for name, card in cards():
                await page.set_content(page_of(card))
                await page.wait_for_timeout(200)
                await page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE))
