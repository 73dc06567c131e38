"""A long item of a draft is whole on both chats: page by page, not a word of it is cut."""

from __future__ import annotations

import json
import re

import govbot_slack.card
import govbot_teams.card
from govbot.core.cards.texts import text_card
from tests.core.cards import given

WORDS = [f"word{n}" for n in range(2_500)]
TEXT = "# I. Duties\n\nEach agency shall:\n\n- " + " ".join(WORDS) + " THE LAST.\n\n# II. Scope\n\nAll.\n"


def pages() -> list[tuple[str, str]]:
    """What each page of the text says on Slack and on Teams."""
    view = given.grouped().view("cio")
    cards = [text_card(view, "D1", TEXT, page) for page in range(12)]
    return [
        (json.dumps(govbot_slack.card.message(card)["blocks"]), json.dumps(govbot_teams.card.adaptive(card)))
        for card in cards
    ]


def test_every_word_of_a_long_item_is_on_some_page_of_both_chats() -> None:
    for drawn in zip(*pages(), strict=True):
        said = re.findall(r"word\d+", " ".join(drawn))
        assert set(WORDS) == set(said)
        assert "THE LAST." in " ".join(drawn)
