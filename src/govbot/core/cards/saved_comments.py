"""What a person has saved on the page and not handed in, comment by comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.saved_comments import SavedComment
from govbot.core.workflow.steps.saved_comments import NONE_SAVED

NOT_YET = "Nothing of this is handed in yet: it counts nowhere, and nobody else reads it."
MOST_ON_A_CARD = 12


def saved_comments_card(view: View, saved: Sequence[SavedComment], page: int = 0) -> Card:
    """The saved comments, with the button that hands them in and the page on which they are changed."""
    if not saved:
        link = view.page("comment")
        parts: tuple[Part, ...] = (Text(NONE_SAVED), *((Buttons(link),) if link else ()))
        return Card("No saved comments", parts, view.subject)
    return Card(f"Your saved comments on {view.title}", tuple(_parts(view, saved, page)), view.subject)


def _parts(view: View, saved: Sequence[SavedComment], page: int) -> Iterator[Part]:
    yield Text(NOT_YET, "strong")
    items = [tuple(_item(number, comment)) for number, comment in enumerate(saved, 1)]
    yield from page_of(view, "saved", items, page, MOST_ON_A_CARD)
    yield from view.buttons("hand_in_comments", about="")


def _item(number: int, comment: SavedComment) -> Iterator[Part]:
    yield Text(f"{number} · {comment.section or 'The whole draft'}", "strong")
    if comment.passage and not comment.is_proposal:
        yield Text(excerpt(comment.passage, 300), "quote")
    yield Text(comment.words)
