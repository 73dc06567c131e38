"""Draws a card as an Adaptive Card 1.5: for a message, or for a dialog, where buttons work in another way.

People's words go into runs of rich text, where no client reads Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
from govbot_teams import limits, own_way
from govbot_teams.fit import fits, fitted
from govbot_teams.rich import Element, block, paragraphs, run
from govbot_teams.text import cut, pieces, plain, weight

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
BAR = 20
PIECE = 1200
YES = "Yes, {label}"
MARK = "govbot"
_STYLES = {"primary": "positive", "danger": "destructive"}


def adaptive(
    card: Card,
    *,
    dialog: bool = False,
    before: Sequence[Element] = (),
    refresh_for: Sequence[str] = (),
    view: str = "",
) -> Element:
    """The Adaptive Card. `refresh_for`: the Teams ids of those for whom it is drawn again as they look at it.

    `view` names what is drawn then ("home": a person's own list); "" is the card that was sent.
    """
    card = own_way.card(card)
    refresh = _refresh(refresh_for, view)
    drawn = [heading(card.headline), *before, *elements(card.parts, dialog)]
    if not fits(drawn, refresh):
        drawn = [heading(card.headline), *before, *elements(map(_in_words, card.parts), dialog)]
    return whole(card.headline, fitted(drawn, card.subject, refresh), refresh)


def _in_words(part: Part) -> Part:
    """A picture as its words, where lines and buttons need its room."""
    return replace(part, png="") if isinstance(part, Picture) else part


def whole(speak: str, body: list[Element], more: Element | None = None) -> Element:
    """An Adaptive Card around its elements."""
    said = cut(speak, limits.HEADLINE)
    top = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": "1.5", "speak": said, "fallbackText": said}
    return {**top, "body": body, **(more or {})}


def heading(words: str) -> Element:
    """The headline."""
    return block(run(cut(plain(words), limits.HEADLINE), weight="Bolder", size="Large"))


def elements(parts: Iterable[Part], dialog: bool = False) -> list[Element]:
    """The elements of some parts; a divider is a line above what follows it."""
    drawn: list[Element] = []
    line = False
    for part in parts:
        if isinstance(part, Divider):
            line = bool(drawn)
            continue
        own = list(_part(part, dialog))
        if own and line:
            own[0] = {**own[0], "separator": True}
            line = False
        drawn += own
    return drawn


def action(label: str, verb: str, data: Element, *, dialog: bool = False, style: str = "") -> Element:
    """A button that hands `data` back: executed in a message, submitted in a dialog.

    `verb` says what is to be done: press, submit …
    """
    kind = {"type": "Action.Submit"} if dialog else {"type": "Action.Execute", "verb": verb}
    drawn = {**kind, "title": cut(plain(label), limits.BUTTON_TEXT), "data": {MARK: {"verb": verb, **data}}}
    inputs = "auto" if verb == "submit" else "none"
    return {**drawn, "associatedInputs": inputs, **({"style": _STYLES[style]} if style else {})}


def rows(actions: Sequence[Element]) -> Iterator[Element]:
    """Rows of buttons."""
    for at in range(0, len(actions), limits.ACTIONS):
        yield {"type": "ActionSet", "actions": list(actions[at : at + limits.ACTIONS])}


def _refresh(people: Sequence[str], view: str) -> Element:
    if not people:
        return {}
    asked = {"verb": "refresh", **({"view": view} if view else {})}
    again = {"type": "Action.Execute", "verb": "refresh", "data": {MARK: asked}}
    return {"refresh": {"action": again, "userIds": list(people[: limits.REFRESHED_FOR])}}


def _part(part: Part, dialog: bool) -> Iterator[Element]:
    match part:
        case Text():
            yield from _text(part)
        case Facts(rows=facts):
            for label, value in facts:
                yield from _fact(label, value)
        case Items(rows=items):
            for item in items:
                for piece in pieces(" ".join(item.split()), PIECE):
                    yield block(run(f"• {piece}"), spacing="Small")
        case Progress():
            yield block(run(f"{_bar(part)}  ", fontType="Monospace"), run(cut(part.words, PIECE)))
        case Change():
            yield from _change(part)
        case Divider():
            pass
        case Buttons(buttons=buttons):
            yield from rows([_button(button, dialog) for button in buttons])
        case Link(label=label, url=url, style=style):
            opens = {"type": "Action.OpenUrl", "title": cut(plain(label), limits.BUTTON_TEXT), "url": url}
            yield from rows([{**opens, **({"style": _STYLES[style]} if style else {})}])
        case Table():
            yield from _table(part)
        case Picture():
            yield _picture(part)


def _picture(part: Picture) -> Element:
    """A picture inside the message: no address is read from outside, so it is shown in every cloud.

    https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format
    """
    if not part.png:
        return block(run(cut(part.alt, PIECE), size="Small", isSubtle=True))
    url = f"data:image/png;base64,{part.png}"
    return {"type": "Image", "url": url, "altText": cut(plain(part.alt), PIECE), "size": "Stretch"}


def _text(part: Text) -> Iterator[Element]:
    short = [piece for line in part.text.split("\n") for piece in pieces(line, PIECE)]
    text = "\n".join(short)
    match part.style:
        case "":
            yield from paragraphs(text)
        case "strong":
            yield from paragraphs(text, weight="Bolder")
        case "quote":
            for drawn in paragraphs(text, italic=True):
                yield {"type": "Container", "style": "emphasis", "spacing": "Small", "items": [drawn]}
        case "warning":
            yield from paragraphs(f"⚠ {text}", weight="Bolder", color="Attention")
        case "small":
            yield from paragraphs(text, size="Small", isSubtle=True)


def _fact(label: str, value: str) -> Iterator[Element]:
    head = run(f"{cut(plain(label), PIECE)}: ", weight="Bolder")
    for number, line in enumerate(pieces(" ".join(value.split()), PIECE) or [""]):
        yield block(*([head] if not number else []), run(line), spacing="Small")


def _table(table: Table) -> Iterator[Element]:
    """A table, with its lines for a client that draws none; too long a one is drawn as lines alone.

    https://adaptivecards.io/explorer/Table.html
    """
    lines = [drawn for label, value in as_facts(table).rows for drawn in _fact(label, value)]
    cells = [[_cell(cell) for cell in row] for row in table.rows]
    head = [_cell(name, weight="Bolder") for name in table.columns]
    drawn = {
        "type": "Table",
        "columns": [{"width": 2 if number else 3} for number in range(len(table.columns))],
        "firstRowAsHeader": True,
        "rows": [{"type": "TableRow", "cells": row} for row in (head, *cells)],
    }
    if not table.rows or weight(drawn) + weight(lines) > limits.TABLE_BYTES:
        yield from lines
        return
    yield {**drawn, "fallback": {"type": "Container", "items": lines}}


def _cell(words: str, **marks: str) -> Element:
    lines = list(paragraphs(cut(words, PIECE), **marks))
    return {"type": "TableCell", "items": lines or [block()]}


def _bar(part: Progress) -> str:
    full = round(BAR * min(part.done, part.total) / part.total) if part.total > 0 else 0
    return "█" * full + "░" * (BAR - full)


def _change(part: Change) -> Iterator[Element]:
    """A change: removed text is struck, added text is bold and underlined."""
    runs: list[tuple[str, Element]] = [
        *((piece, {}) for piece in pieces(part.before, PIECE)),
        *((piece, {"strikethrough": True}) for piece in pieces(part.removed, PIECE)),
        *((piece, {"weight": "Bolder", "underline": True}) for piece in pieces(part.added, PIECE)),
        *((piece, {}) for piece in pieces(part.after, PIECE)),
    ]
    drawn = [run(text, **marks) for text, marks in runs]
    if sum(len(piece["text"]) for piece in drawn) <= PIECE:
        yield block(*drawn)
    else:
        yield from (block(piece) for piece in drawn)


def _button(button: Button, dialog: bool) -> Element:
    pressed = action(button.label, "press", {"value": button.value}, dialog=dialog, style=button.style)
    if not button.confirm:
        return pressed
    yes = {**pressed, "title": cut(plain(YES.format(label=button.label)), limits.BUTTON_TEXT)}
    asked = {"type": "AdaptiveCard", "body": [block(run(cut(button.confirm, PIECE)))], "actions": [yes]}
    style = {"style": _STYLES[button.style]} if button.style else {}
    return {"type": "Action.ShowCard", "title": pressed["title"], "card": asked, **style}
