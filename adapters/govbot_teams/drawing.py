"""Draws a card or a form as the JSON that Teams receives, with its size: for the playground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.drawings import Drawing
from govbot.core.cards.vocabulary import Card, Form
from govbot_teams import form as forms
from govbot_teams import limits, messages, replies
from govbot_teams.text import weight


def draw(what: Card | Form) -> Drawing:
    """The message of a card, or the dialog of a form."""
    if isinstance(what, Card):
        return _drawing(messages.of_card(what))
    return _drawing(replies.in_dialog(forms.dialog(what), forms.title(what)).body or {})


def _drawing(payload: Mapping[str, Any]) -> Drawing:
    most = limits.MESSAGE_BYTES // 1024
    return Drawing("teams", "Teams", payload, (f"{weight(payload) / 1024:.1f} KB of {most} KB",))
