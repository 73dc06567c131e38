"""Representatives answer a feedback request: with a comment, without one, or that it is not for their agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Document, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    ANSWERING_AS,
    KINDS,
    Publish,
    acting_place,
    answer_given,
    check_is_no_second_answer,
    may_be_published,
    own_answers,
    taken_back_first,
)
from govbot.core.workflow.choices import MARKS, excerpt, mark_choices, section_choices
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.paragraphs import PARAGRAPH, paragraph_in
from govbot.core.workflow.points import points_of
from govbot.core.workflow.policy import Period

ONE_OR_EACH = (
    Choice("one", "Keep it as one comment"),
    Choice("each", "Each point becomes a comment of its own"),
)
IF_A_LIST = "If it is a list"
READS_AS_A_LIST = (
    "This reads as a list of {count} points. As comments of their own, each gets its own response: choose so at "
    "“{field}”. Else confirm, and it stays one comment."
)
EACH = "Comment {number} of {count}: {point}"


def next_section(context: PolicyContext) -> str:
    """For *And another*: the section after that of the comment which the button names ("P1 after C3"); else none."""
    development, id = context.state.development, context.about.partition(" after ")[2]
    comment = development.comment(id) if development and id else None
    sections = [choice.value for choice in section_choices(context)]
    if comment is None or comment.section not in sections[:-1]:
        return ""
    return sections[sections.index(comment.section) + 1]


class GiveFeedback(Command):
    text: Annotated[
        str, Ask("In your words", "text", "Needed unless you have no comment", optional=True, most=3000)
    ] = ""
    kind: Annotated[
        Literal["comment", "implementation issue", "concern", "no comment", "not applicable"],
        Ask("Your answer", "choice", choices=KINDS, initial="comment"),
    ]
    section: Annotated[
        str,
        Ask(
            "On which section",
            "choice",
            "Leave empty for the whole draft",
            optional=True,
            choices=section_choices,
            initial=next_section,
            when=lambda context: bool(section_choices(context)),
        ),
    ] = ""
    paragraph: Annotated[str, PARAGRAPH] = ""
    points: Annotated[
        Literal["", "one", "each"], Ask(IF_A_LIST, "choice", optional=True, choices=ONE_OR_EACH, folded=True)
    ] = ""
    publish: Annotated[Publish, may_be_published()] = ""
    file: Annotated[
        Document | None,
        Ask(
            "A file with it",
            "file",
            "A calculation, a letter, a picture: it is kept as it comes",
            optional=True,
            as_is=True,
            folded=True,
        ),
    ] = None
    answering_for: Annotated[tuple[str, ...], ANSWERING_AS] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def give_feedback(context: PolicyContext, command: GiveFeedback) -> Iterator[Event]:
    if command.kind in ("comment", "implementation issue", "concern") and not command.text:
        raise FieldErrors({"text": "Write a sentence, or choose “No comment”."})
    said = own_answers(context)
    check_is_no_second_answer(command.kind, said)
    yield from taken_back_first(said)
    paragraph = paragraph_in(command.paragraph) if command.section else 0
    attached = command.file.paper if command.file else None
    for count, text in enumerate(_texts(command)):
        yield answer_given(
            context,
            command.kind,
            command.section,
            text,
            command.answering_for,
            command.marks,
            before=count,
            publish=command.publish,
        ).model_copy(update={"paragraph": paragraph, "attached": attached})


def _texts(command: GiveFeedback) -> tuple[str, ...]:
    """The comment's text; each of its points, where that was chosen."""
    return (command.points == "each" and points_of(command.text)) or (command.text,)


def list_in_it(context: PolicyContext, command: GiveFeedback) -> Iterator[str]:
    """Of a text that is a list: that it can be split, and what it then becomes, so that it is never split unseen."""
    points = points_of(command.text)
    if points and command.points == "each":
        for number, point in enumerate(points, 1):
            yield EACH.format(number=number, count=len(points), point=excerpt(point, 300))
    elif points and not command.points:
        yield READS_AS_A_LIST.format(count=len(points), field=IF_A_LIST)


class NoComment(Command):
    pass


def no_comment(context: PolicyContext, command: NoComment) -> Iterator[Event]:
    yield answer_given(context, "no comment")


class NotApplicable(Command):
    pass


def not_applicable(context: PolicyContext, command: NotApplicable) -> Iterator[Event]:
    yield answer_given(context, "not applicable")


def _has_not_answered(context: PolicyContext) -> bool:
    period = context.state.development.period if context.state.development else None
    entry = acting_place(context, period) if period else None
    if period is None or entry is None or entry.key not in period.answered:
        return True
    return context.who.entered_by is None and _only_entered(context, period, entry)


def _only_entered(context: PolicyContext, period: Period, place: e.RosterEntry) -> bool:
    """Whether all answers of this place on the roster were entered: one's own word then stands beside them."""
    answers = (
        comment
        for comment in reversed(current_development(context).comments)
        if comment.period == period.number and comment.place == place.key and not comment.set_aside
    )
    responses = [
        response
        for response in period.agency_responses
        if (response.person, response.agency) == (place.person, place.agency)
    ]
    latest = next(answers, None)
    if latest is None or not latest.entered:
        return False
    return all(answer.entered for answer in answers) and all(response.entered for response in responses)


not_answered_yet = Needs(
    "a representative who has not answered yet",
    met=_has_not_answered,
    otherwise="You have answered already. To say more, add a comment.",
)
