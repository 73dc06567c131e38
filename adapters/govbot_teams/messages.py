"""Builds the activities that the bot sends: a card, and its headline for notifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govbot.core.cards.vocabulary import Card
from govbot_teams import card as draw
from govbot_teams import limits, own_way
from govbot_teams.text import cut, plain

HOME = "home"


def of_card(card: Card, refresh_for: Sequence[str] = (), view: str = "") -> dict[str, Any]:
    """The message of a card. Words beside a card would make two messages of it, so there are none."""
    return around(draw.adaptive(card, refresh_for=refresh_for, view=view), own_way.words(card.headline))


def of_home(card: Card, member: str) -> dict[str, Any]:
    """A person's own view: whenever they look at it, it is drawn anew (the counterpart of Slack's Home tab)."""
    return of_card(card, [member], HOME)


def around(drawn: Mapping[str, Any], headline: str) -> dict[str, Any]:
    """The message around an Adaptive Card that is drawn already."""
    return {
        "type": "message",
        "summary": cut(plain(headline), limits.HEADLINE),
        "attachments": [{"contentType": draw.CARD_TYPE, "content": drawn}],
    }
