"""What a rehearsal needs of a chat: people who type, press and fill in, and see what a person would see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from govbot.adapter_api.answers import Answer, Upload


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees: a card or a form; a form that was not taken, with its problems by label; or a no.

    `words` is everything that is to be read on it. `handle` is the player's own.
    """

    kind: Literal["card", "form", "problems", "no"]
    title: str
    words: str = ""
    buttons: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    handle: object = None


class Missing(LookupError):
    """There is no such button, question or card to be seen; the message says what there is."""


class SimulatedUser(Protocol):
    """One person at a chat. Choices are given by their labels, questions by label or name."""

    email: str

    async def command(self, words: str) -> Seen:
        """Type words after `/gov` in the conversation with the bot."""

    async def press(self, on: Seen, label: str) -> Seen:
        """Press the button whose label begins so."""

    async def fill(self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> Seen:
        """Answer questions and hand the form in; what is prefilled stays."""

    async def say(self, words: str, thread: Seen | None = None) -> Seen:
        """Type words to the bot, or in the thread of one of its cards."""

    async def inbox(self) -> list[Seen]:
        """The bot's messages to this person, oldest first, as they are drawn now."""

    async def channel(self, name: str) -> list[Seen]:
        """The messages of a channel or room whose name holds this, oldest first."""


class SimulatedChat(Protocol):
    """All the people of a rehearsal, on one chat."""

    platform: str

    async def player(self, email: str) -> SimulatedUser:
        """The person with this address."""

    async def close(self) -> None:
        """End the rehearsal."""


def named(seen: list[Seen], words: str, button: str = "") -> Seen:
    """The newest of these whose title holds the words, and that has a button beginning so."""
    for one in reversed(seen):
        if words in one.title and (not button or any(label.startswith(button) for label in one.buttons)):
            return one
    titles = ", ".join(f"“{one.title}”" for one in seen[-5:]) or "nothing"
    raise Missing(f"No card about “{words}” has come; the last ones: {titles}.")
