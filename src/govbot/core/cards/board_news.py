"""News of the comment board: comments given to somebody, a drafted response, a concern that remains."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.board import MOST_IN_A_BUTTON, MOST_ON_A_CARD, acts_of, readable_text
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Buttons, Part, Text
from govbot.core.workflow import board
from govbot.core.workflow.choices import excerpt


def given(view: View) -> Iterator[Part]:
    """To a drafter: the comments that were given to them."""
    comments = [view.development.comment(id) for id in view.about.split()]
    mine = [c for c in comments if c and c.drafter == view.viewer and not c.response]
    if not mine:
        yield Text("They have a response, or somebody else drafts it now; nothing is asked of you here.")
        return
    yield Text("Please draft a response. It goes out once somebody else has looked at it.", "strong")
    for comment in mine[:MOST_ON_A_CARD]:
        head = f"{comment.id} · {comment.agency or 'outside'}"
        yield Text(f"{head}: {excerpt(readable_text(view, comment), 300)}")
    if len(mine) > MOST_ON_A_CARD:
        yield Text(f"… and {len(mine) - MOST_ON_A_CARD} more.", "small")
    ids = [comment.id for comment in mine][:MOST_IN_A_BUTTON]
    yield from view.buttons("draft_response", about=board.about_text(acts_of(view), ids))


def drafted(view: View) -> Iterator[Part]:
    """A drafted response: to whoever is to look at it; given back, to its drafter."""
    draft = next((d for d in view.development.drafted_responses if d.id == view.about), None)
    if draft is None:
        return
    if draft.over:
        yield Text("It has gone out, or another one has taken its place; nothing is asked of you here.")
        return
    yield Text(
        f"Drafted by {view.name(draft.by)}, to {board.few_of(draft.comments)}: {draft.response}.", "strong"
    )
    items = [f"comment {id}" for id in draft.comments]
    hidden = not all(map(view.reads, items))
    yield Text(MARKED if hidden else draft.reasons, "quote")
    for id in draft.comments[:3]:
        comment = view.development.comment(id)
        if comment:
            yield Text(f"{id}: {excerpt(readable_text(view, comment), 300)}")
    if draft.note:
        yield Text("Given back, with this note:", "warning")
        yield Text(draft.note, "quote")
        if draft.by == view.viewer:
            yield from view.buttons("draft_response", about=draft.id)
        return
    yield from view.buttons("look_at_response", about=draft.id)


def remains(view: View) -> Iterator[Part]:
    """To the lead: what remains of a concern, in its author's words."""
    for id in view.about.split():
        comment = view.development.comment(id)
        if comment and comment.judged == "remains":
            who = view.from_whom(comment.person, comment.agency, comment.answering_for)
            yield Text(f"{who}, on the response to {comment.id} ({comment.response}):", "strong")
            yield Text(view.readable(f"comment {comment.id}", comment.remains), "quote")
    yield Text(view.say("It stands so before the {secretary}, unless you respond anew."), "small")
    yield from view.buttons("respond_to_comments", "draft_response")
    yield Buttons((view.show("board", "The whole board"),))
