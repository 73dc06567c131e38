"""A representative's own comment, corrected while it has no response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.membership.choices import first_of
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    KINDS,
    Publish,
    answer_given,
    check_is_no_second_answer,
    is_on_no_roster,
    may_be_published,
    own_answers,
)
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.evidence import attached_to
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.taking_back import own_words


def own_comments(context: PolicyContext) -> list[Choice]:
    """The own comments of the last period that have no response yet, the one of the button first."""
    said = {comment.id: comment for comment in current_development(context).comments}
    words = [
        word for word in own_words(context) if word.kind == "comment" and not said[word.item].question
    ]  # an answer to a question is changed where the questions are answered
    words.sort(key=lambda word: word.about != context.about)
    return [Choice(word.item, f"{word.item}: {excerpt(said[word.item].text, 60)}") for word in words]


def _corrected(context: PolicyContext) -> Comment | None:
    first = next(iter(own_comments(context)), None)
    comments = current_development(context).comments
    return next((comment for comment in comments if first and comment.id == first.value), None)


def _kind_before(context: PolicyContext) -> str:
    comment = _corrected(context)
    return comment.kind if comment else "comment"


def _text_before(context: PolicyContext) -> str:
    comment = _corrected(context)
    return comment.text if comment else ""


def _publish_before(context: PolicyContext) -> str:
    comment = _corrected(context)
    return comment.publish if comment else ""


class CorrectComment(Command):
    comment: Annotated[
        str,
        Ask(
            "Which one?",
            "choice",
            choices=own_comments,
            initial=first_of(own_comments),
        ),
    ]
    kind: Annotated[
        Literal["comment", "implementation issue", "concern", "no comment", "not applicable"],
        Ask("Your answer", "choice", choices=KINDS, initial=_kind_before),
    ]
    text: Annotated[
        str,
        Ask(
            "In your words",
            "text",
            "It takes the place of what you wrote",
            optional=True,
            most=3000,
            initial=_text_before,
        ),
    ] = ""
    publish: Annotated[Publish, may_be_published(_publish_before)] = ""


def correct_comment(context: PolicyContext, command: CorrectComment) -> Iterator[Event]:
    """The former answer is taken back and stays on record; the new one, on the same section, counts."""
    if command.kind in ("comment", "implementation issue", "concern") and not command.text:
        raise FieldErrors({"text": "Write a sentence, or choose “No comment”."})
    before = next(c for c in current_development(context).comments if c.id == command.comment)
    check_is_no_second_answer(
        command.kind, [answer for answer in own_answers(context) if answer.id != before.id]
    )
    marks = context.state.marks.get(f"comment {before.id}", ())
    yield e.WordTakenBack(kind="comment", item=before.id)
    corrected = answer_given(
        context,
        command.kind,
        before.section,
        command.text,
        before.answering_for,
        tuple(marks),
        publish=command.publish,
    )
    yield corrected.model_copy(
        update={
            "passage": before.passage,
            "marked_file": before.marked_file,
            "item": before.item,
            "paragraph": before.paragraph,
            "attached": attached_to(context.state, before.id),
        }
    )


has_own_comment = Needs(
    "a comment of one's own without a response",
    met=lambda context: is_on_no_roster(context) or bool(own_comments(context)),
    otherwise="You have no comment here that could be corrected. One that has its response stays: add another.",
)
