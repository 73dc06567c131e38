"""The state of the stand-in: people, conversations, messages, dialogs and files."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from govbot_teams.standin import screen

Dict = dict[str, Any]
APP = "11111111-2222-4333-8444-555555555555"
TENANT = "99999999-8888-4777-8666-555555555555"
BOT = f"28:{APP}"
Schema = Callable[[Mapping[str, Any]], list[str]]


class TeamsSays(Exception):
    """An error response of Teams: an HTTP status and an error's code."""

    def __init__(self, status: int, code: str, words: str = "", wait: float = 0.0) -> None:
        super().__init__(f"{status} {code} {words}")
        self.status = status
        self.code = code
        self.words = words
        self.wait = wait


@dataclass(eq=False)
class User:
    """An account: `id` is Entra's, `member` Teams' own."""

    id: str
    name: str
    email: str
    tenant: str = TENANT
    role: str = "user"
    installed: bool = True
    blocked: bool = False
    disabled: bool = False

    @property
    def member(self) -> str:
        return f"29:{self.id}-teams"


@dataclass(eq=False)
class Message:
    """A message as it stands; `views` are the cards that only one person sees in its place."""

    conversation: str
    id: str
    sender: str
    text: str = ""
    card: Dict | None = None
    summary: str = ""
    root: str = ""
    views: dict[str, Dict] = field(default_factory=dict)
    redrawn: int = 0

    def seen_by(self, user: str) -> Dict | None:
        """The card as this person has it before them."""
        return self.views.get(user, self.card)

    @property
    def words(self) -> str:
        """All the text that a person reads in it."""
        return screen.words(self.card) if self.card else self.text


@dataclass(eq=False)
class Dialog:
    """A window with a card in it, as one person has it open. `kind` is the invoke that hands it in."""

    card: Dict
    title: str
    user: str
    kind: str = "task/submit"


@dataclass(eq=False)
class Note:
    """A sentence that Teams showed to one person, below the card that they pressed."""

    text: str


@dataclass(eq=False)
class Conversation:
    """A personal chat, a group chat or a channel."""

    id: str
    kind: Literal["personal", "groupChat", "channel"]
    name: str = ""
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    bot: bool = True

    def message(self, id: str) -> Message | None:
        """The message of this id."""
        return next((message for message in self.messages if message.id == id), None)


@dataclass
class World:
    """Everything in one place. `schema` says what is wrong with a card, where a test has one."""

    users: dict[str, User] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    schema: Schema | None = None
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1_700_000_000_000))

    def id(self) -> str:
        """A new id of a message."""
        return str(next(self.numbers))

    def uuid(self) -> str:
        """A new id of an account; always the same ones, in order."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, self.id()))

    def user(self, named: str) -> User:
        """The person with this Entra id, Teams id or address."""
        for user in self.users.values():
            if named in (user.id, user.member, user.email):
                return user
        raise TeamsSays(404, "MemberNotFoundInConversation", named)

    def personal(self, user: User) -> Conversation:
        """The personal conversation of a person and the bot."""
        place = f"a:{user.id}"
        if place not in self.conversations:
            self.conversations[place] = Conversation(place, "personal", members={user.id})
        return self.conversations[place]

    def place(self, named: str) -> Conversation:
        """The conversation of this id; a thread's is that of its channel."""
        place = self.conversations.get(named.partition(";messageid=")[0])
        if place is None:
            raise TeamsSays(404, "ConversationNotFound", named)
        return place
