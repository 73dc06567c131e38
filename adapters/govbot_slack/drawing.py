"""Draws a card or a form as the JSON that Slack receives, with its sizes: for the playground."""

from __future__ import annotations

import json
from typing import Any

from govbot.adapter_api.drawings import Drawing
from govbot.core.cards.vocabulary import Card, Form
from govbot_slack import card as cards
from govbot_slack import form as forms
from govbot_slack import limits


def draw(what: Card | Form) -> Drawing:
    """The message of a card, or the modal of a form."""
    if isinstance(what, Form):
        return _drawing(forms.modal(what), limits.BLOCKS_IN_VIEW, limits.CHARACTERS_IN_VIEW)
    return _drawing(cards.message(what), limits.BLOCKS_IN_MESSAGE, limits.CHARACTERS_IN_MESSAGE)


def _drawing(payload: dict[str, Any], blocks: int, characters: int) -> Drawing:
    sizes = (
        f"{len(payload['blocks'])} of {blocks} blocks",
        f"{_characters(payload['blocks']):,} of {characters:,} characters",
        f"{len(json.dumps(payload)) / 1024:.1f} KB",
    )
    return Drawing("slack", "Slack", payload, sizes)


def _characters(thing: Any) -> int:
    """How many characters of text stand in some blocks."""
    if isinstance(thing, list):
        return sum(map(_characters, thing))
    if not isinstance(thing, dict):
        return 0
    own = thing.get("text")
    return (len(own) if isinstance(own, str) else 0) + sum(map(_characters, thing.values()))
