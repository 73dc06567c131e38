"""Draws a card as blocks: of a message, of the Home tab, or of a modal without a form.

People's words go into rich text and plain text only, where Slack reads no markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from govbot.core.cards.tables import as_facts
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Link,
    Part,
    Picture,
    Progress,
    Table,
    Text,
)
from govbot.core.grammar import Change
from govbot_slack import limits, rich
from govbot_slack.fit import cost, fitted
from govbot_slack.text import cut, escape, plain, size

Block = dict[str, Any]
BAR = 20
YES = "Yes"
NO = "Not now"
CLOSE = "Close"
WAY = "To act on it, type {words}"
LINK = "gov:link:"  # how the ids of buttons begin that open an address


def message(card: Card) -> dict[str, Any]:
    """The text (for notifications and screen readers) and the blocks of a message."""
    room = limits.CHARACTERS_IN_MESSAGE
    return {
        "text": escape(cut(card.headline, limits.FALLBACK_TEXT)),
        "blocks": _whole(card, limits.BLOCKS_IN_MESSAGE, room, tables=1),
    }


def plain_message(card: Card) -> dict[str, Any]:
    """The card as one text without blocks, for when Slack refuses them; it says how to come to its buttons."""
    lines = [card.headline, *(line for part in card.parts for line in _lines(part))]
    subject = card.subject.removeprefix("policy:") if card.subject.startswith("policy:") else ""
    way = WAY.format(words=f"/gov show {subject}" if subject else "/gov")
    text = cut("\n".join(lines), limits.FALLBACK_TEXT - size(way) - 1)
    return {"text": f"{escape(text)}\n{escape(way)}", "blocks": []}


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Text(text=text):
            yield text
        case Facts(rows=rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Items(rows=items):
            yield from (f"• {item}" for item in items)
        case Table():
            yield from _lines(as_facts(part))
        case Progress(words=words):
            yield words
        case Change():
            yield f"{part.before}{part.added}{part.after}"
        case Link(label=label, url=url):
            yield f"{label}: {url}"
        case Picture(alt=alt):
            yield alt
        case Divider() | Buttons():
            pass


def sentence(words: str) -> dict[str, Any]:
    """A message that is one sentence."""
    short = cut(words, limits.SECTION)
    return {"text": escape(short), "blocks": [rich.block(rich.section(rich.words(short)))]}


def home(card: Card) -> dict[str, Any]:
    """The Home tab."""
    return {"type": "home", "blocks": _whole(card, limits.BLOCKS_IN_VIEW, limits.CHARACTERS_IN_VIEW)}


def window(card: Card, from_home: bool = False) -> dict[str, Any]:
    """A modal that shows a card. Its private metadata keep whether Home is to be drawn again."""
    return {
        "type": "modal",
        "callback_id": "gov:card",
        "title": plain(card.headline, limits.MODAL_TITLE),
        "close": plain(CLOSE, limits.MODAL_TITLE),
        "private_metadata": json.dumps({"home": from_home}),
        "blocks": _whole(card, limits.BLOCKS_IN_VIEW, limits.CHARACTERS_IN_VIEW),
    }


def blocks(parts: Sequence[Part], subject: str, most: int, characters: int, tables: int = 0) -> list[Block]:
    """The blocks of some parts, at most so many and with at most so many characters.

    `tables` is how many tables may be drawn as such: one in a message, none in a view.
    https://docs.slack.dev/reference/block-kit/blocks/table-block
    """
    numbers = iter(range(1, most * limits.ACTIONS))
    shown = fitted(_with_tables(parts, tables), subject, most, characters)
    return [drawn for part in shown for drawn in _block(part, numbers)]


def _with_tables(parts: Sequence[Part], most: int) -> list[Part]:
    """The parts with so many tables; further ones, and wider ones than Slack draws, are lines."""
    given: list[Part] = []
    for part in parts:
        if isinstance(part, Table) and not (most and part.rows and len(part.columns) <= limits.TABLE_COLUMNS):
            given.append(as_facts(part))
            continue
        most -= isinstance(part, Table)
        given.append(part)
    return given


def headline(words: str) -> Block:
    """A headline: a header where it is short enough for one, else bold."""
    if size(words) <= limits.HEADER:
        return {"type": "header", "text": plain(words, limits.HEADER)}
    return rich.block(rich.section(rich.words(cut(words, limits.SECTION), "bold")))


def _whole(card: Card, most: int, characters: int, tables: int = 0) -> list[Block]:
    room = characters - cost(Text(card.headline))
    return [headline(card.headline), *blocks(card.parts, card.subject, most - 1, room, tables)]


def _block(part: Part, numbers: Iterator[int]) -> Iterator[Block]:
    match part:
        case Text():
            yield _text(part)
        case Facts(rows=rows):
            if rows:
                yield rich.block(rich.section(_facts(rows)))
        case Items(rows=items):
            if items:
                yield rich.block(rich.bullets(rich.words(item) for item in items))
        case Progress():
            yield rich.block(rich.section(rich.words(f"{_bar(part)}  {part.words}")))
        case Change():
            yield rich.block(rich.section(_change(part)))
        case Divider():
            yield {"type": "divider"}
        case Buttons(buttons=buttons):
            if buttons:
                elements = [_button(button, number) for button, number in zip(buttons, numbers, strict=False)]
                yield {"type": "actions", "elements": elements}
        case Link():
            yield {"type": "actions", "elements": [_link(part, next(numbers, 0))]}
        case Table():
            yield _table(part)
        case Picture(alt=alt):
            yield _text(Text(alt, "small"))  # the picture itself is a file of its own, below the card


def _table(table: Table) -> Block:
    """A table of rich text, which is literal."""
    rows = [[rich.block(rich.section(rich.words(cell or " "))) for cell in row] for row in table.rows]
    head = [rich.block(rich.section(rich.words(name or " ", "bold"))) for name in table.columns]
    settings = [{"is_wrapped": True} for _ in table.columns]
    return {"type": "table", "rows": [head, *rows], "column_settings": settings}


def _text(part: Text) -> Block:
    match part.style:
        case "":
            return rich.block(rich.section(rich.words(part.text)))
        case "strong":
            return rich.block(rich.section(rich.words(part.text, "bold")))
        case "quote":
            return rich.block(rich.quote(rich.words(part.text)))
        case "warning":
            sign = [rich.emoji("warning"), *rich.words(" ")]
            return rich.block(rich.section([*sign, *rich.words(part.text, "bold")]))
        case "small":
            if size(part.text) > limits.CONTEXT_TEXT or "://" in part.text:  # only rich text shows links
                return rich.block(rich.section(rich.words(part.text, "italic")))
            return {"type": "context", "elements": [plain(part.text, limits.CONTEXT_TEXT)]}


def _facts(rows: Iterable[tuple[str, str]]) -> Iterator[rich.Element]:
    for at, (label, value) in enumerate(rows):
        yield from rich.words(f"\n{label}: " if at else f"{label}: ", "bold")
        yield from rich.words(value)


def _bar(part: Progress) -> str:
    full = round(BAR * min(part.done, part.total) / part.total) if part.total > 0 else 0
    return "█" * full + "░" * (BAR - full)


def _change(part: Change) -> list[rich.Element]:
    return [
        *rich.words(part.before),
        *rich.words(part.removed, "strike"),
        *rich.words(part.added, "bold"),
        *rich.words(part.after),
    ]


def _link(link: Link, number: int) -> dict[str, Any]:
    """A button that opens an address; Slack tells of the click too, and waits for an acknowledgement."""
    if len(link.url) > limits.BUTTON_URL:
        raise ValueError("The address of a link is longer than Slack takes.")
    text = plain(link.label, limits.BUTTON_TEXT)
    style = {"style": link.style} if link.style else {}
    return {"type": "button", "action_id": f"{LINK}{number}", "text": text, "url": link.url, **style}


def _button(button: Button, number: int) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "type": "button",
        "action_id": f"gov:{number}",
        "text": plain(button.label, limits.BUTTON_TEXT),
        "value": button.value,
    }
    if button.style:
        drawn["style"] = button.style
    if button.confirm:
        drawn["confirm"] = {
            "title": plain(button.label, limits.CONFIRM_TITLE),
            "text": plain(button.confirm, limits.CONFIRM_TEXT),
            "confirm": plain(YES, 30),
            "deny": plain(NO, 30),
        }
        if button.style:
            drawn["confirm"]["style"] = button.style
    return drawn
