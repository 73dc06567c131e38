"""How a chat draws a card or a form: the JSON that it is sent, and its size within the chat's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govbot.core.cards.vocabulary import Card, Form


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card or a form as one chat draws it.

    `chat` is the platform ("web"), `name` how people call it. `payload` is the JSON that the chat is sent;
    `sizes` are sentences such as "14 of 50 blocks".
    """

    chat: str
    name: str
    payload: Mapping[str, Any]
    sizes: tuple[str, ...]


# What an adapter offers under the entry point group `govbot.drawings`.
Draw = Callable[[Card | Form], Drawing]
