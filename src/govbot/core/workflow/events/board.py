"""The comment board: comments joined, split, sorted; responses drafted and looked at; what a response changed."""

from __future__ import annotations

from typing import Literal

from govbot.core.grammar import Event


class CommentsJoined(Event):
    """Comments that say the same get one response; `rule` and `score` (of 100) are those by which they are alike."""

    act: str
    comments: tuple[str, ...]
    rule: str = ""
    score: int = 0


class CommentSplit(Event):
    """A comment that says several things: each part is its author's own words, and has a response of its own."""

    act: str
    comment: str
    parts: tuple[str, ...]


class CommentsSorted(Event):
    """Comments have a theme ("": none), a drafter ("": nobody), or both; None leaves it as it was."""

    act: str
    comments: tuple[str, ...]
    theme: str | None = None
    drafter: str | None = None


class OrganisingUndone(Event):
    """An act of joining, splitting or sorting is undone: the comments are as they were before it."""

    act: str


class ResponseDrafted(Event):
    """A response that goes out once somebody other than its drafter has looked at it."""

    draft: str
    comments: tuple[str, ...]
    response: Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"]
    reasons: str


class DraftedResponseReturned(Event):
    """Whoever looked at a drafted response gives it back to its drafter."""

    draft: str
    note: str


class ChangeLinked(Event):
    """What the responses to these comments changed: a section of a draft, and which paragraph of it (0: all)."""

    comments: tuple[str, ...]
    draft: int
    section: str
    paragraph: int = 0


class ResponseJudged(Event):
    """An author says of the response to their own comments that it answers them, or what concern remains."""

    comments: tuple[str, ...]
    remains: bool
    text: str = ""


BoardEvents = (
    CommentsJoined
    | CommentSplit
    | CommentsSorted
    | OrganisingUndone
    | ResponseDrafted
    | DraftedResponseReturned
    | ChangeLinked
    | ResponseJudged
)
