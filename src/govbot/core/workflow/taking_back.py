"""Taking back one's own word: an answer to a feedback request, a position, an acknowledgment. It stays on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govbot.core.grammar import Command, Event, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext

Kind = Literal["comment", "position", "acknowledgment"]
NOTHING = (
    "There is no word of yours here that could be taken back: an answer that has its response stays, too."
)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """Something that a person said and may take back: what it is, and which ("C3", "D2", "1.0 DSS")."""

    kind: Kind
    item: str

    @property
    def about(self) -> str:
        """As a button names it."""
        return f"{self.kind} {self.item}"


class TakeBack(Command):
    pass


def own_words(context: PolicyContext) -> list[OwnWord]:
    """What the person may take back now, the latest first within each kind; only what they said themselves."""
    return [*_answers(context), *_positions(context), *_acknowledgments(context)]


def take_back(context: PolicyContext, command: TakeBack) -> Iterator[Event]:
    word = _meant(context)
    yield e.WordTakenBack(kind=word.kind, item=word.item)


def _meant(context: PolicyContext) -> OwnWord:
    """The word that the button names, else the first."""
    words = own_words(context)
    return next((word for word in words if word.about == context.about), words[0])


def _has_some(context: PolicyContext) -> bool:
    words = own_words(context)
    named = context.about.partition(" ")[0] in ("comment", "position", "acknowledgment")
    return any(word.about == context.about for word in words) if named else bool(words)


def _answers(context: PolicyContext) -> list[OwnWord]:
    """Own answers of the last period that have no response yet."""
    development = context.state.development
    period = development.period if development else None
    if development is None or period is None:
        return []
    return [
        OwnWord("comment", comment.id)
        for comment in reversed(development.comments)
        if comment.period == period.number
        and comment.person == context.who.person
        and not (comment.set_aside or comment.entered or comment.response)
    ]


def _positions(context: PolicyContext) -> list[OwnWord]:
    """The own position on the draft at hand, while positions on it are asked for."""
    development = context.state.development
    if development is None or development.draft is None or not development.asks_positions:
        return []
    draft = development.draft.number
    mine = (
        position
        for position in development.positions
        if (position.person, position.draft, position.entered) == (context.who.person, draft, "")
    )
    return [OwnWord("position", f"D{draft}") for _ in mine]


def _acknowledgments(context: PolicyContext) -> list[OwnWord]:
    """Own acknowledgments of the version in force."""
    version = context.state.versions[-1] if context.state.versions else None
    reports = reversed(version.reports) if version else ()
    return [
        OwnWord("acknowledgment", f"{version.number} {report.agency}")
        for report in reports
        if version and (report.kind, report.by, report.entered) == ("acknowledged", context.who.person, "")
    ]


has_own_word = Needs("a word of one's own that may be taken back", met=_has_some, otherwise=NOTHING)
