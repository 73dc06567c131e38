"""The comments whose place a later draft no longer has, each with a button that places it again."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.comments import comment_parts
from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Part, Text
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.sections import lost

EVERY = "Every comment has its place in the current draft."
WHAT = "{label} no longer has the passages that these are about. Place each again where its words belong now."
MOST_ON_A_CARD = 8


def lost_card(view: View, page: int = 0) -> Card:
    """Those of the development, for whoever guides it."""
    comments, draft = lost(view.development), view.development.draft
    items = [tuple(_lost(view, comment)) for comment in comments]
    told = Text(WHAT.format(label=draft.label) if comments and draft else EVERY)
    parts = (told, *page_of(view, "lost", items, page, MOST_ON_A_CARD)) if items else (told,)
    return Card(f"Comments on {view.title} that have lost their place", parts, view.subject)


def _lost(view: View, comment: Comment) -> Iterator[Part]:
    yield from comment_parts(view, comment)
    yield from view.buttons("place_comment", about=comment.id)
