"""Comments are organised on the board: a theme, a drafter, joined, split; and each of these undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import board
from govbot.core.workflow import events as e
from govbot.core.workflow.alike import RULE, alike
from govbot.core.workflow.choices import about_or_first, comment_choice, excerpt
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.readers import can_read_item

MOST_SHOWN = 15  # comments that are shown before they are joined
NONE = "-"


# Theme and drafter -----------------------------------------------------------------------------------


def themes(context: PolicyContext) -> list[Choice]:
    """The themes that comments have, as a hint of what there is."""
    development = context.state.development
    named = {comment.theme for comment in development.comments if comment.theme} if development else set()
    return [Choice(theme, theme) for theme in sorted(named)]


def drafters(context: PolicyContext) -> list[Choice]:
    """Who may draft, and nobody."""
    return [*board.drafter_choices(context), Choice(NONE, "Nobody any more")]


class SortComments(Command):
    comments: Annotated[
        tuple[str, ...],
        Ask("Which comments", "choices", choices=board.resolvable, initial=board.chosen_first),
    ]
    theme: Annotated[
        str,
        Ask(
            "A new theme",
            "line",
            "Empty: as it is; “-” takes it away",
            optional=True,
            most=60,
        ),
    ] = ""
    known_theme: Annotated[
        str,
        Ask(
            "… or one that there is",
            "choice",
            optional=True,
            choices=themes,
            when=lambda context: bool(themes(context)),
        ),
    ] = ""
    drafter: Annotated[
        str,
        Ask("Who drafts the response", "choice", "Empty: as it is", optional=True, choices=drafters),
    ] = ""


def sort_comments(context: PolicyContext, command: SortComments) -> Iterator[Event]:
    theme = command.theme or command.known_theme
    if not (theme or command.drafter):
        raise FieldErrors({"theme": "Give a theme, or choose who drafts the response."})
    yield e.CommentsSorted(
        act=board.next_act(context),
        comments=board.with_joined(current_development(context), command.comments),
        theme="" if theme == NONE else theme or None,
        drafter="" if command.drafter == NONE else command.drafter or None,
    )


# Joining ---------------------------------------------------------------------------------------------


class JoinComments(Command):
    comments: Annotated[
        tuple[str, ...],
        Ask(
            "Which comments say the same",
            "choices",
            "They get one response; each stays as it is",
            choices=board.without_response,
            initial=board.chosen_first,
        ),
    ]


def join_comments(context: PolicyContext, command: JoinComments) -> Iterator[Event]:
    if len(command.comments) < 2:
        raise FieldErrors({"comments": "Choose two at least."})
    development = current_development(context)
    ids = board.with_joined(development, command.comments)
    if len({comment.joined for comment in development.comments if comment.id in ids} - {""}) == 1 and all(
        comment.joined for comment in development.comments if comment.id in ids
    ):
        raise FieldErrors({"comments": "These are joined already."})
    score = _likeness(context, ids)
    yield e.CommentsJoined(act=board.next_act(context), comments=ids, rule=RULE if score else "", score=score)


def _likeness(context: PolicyContext, ids: tuple[str, ...]) -> int:
    """How alike all of these are by the rule, of 100; 0 where the rule does not find them alike."""
    comments = [comment for comment in current_development(context).comments if comment.id in ids]
    groups = alike([(comment.id, board.compared_text(comment)) for comment in comments])
    return groups[0].score if groups and len(groups[0].keys) == len(ids) else 0


def joined_in_advance(context: PolicyContext, command: JoinComments) -> Iterator[str]:
    """Each comment in its words, and the rule by which they are alike, before they are joined."""
    ids = board.with_joined(current_development(context), command.comments)
    score = _likeness(context, ids)
    if score:
        yield f"Found alike: {score} of 100 ({RULE})."
    else:
        yield f"The rule does not find these alike ({RULE}); you say that they are."
    comments = [comment for comment in current_development(context).comments if comment.id in ids]
    for comment in comments[:MOST_SHOWN]:
        yield excerpt(board.read_in_full(context, comment), 300)
    if len(comments) > MOST_SHOWN:
        yield f"… and {len(comments) - MOST_SHOWN} more: {board.few_of([c.id for c in comments[MOST_SHOWN:]])}."


# Splitting -------------------------------------------------------------------------------------------


def to_split(context: PolicyContext) -> list[Choice]:
    return [comment_choice(context, comment) for comment in _to_split(context)]


def _to_split(context: PolicyContext) -> Iterator[Comment]:
    """Comments without a response that may be read, and are neither joined nor a part of another one."""
    development = context.state.development
    for comment in development.unanswered if development else ():
        is_whole = not (comment.joined or comment.part_of or comment.proposes_words)
        if is_whole and can_read_item(context, f"comment {comment.id}"):
            yield comment


def _chosen_to_split(context: PolicyContext) -> str:
    chosen = board.chosen_first(context)
    known = [choice.value for choice in to_split(context)]
    return next((comment for comment in chosen if comment in known), known[0] if known else "")


def _text_to_split(context: PolicyContext) -> str:
    development = context.state.development
    comment = development.comment(_chosen_to_split(context)) if development else None
    return comment.text if comment else ""


class SplitComment(Command):
    comment: Annotated[str, Ask("Which comment", "choice", choices=to_split, initial=_chosen_to_split)]
    parts: Annotated[
        str,
        Ask(
            "Its words, with an empty line between the parts",
            "text",
            "Change no word: each part stays its author's own",
            most=3000,
            initial=_text_to_split,
        ),
    ]


def split_comment(context: PolicyContext, command: SplitComment) -> Iterator[Event]:
    comment = current_development(context).comment(command.comment)
    parts = tuple(" ".join(part.split()) for part in command.parts.split("\n\n") if part.strip())
    if comment is None or " ".join(parts) != " ".join(comment.text.split()):
        raise FieldErrors(
            {"parts": "The parts together are not the comment's words. Only put empty lines between them."}
        )
    if len(parts) < 2:
        raise FieldErrors({"parts": "Put an empty line where the second part begins."})
    yield e.CommentSplit(act=board.next_act(context), comment=comment.id, parts=parts)


# Undoing ---------------------------------------------------------------------------------------------


def acts_to_undo(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    acts = board.organised(development) if development else []
    return [
        Choice(
            act.id,
            f"{act.id}: {board.DID[act.kind]} {board.few_of(act.comments)}, {context.directory.name(act.by)}",
        )
        for act in acts
    ]


class UndoOrganising(Command):
    act: Annotated[
        str,
        Ask(
            "What is undone",
            "choice",
            "Joined comments are parted again; parts become one comment; theme and drafter are as before",
            choices=acts_to_undo,
            initial=lambda context: about_or_first(context, acts_to_undo(context)),
        ),
    ]


def undo_organising(context: PolicyContext, command: UndoOrganising) -> Iterator[Event]:
    yield e.OrganisingUndone(act=command.act)


has_to_resolve = Needs(
    "a comment that wants a response",
    met=lambda context: bool((development := board.development_of(context)) and development.to_resolve),
    otherwise="No comment has come in that wants a response.",
)
has_to_split = Needs(
    "a comment that can be split",
    met=lambda context: any(True for _ in _to_split(context)),
    otherwise="No comment here can be split: joined comments, parts, proposed words, and those with a response stay.",
)
has_organised = Needs(
    "something organised that can be undone",
    met=lambda context: bool(acts_to_undo(context)),
    otherwise="Nothing was organised here that could be undone now.",
)
