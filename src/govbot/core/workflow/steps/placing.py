"""A comment that has lost its place in a later draft is placed again by whoever guides the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import about_or_first, comment_choice, draft_sections
from govbot.core.workflow.context import PolicyContext, current_draft
from govbot.core.workflow.paragraphs import PARAGRAPH, paragraph_in
from govbot.core.workflow.sections import lost


def lost_comments(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    return [comment_choice(context, comment) for comment in lost(development)] if development else []


def _pressed(context: PolicyContext) -> str:
    return about_or_first(context, lost_comments(context))


class PlaceComment(Command):
    comment: Annotated[str, Ask("Which comment", "choice", choices=lost_comments, initial=_pressed)]
    section: Annotated[str, Ask("On which section it stands now", "choice", choices=draft_sections)]
    paragraph: Annotated[str, PARAGRAPH] = ""


def place_comment(context: PolicyContext, command: PlaceComment) -> Iterator[Event]:
    yield e.CommentPlaced(
        comment=command.comment,
        draft=current_draft(context).number,
        section=command.section,
        paragraph=paragraph_in(command.paragraph),
    )


has_lost = Needs(
    "a comment that has lost its place",
    met=lambda context: bool(lost_comments(context)),
    otherwise="Every comment has its place in the current draft.",
)
