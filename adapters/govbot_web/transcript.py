"""What has been said in the playground: messages, rooms, and how far each person has read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from govbot.core.cards.vocabulary import Card
from govbot_web import saved
from govbot_web.plain import card_from, card_plain


@dataclass(frozen=True, slots=True)
class Message:
    """A message: a card of the bot's, or the words of `author`; `only_for` when one person alone sees it.

    `seq` orders all messages; `root` is the message whose thread it answers in; `key` is the courier's.
    """

    id: str
    seq: int
    conversation: str
    at: datetime
    author: str = ""
    words: str = ""
    card: Card | None = None
    key: str = ""
    root: str = ""
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A private room and who is in it."""

    id: str
    name: str
    topic: str
    members: frozenset[str]


@dataclass(slots=True)
class Transcript:
    """Kept in memory, and line by line in a file if there is a path. `notice` says what went wrong."""

    path: Path | None = None
    notice: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    read: dict[tuple[str, str], int] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    last: int = 0

    @classmethod
    def open(cls, path: Path | None) -> Transcript:
        """What was said before the restart; empty, with a notice, when its file is damaged."""
        transcript = cls(path)
        if path is None:
            return transcript
        try:
            for line in saved.load(path):
                transcript._take(line)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            transcript = cls(path, notice=saved.set_aside(path))
        saved.rewrite(path, transcript._lines())
        return transcript

    def add(self, conversation: str, at: datetime, **parts: Any) -> Message:
        """Add a message at the end of a conversation."""
        seq = self.last + 1
        message = Message(id=f"m{seq}", seq=seq, conversation=conversation, at=at, **parts)
        self._write({"message": _message_plain(message)})
        return message

    def redraw(self, message: Message, card: Card) -> Message:
        """Put another card in a message's place."""
        drawn = replace(message, card=card)
        if drawn != message:
            self._write({"message": _message_plain(drawn)})
        return drawn

    def drop(self, message: Message) -> None:
        """Take a message away (only those that one person alone saw are)."""
        self._write({"dropped": message.id})

    def keep_room(self, room: Room) -> None:
        """A room is new or has changed."""
        self._write({"room": [room.id, room.name, room.topic, sorted(room.members)]})

    def mark_read(self, person: str, conversation: str, seq: int) -> None:
        """This person has read up to here."""
        if seq > self.read.get((person, conversation), 0):
            self._write({"read": [person, conversation, seq]})

    def of(self, conversation: str, person: str) -> list[Message]:
        """What this person sees of a conversation, oldest first."""
        those = (self.messages[name] for name in self.threads.get(conversation, ()))
        return [message for message in those if message.only_for in ("", person)]

    def unread(self, conversation: str, person: str) -> int:
        """How many messages of others this person has not read."""
        seen = self.read.get((person, conversation), 0)
        return sum(
            message.seq > seen and message.author != person for message in self.of(conversation, person)
        )

    def _write(self, line: dict[str, Any]) -> None:
        self._take(line)
        if self.path is not None:
            saved.append(self.path, line)

    def _take(self, line: dict[str, Any]) -> None:
        match line:
            case {"message": dict(plain)}:
                message = _message_from(plain)
                if message.id not in self.messages:
                    self.threads.setdefault(message.conversation, []).append(message.id)
                self.messages[message.id] = message
                self.last = max(self.last, message.seq)
                if message.key:
                    self.keys[message.conversation, message.key] = message.id
            case {"dropped": str(name)}:
                dropped = self.messages.pop(name)
                self.threads[dropped.conversation].remove(name)
            case {"room": [str(name), str(title), str(topic), list(members)]}:
                self.rooms[name] = Room(name, title, topic, frozenset(members))
            case {"read": [str(person), str(conversation), int(seq)]}:
                self.read[person, conversation] = seq
            case _:
                raise ValueError("an unknown line")

    def _lines(self) -> Iterable[dict[str, Any]]:
        yield from ({"room": [r.id, r.name, r.topic, sorted(r.members)]} for r in self.rooms.values())
        yield from ({"message": _message_plain(message)} for message in self.messages.values())
        yield from (
            {"read": [person, conversation, seq]} for (person, conversation), seq in self.read.items()
        )


def _message_plain(message: Message) -> dict[str, Any]:
    names = ("id", "seq", "conversation", "author", "words", "key", "root", "only_for")
    plain = {name: getattr(message, name) for name in names if getattr(message, name)}
    plain["at"] = message.at.isoformat()
    if message.card is not None:
        plain["card"] = card_plain(message.card)
    return plain


def _message_from(plain: dict[str, Any]) -> Message:
    card = card_from(plain["card"]) if "card" in plain else None
    return Message(**{**plain, "at": datetime.fromisoformat(plain["at"]), "card": card})
