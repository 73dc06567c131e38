"""Steps 4 and 7: the publisher gives the Word file of a text that was reworded, where it could not be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from govbot.core.grammar import (
    Ask,
    Command,
    Document,
    DocumentRef,
    Event,
    FieldErrors,
    Needs,
    Obligation,
)
from govbot.core.redline import summary
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import Draft, Policy, Version

NO_WORD = "That is not a Word file. Give the approved Word file (.docx) with the change made in it."
OTHERWISE = (
    "This file does not read as {of} was approved: {summary}. Make the same change in the approved Word file, and "
    "nothing else."
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is approved or adopted, and whose Word file still lacks the change: "D2", or "version 1.1"."""

    of: str
    paper: DocumentRef
    due: datetime


def missing(policy: Policy) -> Missing | None:
    """What the publisher is asked for: for the release candidate first, else for the version that is published."""
    for worded in _published(policy):
        if worded.word_due and worded.paper.text_sha256 not in policy.word_files:
            of = worded.label if isinstance(worded, Draft) else f"version {worded.number}"
            return Missing(of, worded.paper, worded.word_due)
    return None


def _published(policy: Policy) -> Iterator[Draft | Version]:
    development = policy.development
    if development and development.approval and development.stage == "release candidate":
        yield from (draft for draft in development.drafts if draft.number == development.approval.draft)
    yield from filter(None, (policy.adopted, policy.version))


lacks_word_file = Needs(
    "a change of words that its Word file lacks",
    met=lambda context: missing(context.state) is not None,
    otherwise="No Word file is missing: each text that is approved or published has the one that belongs to it.",
)


class GiveWordFile(Command):
    file: Annotated[
        Document,
        Ask(
            "The Word file with the change",
            "file",
            "The approved Word file (.docx), with the change made in it and nothing else",
        ),
    ]


def give_word_file(context: PolicyContext, command: GiveWordFile) -> Iterator[Event]:
    wanted = missing(context.state)
    assert wanted is not None  # the row is open to a missing file only
    if not command.file.paper.is_word:
        raise FieldErrors({"file": NO_WORD})
    if command.file.paper.text_sha256 != wanted.paper.text_sha256:
        changed = summary(context.text, command.file.text)
        raise FieldErrors({"file": OTHERWISE.format(of=wanted.of, summary=changed)})
    yield e.WordFileGiven(of=wanted.of, text_sha256=wanted.paper.text_sha256, paper=command.file.paper)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The publisher: the Word file of what was reworded."""
    wanted = missing(policy)
    if wanted:
        what = f"the Word file of {wanted.of} with the change in it"
        yield Obligation("role:publisher", "give_word_file", what, wanted.due, wanted.of)
