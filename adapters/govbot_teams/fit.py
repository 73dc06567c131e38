"""Makes a card fit Teams' 28 KB: replaces text that does not fit by a note; buttons stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govbot_teams import limits
from govbot_teams.text import weight

Element = dict[str, Any]
CUT_SHORT = "… This is too long for Teams to show whole. To read all of it: show {subject}"
# Buttons keep at most this share of a card.
BUTTONS = 0.7
FRAME = 1600  # bytes of the card around its elements: its headline is said three times


def fitted(
    drawn: Sequence[Element], subject: str, more: Any = None, room: int = limits.CARD_BYTES
) -> list[Element]:
    """As many elements as fit; `more` is what else the card carries. The buttons at the end stay."""
    left = room - FRAME - (weight(more) if more else 0)
    body = list(drawn)
    closing: list[Element] = []
    while body and body[-1]["type"] == "ActionSet":
        closing.insert(0, body.pop())
    buttons = _as_many_as_fit(closing, int(left * BUTTONS))
    kept = _as_many_as_fit(body, left - _total(buttons))
    if len(kept) == len(body) and len(buttons) == len(closing):
        return [*kept, *buttons]
    said = CUT_SHORT.format(subject=subject.removeprefix("policy:"))
    notice = {
        "type": "RichTextBlock",
        "inlines": [
            {"type": "TextRun", "text": said.rstrip(), "isSubtle": True},
        ],
    }
    kept = _as_many_as_fit(body, left - _total(buttons) - weight(notice) - 1)
    return [*kept, notice, *buttons]


def fits(drawn: Sequence[Element], more: Any = None, room: int = limits.CARD_BYTES) -> bool:
    """Whether the elements fit whole."""
    return _total(drawn) <= room - FRAME - (weight(more) if more else 0)


def _total(elements: Sequence[Element]) -> int:
    return sum(weight(element) + 1 for element in elements)


def _as_many_as_fit(elements: Sequence[Element], room: int) -> list[Element]:
    kept = []
    for element in elements:
        room -= weight(element) + 1
        if room < 0:
            break
        kept.append(element)
    return kept
