"""After a response: the change that it made in a later draft, and its author's word on whether it answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import board
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import is_on_no_roster
from govbot.core.workflow.choices import comment_choice, draft_sections
from govbot.core.workflow.context import PolicyContext, current_development, current_draft
from govbot.core.workflow.paragraphs import PARAGRAPH, paragraph_in
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.sections import place_now

NO_LATER_DRAFT = (
    "{comments} were made on {draft}, the current draft. Link the change once a later draft has it."
)


# The change it made ----------------------------------------------------------------------------------


def _section_now(context: PolicyContext) -> str:
    """Where the comment of the button stands in the current draft."""
    development = context.state.development
    chosen = board.chosen_first(context)
    comment = development.comment(chosen[0]) if development and chosen else None
    place = place_now(development, comment) if development and comment else ""
    known = [choice.value for choice in draft_sections(context)]
    return next((section for section in known if place.startswith(section)), "")


class LinkChange(Command):
    comments: Annotated[
        tuple[str, ...],
        Ask("Whose responses", "choices", choices=board.with_response, initial=board.chosen_first),
    ]
    section: Annotated[
        str,
        Ask(
            "The section of the current draft that they changed",
            "choice",
            choices=draft_sections,
            initial=_section_now,
        ),
    ]
    paragraph: Annotated[str, PARAGRAPH] = ""


def _to_resolve(context: PolicyContext) -> tuple[Comment, ...]:
    development = context.state.development
    return development.to_resolve if development else ()


def link_change(context: PolicyContext, command: LinkChange) -> Iterator[Event]:
    draft, development = current_draft(context), current_development(context)
    comments = board.with_joined(development, command.comments)
    early = [c.id for c in development.comments if c.id in comments and c.draft >= draft.number]
    if early:
        words = NO_LATER_DRAFT.format(comments=board.few_of(early), draft=draft.label)
        raise FieldErrors({"comments": words})
    yield e.ChangeLinked(
        comments=comments,
        draft=draft.number,
        section=command.section,
        paragraph=paragraph_in(command.paragraph),
    )


has_response = Needs(
    "a comment with a response",
    met=lambda context: any(c.response for c in _to_resolve(context)),
    otherwise="No comment has a response yet.",
)


# Its author's word -----------------------------------------------------------------------------------


def own_answered(context: PolicyContext) -> list[Comment]:
    """The person's own comments that have a response."""
    development = context.state.development
    comments = development.to_resolve if development else ()
    return [c for c in comments if c.person == context.who.person and c.response and not c.entered]


def own_choices(context: PolicyContext) -> list[Choice]:
    return [comment_choice(context, comment) for comment in own_answered(context)]


def _own_first(context: PolicyContext) -> tuple[str, ...]:
    """Those of the button; else those on which nothing was said yet."""
    own = own_answered(context)
    named = [comment.id for comment in own if comment.id in context.about.split()]
    return tuple(named or [comment.id for comment in own if not comment.judged])


NOTHING_REMAINS = (
    "You say that it is answered. Choose “A concern remains” to have this kept, or leave it empty."
)
JUDGMENTS = (
    Choice("answers", "That answers it"),
    Choice("remains", "A concern remains"),
)


class JudgeResponse(Command):
    judgment: Annotated[Literal["answers", "remains"], Ask("The response", "choice", choices=JUDGMENTS)]
    comments: Annotated[
        tuple[str, ...], Ask("… to my comments", "choices", choices=own_choices, initial=_own_first)
    ]
    text: Annotated[
        str,
        Ask(
            "What remains, in your words",
            "text",
            "They stand so before the {secretary}. Leave it empty if nothing remains",
            optional=True,
            most=1000,
        ),
    ] = ""


def judge_response(context: PolicyContext, command: JudgeResponse) -> Iterator[Event]:
    """Raises FieldErrors where what remains is not said, or is said though nothing remains."""
    remains = command.judgment == "remains"
    if remains and not command.text:
        raise FieldErrors({"text": "Write what remains, in a sentence."})
    if command.text and not remains:
        raise FieldErrors({"text": NOTHING_REMAINS})
    yield e.ResponseJudged(comments=command.comments, remains=remains, text=command.text)


def _may_judge(context: PolicyContext) -> bool:
    return is_on_no_roster(context) or bool(own_answered(context))


has_own_answered = Needs(
    "a comment of one's own with a response",
    met=_may_judge,
    otherwise="None of your own comments here has a response yet.",
)
