"""A bot that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat
from govbot.bot import Bot
from govbot.bot.shared_links import Suggestion
from govbot.core.cards.vocabulary import Button, Buttons, Card, Field, Form, Reply, ShowCard, Text
from govbot.core.grammar import Choice

CARD = Card(
    "D2 awaits your decision", (Text("Read it first."), Buttons((Button("Approve", "approve-token"),)))
)
DONE = Card("D2 is approved", (Text("Recorded."),))
FORM = Form(
    "Return the draft",
    "form-token",
    (
        Field("why", "What should change?", "text", hint="In a sentence or two."),
        Field("section", "Section", "choice", choices=(Choice("s1", "1. Purpose"), Choice("s2", "2. Scope"))),
        Field("urgent", "This is urgent", "flag"),
    ),
)
WORDS = [
    ("", "Your list"),
    ("status", "Where a policy stands"),
    ("draft", "Submit a draft"),
    ("help", "Help"),
]


class ScriptedBot(Bot):
    """`replies` gives the reply for a command, a button's value, a form's token or a message."""

    def __init__(self, reply: Reply | None = None, **replies: Reply) -> None:
        self.reply: Reply = reply or ShowCard(DONE)
        self.replies: dict[str, Reply | Exception] = dict(replies)
        self.met: Chat | None = None
        self.asked: list[tuple[Any, ...]] = []
        self.choices: list[Choice] = []
        self.kept: dict[str, str] = {}
        self.at_home = Card("Nothing awaits you", (Buttons((Button("Start", "start-token"),)),))

    def meet(self, chat: Chat) -> None:
        self.met = chat

    def words(self) -> list[tuple[str, str]]:
        return WORDS

    async def command(self, account: Account, words: str, conversation: str = "") -> Reply:
        return self._said_to(words, "command", account.user, words, conversation)

    async def press(self, account: Account, value: str) -> Reply:
        return self._said_to(value, "press", account.user, value)

    async def submit(
        self,
        account: Account,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload] | None = None,
    ) -> Reply:
        return self._said_to(token, "submit", account.user, token, dict(answers), dict(uploads or {}))

    async def lookup(
        self, account: Account, token: str, field: str, typed: str, most: int = 100
    ) -> list[Choice]:
        self.asked.append(("lookup", account.user, token, field, typed))
        return [choice for choice in self.choices if typed.lower() in choice.label.lower()][:most]

    async def home(self, account: Account) -> Card:
        self.asked.append(("home", account.user))
        return self.at_home

    async def said(self, account: Account, words: str, conversation: str = "", root: str = "") -> Reply:
        return self._said_to(words, "said", account.user, words, conversation, root)

    async def record_as_feedback(
        self, account: Account, author: Account, at: datetime, words: str, conversation: str = ""
    ) -> Reply:
        return self._said_to("feedback", "record_as_feedback", account.user, author, at, words, conversation)

    async def reached(self, account: Account, conversation: str) -> None:
        self.asked.append(("reached", account.user, conversation))

    async def recall(self, name: str) -> str:
        return self.kept.get(name, "")

    async def keep(self, name: str, value: str) -> None:
        self.kept[name] = value

    async def look(self, account: Account, conversation: str, message: str) -> Card | None:
        self.asked.append(("look", account.user, conversation, message))
        reply = self.replies.get(account.user)
        return reply.card if isinstance(reply, ShowCard) else None

    async def reopen(self, account: Account, token: str) -> Reply:
        return self._said_to(f"reopen {token}", "reopen", account.user, token)

    async def preview(self, address: str) -> Card | None:
        return CARD if "/library/ITP-1/" in address else None

    async def suggest(self, account: Account, typed: str, most: int) -> list[Suggestion]:
        return [Suggestion("ITP-1 “Backup”", "In force", CARD)] if typed in ("", "backup") else []

    async def received(self, account: Account, upload: Upload) -> Reply:
        return self._said_to("received", "received", account.user, upload.name, upload.data)

    def calls(self, name: str) -> list[tuple[Any, ...]]:
        """What was asked under this name."""
        return [asked[1:] for asked in self.asked if asked[0] == name]

    def _said_to(self, key: str, *asked: Any) -> Reply:
        self.asked.append(asked)
        reply = self.replies.get(key, self.reply)
        if isinstance(reply, Exception):
            raise reply
        return reply
