"""The page of the comment board: the comments in groups, those alike, what was done, and forms for what is ticked."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.bot.forms import open_form
from govbot.bot.pages.page_forms import FORMS_OF, WITH_TICKED, draw_form
from govbot.bot.pages.results import Filling
from govbot.bot.pages.sessions import Session
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards import board as cards
from govbot.core.cards.pages import NO_FORM
from govbot.core.cards.view import View
from govbot.core.grammar import Refusal
from govbot.core.table import BY_NAME, button_label
from govbot.core.workflow import board
from govbot.core.workflow.alike import RULE
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.readers import why_no_board

PAGE = "board"
COLUMNS = ("No.", "{Agency}", "Section", "Kind", "Comment", "Theme", "Drafter", "Joined with", "State")
MOST_TICKED, MOST_ACTS, MOST_SAID = 300, 12, 400


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Comments under a heading; each row begins with the comment's number."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Comments that say nearly the same: their numbers, how alike they are, and the words of the first."""

    numbers: tuple[str, ...]
    score: int
    words: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All that stands on the page. `acts` are the last acts: what was done, and its number where it can be undone.

    `by` and `groupings` are how the comments are grouped, and could be; `alike` is None until it is asked for.
    """

    name: str
    title: str
    seen: str
    as_of: str
    counts: tuple[tuple[str, int], ...]
    by: str
    groupings: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    groups: tuple[BoardGroup, ...]
    forms: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]
    rule: str
    alike: tuple[AlikeGroup, ...] | None


def board_page(view: View, by: str = "section", *, alike: bool = False) -> BoardPage:
    """The board grouped in this way (an unknown one: by section). Raises Refusal for whose it is not."""
    if why_not := why_no_board(view.at(), view.held):
        raise Refusal(why_not)
    by = by if by in cards.GROUPINGS else "section"
    groups = cards.groups_of(view, by)
    return BoardPage(
        name=view.name(view.viewer),
        title=view.title,
        seen=board.about_text(len(view.development.board_acts), ()),
        as_of=view.when(view.now),
        counts=tuple(cards.counts(view)),
        by=by,
        groupings=tuple((name, view.say(label)) for name, (label, _) in cards.GROUPINGS.items()),
        columns=tuple(view.say(column) for column in COLUMNS),
        groups=tuple(
            BoardGroup(f"{name} ({len(group)})", tuple(_row(view, comment) for comment in group))
            for name, group in groups.items()
        ),
        forms=tuple((name, _label(view, name)) for name in WITH_TICKED if view.can(BY_NAME[name])),
        waiting=tuple(_waiting(view)),
        acts=tuple(_acts(view)),
        rule=RULE,
        alike=tuple(_alike(view)) if alike else None,
    )


def _label(view: View, name: str) -> str:
    return button_label(BY_NAME[name], view.process)


def _row(view: View, comment: Comment) -> tuple[str, ...]:
    others = board.joined_with(view.development, comment)
    return (
        comment.id,
        comment.agency or "outside",
        cards.section_of(view, comment),
        comment.kind,
        excerpt(cards.readable_text(view, comment), MOST_SAID),
        comment.theme,
        view.name(comment.drafter) if comment.drafter else "",
        board.few_of([other.id for other in others]),
        cards.state_of(view, comment),
    )


def _waiting(view: View) -> list[tuple[str, str]]:
    """The drafted responses at which the viewer may look: number, and what it is."""
    if not view.can(BY_NAME["look_at_response"]):
        return []
    return [
        (draft.id, f"{draft.response}, to {board.few_of(draft.comments)}, drafted by {view.name(draft.by)}")
        for draft in board.waiting_for(view.development, view.viewer)
    ]


def _acts(view: View) -> list[tuple[str, str]]:
    """The last acts in words, each with its number where the viewer may undo it."""
    can = view.can(BY_NAME["undo_organising"])
    open_acts = {act.id for act in board.organised(view.development)} if can else set()
    return [
        (
            act.id if act.id in open_acts else "",
            f"{act.id}: {view.name(act.by)} has {board.DID[act.kind]} {board.few_of(act.comments)}"
            f"{' (undone)' if act.undone else ''}, {view.when(act.at)}",
        )
        for act in reversed(view.development.board_acts[-MOST_ACTS:])
    ]


def _alike(view: View) -> list[AlikeGroup]:
    comments = {comment.id: comment for comment in cards.readable_unanswered(view)}
    return [
        AlikeGroup(
            group.keys, group.score, excerpt(cards.readable_text(view, comments[group.keys[0]]), MOST_SAID)
        )
        for group in board.alike_comments(comments.values())
    ]


def board_form(context: RequestContext, session: Session, action: str, about: str) -> Filling:
    """The form of an act on the board, for the ticked comments, or for an act or drafted response that is named; or
    another form to which the session's page leads.

    Raises Refusal for any other action.
    """
    if action not in FORMS_OF.get(session.page, ()):
        raise Refusal(NO_FORM)
    about = " ".join(about.split()[: MOST_TICKED + 1])
    return draw_form(context, session, open_form(context, SignedToken(action, session.subject, about)))
