"""A bot with a script instead of a record: every answer a page must draw, and a note of what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat, Sent
from govbot.bot import Bot
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Facts,
    Items,
    OpenForm,
    Reply,
    ShowCard,
    ShowErrors,
    ShowRefusal,
    Text,
)
from govbot.core.grammar import Choice
from tests.web import scripted_cards as cards
from tests.web.scripted_controls import PEOPLE

WORDS = (
    ("need", "Raise a need for a policy"),
    ("status", "Where a policy stands"),
    ("group", "Assemble an ad hoc group"),
    ("feedback", "Answer a request for feedback"),
    ("home", "What is awaiting you"),
    ("help", "What you can do"),
)
HELP = Card("What you can do", (Items(tuple(f"/gov {word}: {label}" for word, label in WORDS)),))


class ScriptedBot(Bot):
    """Answers by a script. `asked` keeps what was called and with what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self.uploads: dict[str, Upload] = {}
        self.chat: Chat | None = None

    def meet(self, chat: Chat) -> None:
        """Kept, so that the script can send."""
        self.chat = chat

    def words(self) -> list[tuple[str, str]]:
        """What can be typed after /gov."""
        return list(WORDS)

    async def command(self, account: Account, words: str, conversation: str = "") -> Reply:
        """By the first word."""
        self.asked.append(("command", (account.user, words, conversation)))
        match words.split(" ")[0]:
            case "need":
                return OpenForm(cards.NEED)
            case "decide":
                return ShowCard(cards.APPROVAL)
            case "hostile":
                return ShowCard(cards.HOSTILE_CARD)
            case "status":
                return ShowCard(cards.FEEDBACK)
            case "help" | "":
                return ShowCard(HELP)
            case "fault":
                raise RuntimeError("a fault of the script")
            case other:
                return ShowRefusal(f"There is no command “{other}”. Type /gov help for those there are.")

    async def press(self, account: Account, value: str) -> Reply:
        """By the button's value."""
        self.asked.append(("press", (account.user, value)))
        match value:
            case "approve":
                await asyncio.sleep(0.2)
                return ShowCard(cards.APPROVED, instead=True)
            case "answer" | "return":
                return OpenForm(cards.NEED)
            case "not-me":
                return ShowRefusal("Draft D2 was replaced by D3: here is the current card.", cards.APPROVED)
            case "no-comment":
                return ShowCard(Card("Your answer is recorded: no comment.", (Facts((("Agency", "DSS"),)),)))
            case _:
                return ShowRefusal("The request was already withdrawn. There is nothing left to do.")

    async def submit(
        self,
        account: Account,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload] | None = None,
    ) -> Reply:
        """Asks for a title and a lead, then asks again whether all is right, then shows a card."""
        self.asked.append(("submit", (account.user, token, dict(answers))))
        self.uploads.update(uploads or {})
        missing = {"title": "Say in a few words what it is about.", "lead": "Choose who carries it."}
        problems = {name: missing[name] for name in missing if name in answers and not answers[name]}
        if problems:
            return ShowErrors(problems)
        if answers.get("title") == "refuse":
            return ShowRefusal("A need with this title was raised yesterday: join yours to it.")
        if token == cards.NEED.token:
            return OpenForm(cards.CONFIRM)
        return ShowCard(
            Card(
                f"The need “{answers['title']}” is raised.", (Text("The Steering Group is asked."),), "ITP-4"
            )
        )

    async def lookup(
        self, account: Account, token: str, field: str, typed: str, most: int = 100
    ) -> list[Choice]:
        """People, or policies."""
        if field == "join":
            choices = [
                Choice("ITP-1", "ITP-1 Data Classification"),
                Choice("ITP-2", "ITP-2 Artificial Intelligence"),
            ]
        else:
            choices = [Choice(person.id, f"{person.name} ({person.email})") for person in PEOPLE]
        return [choice for choice in choices if typed.casefold() in choice.label.casefold()][:most]

    async def home(self, account: Account) -> Card:
        """Two things that await."""
        return Card(
            "Two things are awaiting your action.",
            (
                Text("Draft D4 of “Data Classification”", "strong"),
                Facts((("Awaited", "your decision"), ("By", "Fri, Dec 4, 2026, 5:00 PM ET"))),
                Buttons((Button("Approve draft D4", "approve", "primary"), Button("Withdraw", "withdraw"))),
                Text("Feedback on “Acceptable Use of Artificial Intelligence”", "strong"),
                Buttons((Button("Answer", "answer"),)),
            ),
        )

    async def said(self, account: Account, words: str, conversation: str = "", root: str = "") -> Reply:
        """Offers help."""
        self.asked.append(("said", (account.user, words, conversation, root)))
        return ShowCard(
            Card("Shall I record this as your answer?", (Buttons((Button("Record it", "no-comment"),)),))
        )

    async def record_as_feedback(
        self, account: Account, author: Account, at: datetime, words: str, conversation: str = ""
    ) -> Reply:
        """Asks whose it is."""
        self.asked.append(("record", (account.user, author.user, words, conversation)))
        return OpenForm(cards.CONFIRM)

    async def shown(self, account: Account, sent: Sent, card: Card | None) -> None:
        """Noted."""
        self.asked.append(("shown", (account.user, sent.message)))

    async def closed(self, account: Account, token: str, answers: Mapping[str, Answer]) -> None:
        """Noted."""
        self.asked.append(("closed", (account.user, token, dict(answers))))

    async def gone(self, account: Account) -> None:
        """Nobody goes."""
