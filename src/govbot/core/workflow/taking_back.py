"""Undoing, and withdrawing, one's own answer to a feedback request, position or acknowledgment: it stays on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, Needs
from govbot.core.membership.choices import first_of
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.context import PolicyContext

Kind = Literal["comment", "position", "acknowledgment", "support"]
UNDO_WITHIN = timedelta(minutes=1)  # from the instant at which it was recorded
NOTHING = (
    "There is nothing of yours here that could be withdrawn: an answer that has its response stays, too."
)
MINUTE_OVER = (
    "It can be undone for one minute, and that is over. You can still correct it, or withdraw it with "
    "“/gov take-back”: both stay on record."
)
KINDS = ("comment", "position", "acknowledgment", "support")


@dataclass(frozen=True, slots=True)
class OwnWord:
    """Something that a person said and may take back: what it is, which ("C3", "D2", "1.0 DSS"), and when it was
    recorded (None on records from before this was noted). `words` is how it reads in a list."""

    kind: Kind
    item: str
    at: datetime | None = None
    words: str = ""

    @property
    def about(self) -> str:
        """As a button names it."""
        return f"{self.kind} {self.item}"


def own_word_choices(context: PolicyContext) -> list[Choice]:
    """What may be withdrawn, the one of the button first."""
    words = sorted(own_words(context), key=lambda word: word.about != context.about)
    return [Choice(word.about, word.words) for word in words]


class TakeBack(Command):
    word: Annotated[
        str,
        Ask(
            "What do you withdraw?",
            "choice",
            "It stays on record as withdrawn, and counts no more",
            optional=True,
            choices=own_word_choices,
            initial=first_of(own_word_choices),
        ),
    ] = ""
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def own_words(context: PolicyContext) -> list[OwnWord]:
    """What the person may take back now, the latest first within each kind; only what they said themselves."""
    return [*_answers(context), *_positions(context), *_acknowledgments(context), *_supports(context)]


def take_back(context: PolicyContext, command: TakeBack) -> Iterator[Event]:
    word = _meant(context, command.word or context.about)
    yield e.WordTakenBack(kind=word.kind, item=word.item, reason=command.reason)


class Undo(Command):
    pass


def undo(context: PolicyContext, command: Undo) -> Iterator[Event]:
    """What was said within the last minute is taken back."""
    word = _meant(context, context.about, undoable(context))
    yield e.WordTakenBack(kind=word.kind, item=word.item, undone=True)


def undoable(context: PolicyContext) -> list[OwnWord]:
    """What the person said within the last minute, by the clock of the record; the last of it first."""
    since = context.now - UNDO_WITHIN
    words = [word for word in own_words(context) if word.at is not None and word.at >= since]
    return sorted(words, key=lambda word: word.at or since, reverse=True)


def _meant(context: PolicyContext, about: str, words: list[OwnWord] | None = None) -> OwnWord:
    """The word that the form or the button names, else the first."""
    words = own_words(context) if words is None else words
    return next((word for word in words if word.about == about), words[0])


def _is_among(words: list[OwnWord], about: str) -> bool:
    """Whether the word that a button names is among these; any, where it names none."""
    if about.partition(" ")[0] not in KINDS:
        return bool(words)
    return any(word.about == about for word in words)


def _may_undo(context: PolicyContext) -> bool:
    return _is_among(undoable(context), context.about)


def _why_no_undo(context: PolicyContext) -> str:
    return context.say(MINUTE_OVER if _is_among(own_words(context), context.about) else NOTHING)


def _answers(context: PolicyContext) -> list[OwnWord]:
    """Own answers of the last period that have no response yet."""
    development = context.state.development
    period = development.period if development else None
    if development is None or period is None:
        return []
    answered_in_part = {part.part_of for part in development.comments if part.response}
    return [
        OwnWord(
            "comment",
            comment.id,
            comment.at,
            f"{comment.id} {comment.kind}: {excerpt(comment.text, 60)}".rstrip(": "),
        )
        for comment in reversed(development.comments)
        if comment.period == period.number
        and comment.person == context.who.person
        and not (comment.set_aside or comment.entered or comment.response or comment.part_of)
        and comment.id not in answered_in_part
    ]


def _positions(context: PolicyContext) -> list[OwnWord]:
    """The own position on the draft at hand, while positions on it are asked for."""
    development = context.state.development
    if development is None or development.draft is None or not development.asks_positions:
        return []
    draft = development.draft.number
    return [
        OwnWord("position", f"D{draft}", position.at, f"Where you stand on D{draft}: {position.position}")
        for position in development.positions
        if (position.person, position.draft, position.entered) == (context.who.person, draft, "")
    ]


def _acknowledgments(context: PolicyContext) -> list[OwnWord]:
    """Own acknowledgments of the version in force."""
    version = context.state.versions[-1] if context.state.versions else None
    reports = reversed(version.reports) if version else ()
    return [
        OwnWord(
            "acknowledgment",
            f"{version.number} {report.agency}",
            report.at,
            f"The acknowledgment of version {version.number} for {context.directory.agency_name(report.agency)}",
        )
        for report in reports
        if version and (report.kind, report.by, report.entered) == ("acknowledged", context.who.person, "")
    ]


def _supports(context: PolicyContext) -> list[OwnWord]:
    """The own support of a need that is not decided on."""
    need = context.state.development
    return [
        OwnWord("support", "need", support.at, f"Your support: {excerpt(support.why, 60)}")
        for support in (need.supports if need and need.stage == "need" else ())
        if support.person == context.who.person
    ]


has_own_word = Needs(
    "something of one's own that may be withdrawn",
    met=lambda context: _is_among(own_words(context), context.about),
    otherwise=NOTHING,
)
said_within_the_minute = Needs(
    "something that one said within the last minute", met=_may_undo, otherwise=_why_no_undo
)
