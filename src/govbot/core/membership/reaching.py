"""The action with which a person who has accounts on several chats chooses where govbot writes to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command
from govbot.core.membership import events as e
from govbot.core.membership.context import DirectoryContext

EVERYWHERE = "all"
CHATS = (
    Choice("slack", "Slack"),
    Choice("teams", "Microsoft Teams"),
    Choice(EVERYWHERE, "Every chat where I have an account"),
)
HINT = "Where you have no account you are written to where you have one. You can act on every chat."


def chosen(context: DirectoryContext) -> str | None:
    """The person's present choice."""
    return context.directory.reach(context.who.person) or None


class ChooseReach(Command):
    chat: Annotated[str, Ask("Write to me on", "choice", HINT, choices=CHATS, initial=chosen)]


def choose_reach(context: DirectoryContext, command: ChooseReach) -> Iterator[e.DirectoryEvent]:
    yield e.ReachChosen(person=context.who.person, chat=command.chat)
