"""The state of the stand-in: people, conversations, messages, views and files."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from govbot_slack.standin import screen

Dict = dict[str, Any]


class SlackSays(Exception):
    """An error response of Slack: the error's name and its other fields."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(f"{error} {more}" if more else error)
        self.error = error
        self.more = more


@dataclass
class User:
    """An account. `team` differs from the workspace's for people from elsewhere."""

    id: str
    name: str
    email: str
    team: str
    enterprise: str = ""
    deleted: bool = False
    restricted: bool = False
    stranger: bool = False
    is_bot: bool = False


@dataclass(eq=False)
class Message:
    """A message as it stands; an ephemeral one is seen by one person only."""

    conversation: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Dict] = field(default_factory=list)
    metadata: Dict | None = None
    thread: str = ""
    bot: str = ""
    ephemeral_for: str = ""
    redrawn: int = 0

    @property
    def words(self) -> str:
        """All the text that a person reads in it."""
        return screen.words(self.blocks) if self.blocks else self.text

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [screen.label(button) for button in screen.buttons(self.blocks)]


@dataclass(eq=False)
class View:
    """A modal, or the Home tab, as one person has it open."""

    id: str
    user: str
    payload: Dict
    hash: str
    values: Dict = field(default_factory=dict)
    previous: str = ""
    root: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    """The sentences at the questions, by label, after a submission that was not taken."""

    @property
    def title(self) -> str:
        """The title, as it is shown."""
        return screen.shown(self.payload["title"]["text"]) if "title" in self.payload else ""

    @property
    def words(self) -> str:
        """All the text that a person reads in it."""
        return screen.words(self.payload["blocks"])

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [screen.label(button) for button in screen.buttons(self.payload["blocks"])]

    @property
    def headline(self) -> str:
        """The title in full: the header on top, where there is one."""
        first = self.payload["blocks"][0]
        return screen.shown(first["text"]["text"]) if first["type"] == "header" else self.title

    @property
    def questions(self) -> list[str]:
        """The labels of its questions."""
        return [screen.shown(block["label"]["text"]) for block in screen.inputs(self.payload["blocks"])]


@dataclass
class Conversation:
    """A direct conversation or a channel."""

    id: str
    kind: Literal["im", "private", "public"]
    name: str = ""
    topic: str = ""
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    archived: bool = False

    def message(self, ts: str) -> Message | None:
        """The message of this time stamp."""
        return next((message for message in self.messages if message.ts == ts), None)


@dataclass
class Trigger:
    """A trigger is good for 3 seconds, once."""

    user: str
    until: float
    view: str = ""
    used: bool = False


@dataclass
class Answer:
    """A `response_url`: good for 5 uses within 30 minutes."""

    user: str
    conversation: str
    message: Message | None
    until: float
    left: int = 5


@dataclass
class SharedFile:
    """A file that the bot puts into a channel; `channel` is "" until it is shown there."""

    name: str
    alt: str
    length: int
    data: bytes = b""
    channel: str = ""
    title: str = ""


@dataclass
class World:
    """Everything in one place. `now` is in seconds since 1970."""

    team: str = "T0GOV"
    enterprise: str = ""
    now: Callable[[], float] = time.time
    users: dict[str, User] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=dict)
    """The modals that each person has open, the top one last."""
    homes: dict[str, View] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    unfurled: list[dict[str, Any]] = field(default_factory=list)  # what chat.unfurl was asked
    triggers: dict[str, Trigger] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    """Name, media type and bytes, by id."""
    uploads: dict[str, SharedFile] = field(default_factory=dict)
    """What the bot uploads, by id."""
    address: str = ""
    seen: list[tuple[str, Message | View]] = field(default_factory=list)
    """What appeared or changed, for whom ("" for everybody in the conversation), in order."""
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    last_ts: float = 0.0

    def id(self, letter: str) -> str:
        """A new id."""
        return f"{letter}{next(self.numbers):08X}"

    def ts(self) -> str:
        """A new time stamp, later than all others."""
        self.last_ts = max(self.now(), self.last_ts + 0.000001)
        return f"{self.last_ts:.6f}"

    def direct(self, *users: str) -> Conversation:
        """The direct conversation of these people, made where there is none."""
        members = set(users)
        for conversation in self.conversations.values():
            if conversation.kind == "im" and conversation.members == members:
                return conversation
        made = Conversation(self.id("D"), "im", members=members)
        self.conversations[made.id] = made
        return made

    def trigger(self, user: str, view: str = "") -> str:
        """A new trigger for this person."""
        name = f"{next(self.numbers)}.{self.team}"
        self.triggers[name] = Trigger(user, self.now() + 3.0, view)
        return name

    def open_answer(self, user: str, conversation: str, message: Message | None) -> str:
        """A new `response_url`'s id."""
        name = f"{self.team}-{next(self.numbers)}"
        self.answers[name] = Answer(user, conversation, message, self.now() + 1800)
        return name
