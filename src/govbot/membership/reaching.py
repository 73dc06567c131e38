"""Where a person is written to who has accounts on more than one chat: they say so themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.grammar import Ask, Choice, Command
from govbot.membership import events as e
from govbot.membership.actions import AtDirectory

EVERYWHERE = "all"
CHATS = (
    Choice("slack", "Slack"),
    Choice("teams", "Microsoft Teams"),
    Choice(EVERYWHERE, "Every chat where I have an account"),
)
HINT = "Where you have no account you are written to where you have one. You can act on every chat."


def chosen(at: AtDirectory) -> str | None:
    """What holds so far."""
    return at.directory.reach(at.who.person) or None


class ChooseReach(Command):
    chat: Annotated[str, Ask("Write to me on", "choice", HINT, choices=CHATS, initial=chosen)]


def choose_reach(at: AtDirectory, asked: ChooseReach) -> Iterator[e.DirectoryEvent]:
    yield e.ReachChosen(person=at.who.person, chat=asked.chat)
