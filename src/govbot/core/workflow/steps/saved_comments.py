"""Comments that were saved on a page are handed in together: what is ticked becomes comments, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, cast

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Refusal
from govbot.core.workflow.answering import (
    ANSWERING_AS,
    Publish,
    answer_given,
    is_on_no_roster,
    may_be_published,
    own_answers,
    taken_back_first,
)
from govbot.core.workflow.choices import MARKS, mark_choices
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.readers import marks_of
from govbot.core.workflow.saved_comments import SavedComment, in_a_line

Kind = Literal["comment", "implementation issue", "concern"]
NONE_SAVED = (
    "You have saved no comment that is not handed in. Write them on a page, with “/gov comment-page”."
)
PUBLISH_OTHERS = "May those be published where you have not said?"
GONE = "One of these comments was deleted or handed in meanwhile. Look through the others once more."


def saved(context: PolicyContext) -> tuple[SavedComment, ...]:
    return context.saved or ()


def saved_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(comment.id, in_a_line(comment)) for comment in saved(context)]


def all_saved(context: PolicyContext) -> tuple[str, ...]:
    return tuple(comment.id for comment in saved(context))


def lacks_publish(context: PolicyContext) -> bool:
    """Whether one of the comments does not say if it may be published."""
    return any(not comment.publish for comment in saved(context))


class HandInComments(Command):
    items: Annotated[
        tuple[str, ...],
        Ask(
            "What you hand in",
            "choices",
            "What is not ticked stays saved, and counts nowhere",
            choices=saved_choices,
            initial=all_saved,
        ),
    ]
    publish: Annotated[Publish, may_be_published(label=PUBLISH_OTHERS, when=lacks_publish)] = ""
    answering_for: Annotated[tuple[str, ...], ANSWERING_AS] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def hand_in_comments(context: PolicyContext, command: HandInComments) -> Iterator[Event]:
    known = {comment.id: comment for comment in saved(context)}
    if not known:
        raise Refusal(NONE_SAVED)
    if not known.keys() >= set(command.items):
        raise FieldErrors({"items": GONE})
    yield from taken_back_first(own_answers(context))
    draft = current_development(context).circulated
    # The words of a marked draft stand in what is said of them.
    marks = tuple(dict.fromkeys((*command.marks, *(marks_of(context, draft) if draft else ()))))
    ticked = [comment for comment in known.values() if comment.id in command.items]
    for count, comment in enumerate(ticked):
        yield answer_given(
            context,
            cast(Kind, comment.kind),
            comment.section,
            comment.words,
            command.answering_for,
            marks,
            before=count,
            publish=cast(Publish, comment.publish or command.publish),
        ).model_copy(
            update={
                "paragraph": comment.paragraph if comment.section else 0,
                "passage": comment.passage,
                "old_words": comment.old_words,
                "new_words": comment.new_words,
            }
        )


has_saved_comments = Needs(
    "saved comments of one's own",
    met=lambda context: is_on_no_roster(context) or context.saved is None or bool(context.saved),
    otherwise=NONE_SAVED,
)
