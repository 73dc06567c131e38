"""Drafts, positions, reports."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from govbot.core.grammar import AttachedFile, DocumentRef, Event


class DraftSubmitted(Event):
    """A new draft; `summary` says in the submitter's two sentences what the policy does.

    `carried` names the sections of draft `carried_from` that have another label in this one, or lost their place ("").

    `rewords` is the draft of which this one is a rewording, 0 for none. Where the Word file of that one could not be
    changed in the same way, `word_from` is that file, and `word_due` by when the publisher is asked for another.

    `attachments` are the appendices and the cover memo.
    """

    draft: int
    paper: DocumentRef
    note: str = ""
    summary: str = ""
    ask_again: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    review_due: datetime | None = None
    carried_from: int = Field(default=0, exclude_if=lambda number: not number)
    carried: dict[str, str] = Field(default_factory=dict, exclude_if=lambda carried: not carried)
    rewords: int = 0
    word_from: DocumentRef | None = None
    word_due: datetime | None = None
    attachments: tuple[AttachedFile, ...] = Field(default=(), exclude_if=lambda files: not files)


class FileWithdrawn(Event):
    """A draft was a wrong file: it is kept, and read by counsel and the public records officer alone."""

    draft: int
    reason: str


class PositionStated(Event):
    draft: int
    position: Literal["support", "can live with it", "unresolved concern"]
    text: str = ""


class FinalPositionsAsked(Event):
    due: datetime


class ReportMade(Event):
    """`overtakes` are the requests to the group that its recommendation leaves without need of an answer."""

    report: str
    kind: Literal["interim", "recommendation"]
    recommends: Literal["", "this draft", "no policy needed"] = ""
    text: str = ""
    consensus: Literal["", "reached", "not reached"] = ""
    differs: str = ""
    impact: str = ""
    legal_exposure: str = ""
    exposure_marks: tuple[str, ...] = ()
    strategy: str = ""
    marks: tuple[str, ...] = ()
    decision_due: datetime | None = None
    overtakes: tuple[str, ...] = ()


DraftingEvents = DraftSubmitted | FileWithdrawn | PositionStated | FinalPositionsAsked | ReportMade
