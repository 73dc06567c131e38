"""Simulated users of a chat, for the tour and the tests: they type, press and fill in, and read what a person would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from govbot.adapter_api.answers import Answer, Upload


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees: a card or a form; a form that was not taken, with its problems by label; or a no.

    `words` is everything that is to be read on it. `handle` is the simulated chat's own.
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


def labelled(seen: Seen, label: str) -> str:
    """The one button of this label, or else the one that begins so; raises Missing where there is not one."""
    fitting = [button for button in seen.buttons if button == label] or [
        button for button in seen.buttons if button.startswith(label)
    ]
    if len(fitting) != 1:
        raise Missing(f"“{seen.title}” shows no one button “{label}”, but: {', '.join(seen.buttons)}.")
    return fitting[0]


def filled(answers: Mapping[str, Answer], files: Mapping[str, Upload]) -> dict[str, Any]:
    """Answers and files as the stand-ins take them: a file is its name and its bytes."""
    return {**answers, **{name: (file.name, file.data) for name, file in files.items()}}


def named(seen: list[Seen], words: str, button: str = "") -> Seen:
    """The newest of these whose title holds the words, and that has a button beginning so."""
    for card in reversed(seen):
        if words in card.title and (not button or any(label.startswith(button) for label in card.buttons)):
            return card
    titles = ", ".join(f"“{card.title}”" for card in seen[-5:]) or "nothing"
    raise Missing(f"No card about “{words}” has come; the last ones: {titles}.")
